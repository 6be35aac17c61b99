package import Accounting
package import Ledger
package import Marginals
package import Randomness
package import Tables

/// Integer queries plus integer noise: discrete Gaussian under zCDP, discrete Laplace under pure
/// privacy.
///
/// - Privacy: adding N_ℤ(0, σ²) to every coordinate of an integer query with L2 sensitivity Δ₂ is
///   Δ₂²/(2σ²)-zCDP; adding discrete Laplace noise of scale t to one with L1 sensitivity Δ₁ is
///   Δ₁/t-DP.
/// - Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020,
///   theorem 14; Ghosh, Roughgarden and Sundararajan, STOC 2009, for the geometric mechanism.
package enum NoiseMechanism {
  /// Noisy marginals, each for its own part of the grant.
  ///
  /// Proof: EndToEnd.marginal_release_zcdp
  /// Proof: Releases.unit_release_zcdp
  /// Proof: Releases.replaced_unit_release_zcdp
  /// Proof: Releases.pure_release
  /// Proof: Releases.replaced_pure_release
  ///
  /// - Precondition: the parts' sum is at most the grant, exactly.
  package static func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
    of table: EncodedTable,
    sensitivity: Sensitivity,
    spending grant: consuming Grant,
    using entropy: inout SystemEntropy
  ) -> [Measurement] {
    let sum = purchases.reduce(.zero(grant.cost.definition)) { $0 + $1.cost }
    precondition(sum <= grant.cost, "the parts are more than the grant")
    let counts = table.counts(over: purchases.map(\.shape.clique))
    return zip(purchases, counts).map { purchase, fine in
      let noise = sensitivity.noise(for: purchase.cost)
      let exact = purchase.shape.coarsen(fine, in: table.domain)
      return Measurement(
        shape: purchase.shape,
        values: noise.added(to: exact, using: &entropy),
        noise: noise
      )
    }
  }

  /// Noisy L1 distances between marginals and public counts.
  ///
  /// One unit changes each distance by at most ``Sensitivity/distance``, by the triangle
  /// inequality, so the vector's Δ₂² is ``Sensitivity/distancesSquared(count:)``, and its Δ₁
  /// ``Sensitivity/distances(count:)``.
  ///
  /// Proof: Mechanisms.gaussian_vector_zcdp
  /// Proof: Batches.exact_answers_move_at_most
  /// Proof: Releases.lvec_pdp
  /// Proof: PureRuns.exact_answers_move_at_most_absolute
  package static func errors(
    of shapes: [MarginalShape],
    against expected: PublicTables,
    in table: EncodedTable,
    sensitivity: Sensitivity,
    spending grant: consuming Grant,
    using entropy: inout SystemEntropy
  ) -> NoisyErrors {
    let noise = sensitivity.noise(onDistances: shapes.count, for: grant.cost)
    let distances = ExactCounts.distances(of: shapes, from: expected, in: table)
    return NoisyErrors(
      cliques: shapes.map(\.clique),
      values: noise.added(to: distances, using: &entropy),
      noise: noise
    )
  }
}

extension Noise {
  /// Every count plus exact noise of its own, in order.
  fileprivate func added(to counts: [Int], using entropy: inout SystemEntropy) -> [Int] {
    switch self {
    case .discreteGaussian(let variance):
      DiscreteGaussian(variance: variance).addNoise(to: counts, using: &entropy)
    case .discreteLaplace(let scale):
      DiscreteLaplace(scale: scale).addNoise(to: counts, using: &entropy)
    }
  }
}
