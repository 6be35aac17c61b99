package import Accounting
package import Marginals

/// How far one privacy unit can move the answers: the bound m on its rows, and what a neighbour is.
package struct Sensitivity: Sendable, Hashable {
  /// The greatest number of rows of one unit, as enforced by the reader; at least 1.
  package let rowsPerUnit: Int

  /// Whether a neighbour has one unit's rows exchanged for others, rather than added or removed.
  package let replacesUnit: Bool

  /// Makes a sensitivity.
  ///
  /// - Precondition: `1 <= rowsPerUnit <= 1,000,000`, so that squares are exact.
  package init(rowsPerUnit: Int, replacesUnit: Bool) {
    precondition((1...1_000_000).contains(rowsPerUnit), "\(rowsPerUnit) rows a unit")
    self.rowsPerUnit = rowsPerUnit
    self.replacesUnit = replacesUnit
  }

  /// Δ₂² of one marginal's cells.
  ///
  /// All m rows may fall into one cell: m². An exchange moves m rows out of one cell and m into
  /// another: 2m².
  ///
  /// Proof: Neighbours.adding_a_unit_moves_marginals_squared
  /// Proof: Neighbours.replacing_a_unit_moves_marginals_squared
  package var marginalSquared: Int {
    (replacesUnit ? 2 : 1) * rowsPerUnit * rowsPerUnit
  }

  /// Δ₁ of one marginal's cells, and so the most that an L1 distance to fixed counts can change.
  ///
  /// Proof: Neighbours.adding_a_unit_moves_marginals_absolute
  /// Proof: Neighbours.replacing_a_unit_moves_marginals_absolute
  package var distance: Int { (replacesUnit ? 2 : 1) * rowsPerUnit }

  /// Δ₂² of a vector of `count` such distances.
  package func distancesSquared(count: Int) -> Int { count * distance * distance }

  /// Δ₁ of such a vector.
  package func distances(count: Int) -> Int { count * distance }

  /// The least noise on the cells of one marginal that costs at most `cost`.
  package func noise(for cost: PrivacyCost) -> Noise {
    noise(squared: marginalSquared, absolute: distance, for: cost)
  }

  /// The least noise on `count` distances that costs at most `cost`.
  package func noise(onDistances count: Int, for cost: PrivacyCost) -> Noise {
    noise(squared: distancesSquared(count: count), absolute: distances(count: count), for: cost)
  }

  private func noise(squared: Int, absolute: Int, for cost: PrivacyCost) -> Noise {
    switch cost {
    case .zeroConcentrated(let rho):
      .discreteGaussian(variance: Price.variance(sensitivitySquared: squared, within: rho))
    case .pure(let epsilon):
      .discreteLaplace(scale: Price.scale(sensitivity: absolute, within: epsilon))
    }
  }
}
