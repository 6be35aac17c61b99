import GraphicalModels
package import Marginals

/// How many synthetic rows a release has; the exact number of private rows goes nowhere.
package enum RowRule: Sendable, Hashable {
  /// As many as the measurements estimate, by minimum variance.
  case noisyTotal
  /// As many as the publisher asked for, without looking at the data.
  case requested(Int)

  /// The largest number of rows of a release.
  package static let limit = 1_000_000_000

  /// The largest number of rows that a noisy total gives.
  ///
  /// Where ρ is tiny the noise alone may be hundreds of millions of rows; whoever has a larger table
  /// asks for as many rows as they want.
  package static let noisyLimit = 10_000_000

  /// The number of rows, for these measurements.
  ///
  /// A noisy total below 0 gives no rows, one above ``noisyLimit`` that many.
  package func count(for measurements: [Measurement]) -> Int {
    switch self {
    case .requested(let count): count
    case .noisyTotal:
      measurements.isEmpty
        ? 0
        : Int(min(max(0, Model.total(of: measurements)), Double(RowRule.noisyLimit)).rounded())
    }
  }

  /// The rule's name in the measurements file.
  var name: String {
    switch self {
    case .noisyTotal: "noisy-total"
    case .requested: "requested"
    }
  }
}
