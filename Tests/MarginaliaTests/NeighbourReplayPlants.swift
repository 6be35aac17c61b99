import Accounting
import Arithmetic
import Ledger
import Marginals
import Mechanisms

/// A private side whose questions or answers are changed on their way.
struct AlteredSide: ~Copyable, PrivateSide {
  var side: any PrivateSide & ~Copyable
  var alter: (Measurement) -> Measurement = { $0 }
  var alterCandidate: (Candidate, [Int]) -> (Candidate, [Int]) = { ($0, $1) }
  var alterSelection: (Selection) -> Selection = { $0 }
  let domain: Domain

  init(side: consuming RecordingSide, plant: (inout AlteredSide) -> Void) {
    domain = side.domain
    self.side = consume side
    plant(&self)
  }

  mutating func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
    spending grant: consuming Grant
  ) -> [Measurement] {
    side.measure(purchases, spending: grant).map(alter)
  }

  mutating func errors(
    of shapes: [MarginalShape],
    against expected: PublicTables,
    spending grant: consuming Grant
  ) -> NoisyErrors {
    side.errors(of: shapes, against: expected, spending: grant)
  }

  mutating func select(
    among candidates: [Candidate],
    against references: PublicTables,
    spending grant: consuming Grant
  ) -> Selection {
    let altered = zip(candidates, references.all).map(alterCandidate)
    return alterSelection(
      side.select(
        among: altered.map(\.0),
        against: PublicTables(altered.map(\.1)),
        spending: grant
      )
    )
  }
}

extension Candidate {
  /// A dependence against the exact distribution of the child, the private number of rows in it.
  func againstExactShares(_ exact: ExactAnswers, _ reference: [Int]) -> (Candidate, [Int]) {
    guard case .dependence(let child, _, let weight) = terms else { return (self, reference) }
    let place = shape.clique.attributes.firstIndex(of: child) ?? 0
    let counts = exact.counts([MarginalShape([child], groupings: [shape.groupings[place]])])[0]
    let shares = counts.map { $0 + 1 }
    let total = shares.reduce(0, +)
    return (Candidate(shape, dependenceOf: child, total: total, weight: weight), shares)
  }
}

extension Selection {
  /// The same choice at twice the rate, as with half the sensitivity that its scores have.
  func doublingRate() -> Selection {
    Selection(candidates: candidates, terms: terms, chosen: chosen, rate: 2 * rate)
  }
}

extension Measurement {
  func halvingDeviation() -> Measurement {
    let halved: Noise =
      switch noise {
      case .discreteGaussian(let variance): .discreteGaussian(variance: variance / 4)
      case .discreteLaplace(let scale): .discreteLaplace(scale: scale / 2)
      }
    return Measurement(shape: shape, values: values, noise: halved)
  }

  /// The last value changed so that all add up to the exact number of rows.
  func totalled(by exact: ExactAnswers) -> Measurement {
    let missing = exact.counts([shape])[0].reduce(0, +) - values.reduce(0, +)
    var values = values
    values[values.count - 1] += missing
    return Measurement(shape: shape, values: values, noise: noise)
  }
}
