package import Accounting
import Arithmetic
package import Ledger
package import Marginals
package import Randomness
package import Tables

/// Integer queries plus discrete Gaussian noise.
///
/// - Privacy: adding N_ℤ(0, σ²) to every coordinate of an integer query with L2 sensitivity Δ₂ is
///   Δ₂²/(2σ²)-zCDP.
/// - Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020,
///   theorem 14.
package enum GaussianMechanism {
  /// Noisy marginals, each for its own part of the grant.
  ///
  /// Proof: EndToEnd.marginal_release_zcdp
  /// Proof: Releases.unit_release_zcdp
  /// Proof: Releases.replaced_unit_release_zcdp
  ///
  /// - Precondition: the parts' sum is the grant, exactly.
  package static func measure(
    _ purchases: [(shape: MarginalShape, rho: Rho)],
    of table: EncodedTable,
    sensitivity: Sensitivity,
    spending grant: consuming Grant,
    using entropy: inout SystemEntropy
  ) -> [Measurement] {
    precondition(
      purchases.reduce(.zero) { $0 + $1.rho } <= grant.rho,
      "the parts are more than the grant"
    )
    let counts = table.counts(over: purchases.map(\.shape.clique))
    return zip(purchases, counts).map { purchase, fine in
      let variance = Price.variance(
        sensitivitySquared: sensitivity.marginalSquared,
        within: purchase.rho
      )
      let exact = purchase.shape.coarsen(fine, in: table.domain)
      return Measurement(
        shape: purchase.shape,
        values: DiscreteGaussian(variance: variance).addNoise(to: exact, using: &entropy),
        noise: .discreteGaussian(variance: variance)
      )
    }
  }

  /// Noisy L1 distances between marginals and public counts.
  ///
  /// One unit changes each distance by at most ``Sensitivity/distance``, by the triangle
  /// inequality, so the vector's Δ₂² is ``Sensitivity/distancesSquared(count:)``.
  ///
  /// Proof: Mechanisms.gaussian_vector_zcdp
  /// Proof: Batches.exact_answers_move_at_most
  package static func errors(
    of shapes: [MarginalShape],
    against expected: [[Int]],
    in table: EncodedTable,
    sensitivity: Sensitivity,
    spending grant: consuming Grant,
    using entropy: inout SystemEntropy
  ) -> NoisyErrors {
    let variance = Price.variance(
      sensitivitySquared: sensitivity.distancesSquared(count: shapes.count),
      within: grant.rho
    )
    let distances = ExactDistances.between(table, shapes, expected)
    return NoisyErrors(
      cliques: shapes.map(\.clique),
      values: DiscreteGaussian(variance: variance).addNoise(to: distances, using: &entropy),
      noise: .discreteGaussian(variance: variance)
    )
  }
}
