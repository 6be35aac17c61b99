/// The public partition of an ordered column's range into intervals, in units of its scale.
///
/// Bin i holds the units from its lower edge up to, not including, the next one's; the last bin
/// ends at the maximum, which it holds.
package struct Bins: Sendable, Hashable {
  /// How the range is cut.
  package enum Cut: Sendable, Hashable {
    /// Into bins of equal width from the minimum on; the last one may be narrower.
    case width(Int)
    /// At these ascending edges: the minimum first, the last one at or beyond the maximum.
    case edges([Int])
  }

  /// The smallest unit.
  package let minimum: Int

  /// The largest unit.
  package let maximum: Int

  /// How the range is cut.
  package let cut: Cut

  /// Makes bins.
  ///
  /// - Precondition: ``violation(minimum:maximum:cut:)`` finds none.
  package init(minimum: Int, maximum: Int, cut: Cut = .width(1)) {
    let violation = Self.violation(minimum: minimum, maximum: maximum, cut: cut)
    precondition(violation == nil, "\(violation.map(String.init(describing:)) ?? "")")
    self.minimum = minimum
    self.maximum = maximum
    self.cut = cut
  }

  /// The rule that such bins would break, if any.
  package static func violation(minimum: Int, maximum: Int, cut: Cut) -> SchemaRule? {
    guard abs(minimum) < NumberText.limit, abs(maximum) < NumberText.limit else {
      return .numberTooLarge
    }
    guard minimum <= maximum else { return .boundsReversed }
    switch cut {
    case .width(let width):
      guard width > 0 else { return .widthNotPositive }
      // The difference fits, as neither bound passes 10^18.
      return (maximum - minimum) / width < Column.levelLimit ? nil : .tooManyLevels
    case .edges(let edges):
      guard edges.count <= Column.levelLimit else { return .tooManyLevels }
      guard edges.count >= 2, zip(edges, edges.dropFirst()).allSatisfy(<) else {
        return .edgesNotAscending
      }
      let lastBin = edges[edges.count - 2]...edges[edges.count - 1]
      return edges[0] == minimum && lastBin.contains(maximum) ? nil : .edgesMissBounds
    }
  }

  /// The number of bins.
  package var count: Int {
    switch cut {
    case .width(let width): (maximum - minimum) / width + 1
    case .edges(let edges): edges.count - 1
    }
  }

  /// The units of the bin at `index`.
  package func units(of index: Int) -> ClosedRange<Int> {
    switch cut {
    case .width(let width):
      let lower = minimum + index * width
      return lower...(maximum - lower < width ? maximum : lower + width - 1)
    case .edges(let edges):
      return edges[index]...(index + 2 == edges.count ? maximum : edges[index + 1] - 1)
    }
  }

  /// The bin that holds a number of units; units outside the bounds count as the nearest bound.
  ///
  /// - Complexity: O(1) for bins of equal width, O(log bins) for edges.
  package func index(of units: Int) -> Int {
    let clamped = max(minimum, min(maximum, units))
    switch cut {
    case .width(let width):
      return (clamped - minimum) / width
    case .edges(let edges):
      // The largest index whose edge is at most `clamped`, among the lower edges.
      var low = 0
      var high = edges.count - 1
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= clamped { low = middle } else { high = middle }
      }
      return low
    }
  }
}
