import Arithmetic

/// What (ε, δ) some mechanisms give: an upper bound of δ at each ε of a grid.
///
/// V(ε) is the greatest, over all ways to choose each mechanism after the answers before it, of the
/// hockey-stick divergence at e^ε. A mechanism played first, with loss L, makes it
/// E[V(ε − L)]: the greatest V that what follows can reach from there. V falls with ε, is at most 1, and
/// is convex in e^ε; so between two points of the grid it lies under their chord.
///
/// - Source: Zhu, Dong and Wang, Optimal accounting of differential privacy via characteristic
///   function, AISTATS 2022; Dong, Durfee and Rogers, Optimal differential privacy composition for
///   exponential mechanisms, ICML 2020, for the adaptive recursion.
struct PrivacyProfile: Sendable {
  /// The grid of the ε.
  let grid: LossGrid

  /// The index of the first value's ε.
  let lowest: Int

  /// Upper bounds of δ at consecutive ε of the grid.
  private(set) var values: [Double]

  /// No mechanism at all: δ = 1 − e^ε, or 0.
  init(grid: LossGrid, range: ClosedRange<Int>) {
    self.grid = grid
    lowest = range.lowerBound
    values = range.map { index in
      guard index < 0 else { return Margin.least }
      let size = -Double(index) * grid.spacing
      let exact = Margin.exponentialLessOne(size) * Elementary.exp(-size)
      return PrivacyProfile.bounded(size > 40 ? 1 : exact * (1 + Margin.formula))
    }
  }

  /// δ at the ε of an index: 1 below the grid, and above it no less than at its end.
  subscript(index: Int) -> Double {
    index < lowest ? 1 : values[min(index - lowest, values.count - 1)]
  }

  /// δ at the ε of an index, where a mechanism with this loss is played before those of the profile.
  ///
  /// - Complexity: linear in the weights.
  func delta(at index: Int, after loss: LossDistribution) -> Double {
    var sum = loss.infinity
    for (offset, weight) in loss.weights.enumerated() {
      sum += weight * self[index - loss.lowest - offset]
    }
    return PrivacyProfile.bounded(sum * Margin.factor(terms: loss.weights.count + 1))
  }

  /// Plays before all others a mechanism that has one of these losses, whichever is worst.
  ///
  /// - Complexity: O(values · weights).
  mutating func precede(byWorstOf losses: [LossDistribution]) {
    let bounds = losses.map { means(of: $0) }
    values = values.indices.map { index in
      PrivacyProfile.bounded(bounds.reduce(0) { max($0, $1[index]) })
    }
  }

  /// The mean of V(ε − L) at every ε of the grid.
  private func means(of loss: LossDistribution) -> [Double] {
    let count = values.count
    // The profile from the greatest loss below its start to the least one above its end.
    let (top, bottom) = (loss.lowest + loss.weights.count - 1, loss.lowest)
    let reached = ((lowest - max(0, top))...(lowest + count - 1 + max(0, -bottom))).map { self[$0] }
    var sums = [Double](repeating: loss.infinity, count: count)
    PrivacyProfile.accumulate(loss.weights, reached, from: max(0, top) - bottom, into: &sums)
    let factor = Margin.factor(terms: loss.weights.count + 1)
    return sums.map { $0 * factor }
  }

  /// Adds to each sum the values before `start`, the nearest first, by weight.
  private static func accumulate(
    _ weights: [Double],
    _ values: [Double],
    from start: Int,
    into sums: inout [Double]
  ) {
    precondition(
      start - weights.count + 1 >= 0 && start + sums.count <= values.count,
      "a short padding"
    )
    let values = values.span
    var sums = sums.mutableSpan
    for offset in weights.indices {
      let weight = weights[offset]
      // Within the bounds that were checked: the loop is one of those that take the time.
      for index in sums.indices {
        unsafe sums[unchecked: index] += weight * values[unchecked: start - offset + index]
      }
    }
  }

  /// Plays before all others a mechanism of bounded range: a choice by the exponential mechanism.
  ///
  /// - Complexity: O(values · rate/spacing).
  mutating func precede(by range: BoundedRange) {
    let count = values.count
    let padding = range.steps + 2
    // The profile with its ends repeated on both sides, for indices beyond the grid.
    let padded =
      [Double](repeating: 1, count: padding) + values
      + [Double](repeating: values[count - 1], count: padding)
    let shifted = range.shifted(padded)
    var worst = values
    for part in range.parts {
      part.raise(&worst, padded, shifted, at: padding - part.offset)
    }
    let last = range.last
    for index in 0..<count {
      let place = padding - range.steps + index
      let start = last.lowerShare * padded[place - 1] + last.upperShare * padded[place]
      let bound = last.start * start + last.end * shifted[place] + last.whole * values[index]
      worst[index] = max(worst[index], bound)
    }
    values = worst.map { PrivacyProfile.bounded($0 * (1 + Margin.formula)) }
  }

  private static func bounded(_ value: Double) -> Double { min(1, max(value, Margin.least)) }
}
