import Arithmetic

/// Pearson's test of draws against a law on finitely many cells.
package struct SelfAuditFit: Sendable, Equatable {
  /// Σ (observed − expected)²/expected.
  package let statistic: Double

  /// What it passes with a probability of at most some 5·10⁻¹⁰ if the draws have the law.
  package let limit: Double

  /// The probability of a false alarm, as it is told.
  package static let falseAlarm = "1e-9"

  /// Whether the draws fit.
  package var holds: Bool { statistic <= limit }

  /// Compares the numbers of draws in the cells with their probabilities.
  ///
  /// Neighbouring cells are joined until ten draws are expected in each, where χ² is a good
  /// approximation of the statistic's law.
  ///
  /// - Parameters:
  ///   - observed: the draws in each cell.
  ///   - weights: a number proportional to each cell's probability.
  /// - Precondition: as many weights as cells, and a draw.
  /// - Source: the quantile of χ² by Wilson and Hilferty, 1931.
  package init(observed: [Int], weights: [Double]) {
    precondition(observed.count == weights.count, "one weight for each cell")
    let draws = Double(observed.reduce(0, +))
    let scale = draws / weights.reduce(0, +)
    precondition(draws > 0, "no draws")
    var cells: [(observed: Double, expected: Double)] = []
    var open = (observed: 0.0, expected: 0.0)
    for (count, weight) in zip(observed, weights) {
      open = (open.observed + Double(count), open.expected + weight * scale)
      guard open.expected >= 10 else { continue }
      cells.append(open)
      open = (0, 0)
    }
    if let last = cells.popLast() {
      cells.append((last.observed + open.observed, last.expected + open.expected))
    }
    statistic = cells.reduce(0) { sum, cell in
      let gap = cell.observed - cell.expected
      return sum + gap * gap / cell.expected
    }
    let degrees = Double(max(1, cells.count - 1))
    let spread = 2 / (9 * degrees)
    let root = 1 - spread + Self.normalQuantile * spread.squareRoot()
    limit = degrees * root * root * root
  }

  /// A standard normal number is greater with probability 5·10⁻¹⁰.
  private static let normalQuantile = 6.1094
}
