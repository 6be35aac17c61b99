import Accounting
import Arithmetic
package import Ledger
package import Marginals
package import Randomness
package import Tables

/// The exponential mechanism on integer scores, sampled exactly.
///
/// - Privacy: P(c) ∝ exp(η·score(c)/(2Δ)) has a privacy loss of range η, so it is η-DP, and
///   η²/8-zCDP.
/// - Source: McSherry and Talwar, FOCS 2007; Cesar and Rogers, Bounding, Concentrating, and
///   Truncating, ALT 2021 (bounded range).
package enum ExponentialMechanism {
  /// A candidate that scores high, with the odds above.
  ///
  /// One unit moves a score by at most its ``ScoreTerms/slope`` times ``Sensitivity/distance``, for
  /// that is how far it moves the cells of a marginal; Δ is the greatest of these.
  ///
  /// Proof: ExponentialMechanism.exponential_program_zcdp
  /// Proof: Mechanisms.exponential_mechanism_pure_dp
  ///
  /// - Precondition: there is a candidate.
  package static func select(
    among candidates: [Candidate],
    against references: PublicTables,
    in table: EncodedTable,
    sensitivity: Sensitivity,
    spending grant: consuming Grant,
    using entropy: inout SystemEntropy
  ) -> Selection {
    guard let slope = candidates.map(\.terms.slope).max() else {
      preconditionFailure("no candidate to choose from")
    }
    let scores = ExactCounts.scores(of: candidates, against: references, in: table)
    let best = scores.reduce(Int.min, max)
    let rate = Price.rate(within: grant.cost)
    let exponent = rate / Rational(2 * slope * sensitivity.distance)
    let chosen = Sampler.exponentialMechanism(
      gaps: scores.map { best - $0 },
      rateNumerator: exponent.numerator,
      rateDenominator: exponent.denominator,
      using: &entropy
    )
    return Selection(
      candidates: candidates.map(\.shape.clique),
      terms: candidates.map(\.terms),
      chosen: chosen,
      rate: rate
    )
  }
}
