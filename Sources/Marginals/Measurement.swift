package import Arithmetic

/// A noisy marginal: what the door let out about one clique.
///
/// Public once measured; everything computed from it is post-processing.
package struct Measurement: Sendable, Hashable {
  /// What was counted.
  package let shape: MarginalShape

  /// Count plus noise for every cell of the shape, row-major; may be negative.
  package let values: [Int]

  /// The noise: its distribution and size.
  package let noise: Noise

  /// Makes a measurement.
  package init(shape: MarginalShape, values: [Int], noise: Noise) {
    self.shape = shape
    self.values = values
    self.noise = noise
  }

  /// Makes a measurement that tells every level of `clique` apart.
  package init(clique: Clique, values: [Int], noise: Noise) {
    self.init(shape: MarginalShape(clique), values: values, noise: noise)
  }

  /// The marginal's attributes.
  package var clique: Clique { shape.clique }
}

/// The distribution of integer noise.
package enum Noise: Sendable, Hashable {
  /// P(x) ∝ exp(−x²/(2σ²)) on the integers, with this σ².
  case discreteGaussian(variance: Rational)

  /// P(x) ∝ exp(−|x|/b) on the integers, with this b.
  case discreteLaplace(scale: Rational)

  /// The variance, as near as a Double gets: for weights, charts and plans.
  package var approximateVariance: Double {
    switch self {
    case .discreteGaussian(let variance): variance.approximation
    case .discreteLaplace(let scale): 2 * scale.approximation * scale.approximation
    }
  }
}

extension Noise {
  /// E|N(0, 1)| = √(2/π).
  private static let meanAbsoluteNormal = 0.797_884_560_802_865_4

  /// The mean of |x|, as of the continuous distribution: √(2/π)·σ, or b; for plans and reports.
  ///
  /// - Source: McKenna and others, AIM, VLDB 2022, section 6, for its use as the error of a cell.
  package var meanAbsolute: Double {
    switch self {
    case .discreteGaussian: Noise.meanAbsoluteNormal * approximateVariance.squareRoot()
    case .discreteLaplace(let scale): scale.approximation
    }
  }
}

/// Noisy distances between the table and a public model, one for each of many marginals.
package struct NoisyErrors: Sendable, Hashable {
  /// The marginals asked about.
  package let cliques: [Clique]

  /// For each clique, Σ|exact count − the model's rounded count| over its cells, plus noise.
  package let values: [Int]

  /// The noise on each value.
  package let noise: Noise

  /// Makes a set of noisy errors, one value for each clique.
  package init(cliques: [Clique], values: [Int], noise: Noise) {
    precondition(cliques.count == values.count, "one value for each clique")
    self.cliques = cliques
    self.values = values
    self.noise = noise
  }
}

/// The outcome of an exponential mechanism over public candidates.
package struct Selection: Sendable, Hashable {
  /// The candidates, in the order in which they were offered.
  package let candidates: [Clique]

  /// The position of the chosen one.
  package let chosen: Int

  /// η: P(c) ∝ exp(η·score(c)/(2Δ)), Δ being the score's sensitivity.
  package let rate: Rational

  /// Makes a selection.
  package init(candidates: [Clique], chosen: Int, rate: Rational) {
    self.candidates = candidates
    self.chosen = chosen
    self.rate = rate
  }
}
