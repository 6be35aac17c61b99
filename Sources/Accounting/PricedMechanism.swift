package import Arithmetic

/// A mechanism, with the parameters that its price follows from.
package enum PricedMechanism: Sendable, Hashable {
  /// Discrete Gaussian noise of variance σ² on an integer query of squared L2 sensitivity Δ².
  case discreteGaussian(sensitivitySquared: Int, variance: Rational)
  /// An exponential mechanism with rate η, whose losses lie within an interval of length η.
  case exponential(rate: Rational)
  /// Discrete Laplace noise P(y) ∝ e^(−|y|/t) of scale t on an integer query of L1 sensitivity Δ.
  case discreteLaplace(sensitivity: Int, scale: Rational)
  /// Any mechanism that is ε-DP.
  case pure(epsilon: Epsilon)

  /// The least ρ that pays for it.
  package var price: Rho {
    switch self {
    case .discreteGaussian(let squared, let variance):
      Price.discreteGaussian(sensitivitySquared: squared, variance: variance)
    case .exponential(let rate): Price.exponential(rate: rate)
    case .discreteLaplace(let sensitivity, let scale):
      Price.discreteLaplace(sensitivity: sensitivity, scale: scale)
    case .pure(let epsilon): Price.pure(epsilon)
    }
  }

  /// The least price under a definition; nil where it has none: Gaussian noise is never pure.
  package func price(under definition: PrivacyDefinition) -> PrivacyCost? {
    switch definition {
    case .zeroConcentrated: .zeroConcentrated(price)
    case .pure: pureEpsilon.map(PrivacyCost.pure)
    }
  }

  /// The ε of pure differential privacy, where there is one: its prices add up at δ = 0.
  package var pureEpsilon: Epsilon? {
    switch self {
    case .discreteGaussian: nil
    case .exponential(let rate): Epsilon(rate)
    case .discreteLaplace(let sensitivity, let scale): Epsilon(Rational(sensitivity) / scale)
    case .pure(let epsilon): epsilon
    }
  }
}
