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

  /// The mean of |x₁ + … + xₙ| for so many draws: √n times that of one, or b·√(1 + 4(n − 1)/π).
  ///
  /// For Laplace noise it is 2b·Γ(n + 1/2)/(√π·Γ(n)), which that exceeds by less than 0.6 %, and by
  /// nothing at 1.
  package func meanAbsolute(ofSumOf draws: Double) -> Double {
    switch self {
    case .discreteGaussian: meanAbsolute * draws.squareRoot()
    case .discreteLaplace: meanAbsolute * (1 + 4 * (draws - 1) / Double.pi).squareRoot()
    }
  }

  /// w such that |x| ≤ w with a probability of 95 %: 1.96·σ, or the least whole number for which it
  /// is 95 % at least; for charts and reports.
  ///
  /// A sum of n draws lies within √n·w no less likely, to within the rounding.
  package var halfWidth: Double {
    switch self {
    case .discreteGaussian: return 1.96 * approximateVariance.squareRoot()
    case .discreteLaplace(let scale):
      // P(|x| > w) = 2·q^(w + 1)/(1 + q) for a whole w, with q = e^(−1/b).
      let b = scale.approximation
      return max(0, (b * Elementary.log(40 / (1 + Elementary.exp(-1 / b))) - 1).rounded(.up))
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
