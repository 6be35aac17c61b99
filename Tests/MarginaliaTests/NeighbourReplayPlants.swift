import Accounting
import Arithmetic
import Ledger
import Marginals
import Mechanisms

/// A private side whose marginals are changed on their way out.
struct AlteredSide: ~Copyable, PrivateSide {
  var side: any PrivateSide & ~Copyable
  let alter: (Measurement) -> Measurement
  let domain: Domain

  init(side: consuming RecordingSide, alter: @escaping (Measurement) -> Measurement) {
    domain = side.domain
    self.side = consume side
    self.alter = alter
  }

  mutating func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
    spending grant: consuming Grant
  ) -> [Measurement] {
    side.measure(purchases, spending: grant).map(alter)
  }

  mutating func errors(
    of shapes: [MarginalShape],
    against expected: [[Int]],
    spending grant: consuming Grant
  ) -> NoisyErrors {
    side.errors(of: shapes, against: expected, spending: grant)
  }

  mutating func select(
    among candidates: [MarginalShape],
    against expected: [[Int]],
    weights: [Int],
    spending grant: consuming Grant
  ) -> Selection {
    side.select(among: candidates, against: expected, weights: weights, spending: grant)
  }
}

extension Measurement {
  func halvingDeviation() -> Measurement {
    guard case .discreteGaussian(let variance) = noise else { return self }
    return Measurement(
      shape: shape,
      values: values,
      noise: .discreteGaussian(variance: variance / 4)
    )
  }

  /// The last value changed so that all add up to the exact number of rows.
  func totalled(by exact: ExactAnswers) -> Measurement {
    let missing = exact.counts([shape])[0].reduce(0, +) - values.reduce(0, +)
    var values = values
    values[values.count - 1] += missing
    return Measurement(shape: shape, values: values, noise: noise)
  }
}
