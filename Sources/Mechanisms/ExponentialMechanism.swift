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
  /// A candidate whose marginal is, with the odds above, far from the public counts.
  ///
  /// The score is weight · Σ|exact − expected|; its sensitivity is the greatest weight times
  /// ``Sensitivity/distance``.
  ///
  /// Proof: ExponentialMechanism.exponential_program_zcdp
  /// Proof: Mechanisms.exponential_mechanism_pure_dp
  ///
  /// - Precondition: candidates, expected counts and weights correspond, and there is a candidate.
  package static func select(
    among candidates: [MarginalShape],
    against expected: [[Int]],
    weights: [Int],
    in table: EncodedTable,
    sensitivity: Sensitivity,
    spending grant: consuming Grant,
    using entropy: inout SystemEntropy
  ) -> Selection {
    precondition(weights.count == candidates.count, "one weight for each candidate")
    guard let greatestWeight = weights.max(), weights.allSatisfy({ $0 > 0 }) else {
      preconditionFailure("no candidate, or a weight that is not positive")
    }
    let scores = zip(weights, ExactDistances.between(table, candidates, expected)).map {
      $0 * $1
    }
    let best = scores.reduce(Int.min, max)
    let rate = Price.rate(within: grant.cost)
    let exponent = rate / Rational(2 * greatestWeight * sensitivity.distance)
    let chosen = Sampler.exponentialMechanism(
      gaps: scores.map { best - $0 },
      rateNumerator: exponent.numerator,
      rateDenominator: exponent.denominator,
      using: &entropy
    )
    return Selection(candidates: candidates.map(\.clique), chosen: chosen, rate: rate)
  }
}
