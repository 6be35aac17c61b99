import Marginals
package import Randomness

/// Draws rows from a model one by one, independently of each other.
///
/// Their counts scatter about the model's expectations as a plain sample's do, where those of
/// ``RowSampler`` keep near to them: for uses that need each row to be a draw of its own.
package struct IndependentRows: Sendable {
  /// How one attribute is drawn.
  private struct Step: Sendable {
    let attribute: Int

    /// The attributes drawn before that decide, and their sizes.
    let conditions: [(attribute: Int, size: Int)]

    /// The number of levels.
    let levels: Int

    /// For each combination of conditions the running sums of the levels' weights.
    let sums: [Double]
  }

  private let steps: [Step]

  /// Prepares a model for many draws.
  ///
  /// - Complexity: O(cells of the tree).
  package init(_ model: Model) {
    var steps: [Step] = []
    for index in model.tree.order {
      for attribute in model.tree.cliques[index].attributes
      where !steps.contains(where: { $0.attribute == attribute }) {
        let conditions = model.tree.cliques[index].attributes.filter { condition in
          steps.contains { $0.attribute == condition }
        }
        let levels = model.domain.size(attribute)
        var sums = model.weights(of: attribute, given: conditions, in: index)
        for start in stride(from: 0, to: sums.count, by: levels) {
          for place in start + 1..<start + levels { sums[place] += sums[place - 1] }
        }
        steps.append(
          Step(
            attribute: attribute,
            conditions: conditions.map { ($0, model.domain.size($0)) },
            levels: levels,
            sums: sums
          )
        )
      }
    }
    self.steps = steps
  }

  /// Draws `count` rows.
  ///
  /// Each attribute takes a substream of its own, and a word of it for each row.
  ///
  /// - Complexity: O(count · attributes · log levels).
  package func draw(_ count: Int, from stream: SamplingStream) -> SyntheticRows {
    var columns = Array(repeating: Array(repeating: UInt32(0), count: count), count: steps.count)
    for step in steps {
      var words = stream.substream(UInt64(step.attribute))
      columns[step.attribute] = (0..<count).map { row in
        let group = step.conditions.reduce(0) { $0 * $1.size + Int(columns[$1.attribute][row]) }
        let share = Double(words.next() >> 11) * 0x1p-53
        return Self.code(share, step.sums, group * step.levels..<(group + 1) * step.levels)
      }
    }
    return SyntheticRows(count: count, columns: columns)
  }

  /// The first level whose running sum passes this share of the whole.
  ///
  /// Where rounding leaves none, it is the last level that adds to the sum; where no level has any
  /// weight, each is as likely as another.
  private static func code(_ share: Double, _ sums: [Double], _ range: Range<Int>) -> UInt32 {
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    let total = sums[high]
    guard total > 0 else { return UInt32(share * Double(range.count)) }
    let target = share * total
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target || sums[middle] == total { high = middle } else { low = middle + 1 }
    }
    return UInt32(low - range.lowerBound)
  }
}
