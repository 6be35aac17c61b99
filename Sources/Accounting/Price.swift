package import Arithmetic

/// What mechanisms cost, and how precise they may be for a given price.
package enum Price {
  /// The bits of a variance or rate that is chosen here: short in the ledger, and fast to sample.
  private static let parameterBits = 24

  /// ρ = Δ²/(2σ²): discrete Gaussian noise of parameter σ² on integers of L2 sensitivity Δ.
  ///
  /// - Precondition: Δ² is not negative and σ² is positive.
  /// - Source: Canonne, Kamath and Steinke, The discrete Gaussian, NeurIPS 2020, theorem 4.
  package static func discreteGaussian(sensitivitySquared: Int, variance: Rational) -> Rho {
    precondition(sensitivitySquared >= 0 && variance.signum > 0, "noise without a variance")
    return Rho(certain: Rational(sensitivitySquared) / (2 * variance))
  }

  /// ρ = η²/8: a choice with P(c) ∝ exp(η·score(c)/(2Δ)), Δ being the score's sensitivity.
  ///
  /// - Precondition: η is not negative.
  /// - Source: Cesar and Rogers, Bounding, concentrating, and truncating, ALT 2021.
  package static func exponential(rate: Rational) -> Rho {
    precondition(rate.signum >= 0, "a negative rate")
    return Rho(certain: rate * rate / 8)
  }

  /// ρ = ε·tanh(ε/2), rounded up to 64 significant bits: any ε-DP mechanism.
  ///
  /// That is below ε²/2, and no less holds for all of them.
  /// Every such mechanism follows from randomized response, whose divergence of order α is
  /// ln(cosh((α − 1/2)·ε)/cosh(ε/2))/(α − 1): ε times the mean of tanh between u₀ = ε/2 and
  /// u = (α − 1/2)·ε. As tanh is concave and 0 at 0, tanh(w) ≤ tanh(u₀)·w/u₀ for w ≥ u₀, and the mean of
  /// w is (u₀ + u)/2 = α·u₀: the divergence is at most α·ε·tanh(ε/2), and at α → 1 it is equal.
  ///
  /// - Source: Kairouz, Oh and Viswanath, The composition theorem for differential privacy, ICML
  ///   2015, for the reduction; Bun and Steinke, TCC 2016, proposition 1.4, for ε²/2.
  package static func pure(_ epsilon: Epsilon) -> Rho {
    let value = epsilon.value
    guard !value.isZero else { return .zero }
    // tanh < 1, and beyond 2⁸ it is 1 to 700 bits.
    guard value < 256 else { return Rho(certain: value) }
    let bits = 96 + max(0, -value.binaryExponent)
    let power = Enclosure.exponential(of: value, precision: bits).upper
    // (e^ε − 1)/(e^ε + 1) grows with e^ε.
    let bound = value * (power - 1) / (power + 1)
    let rounded = bound.rounded(toSignificantBits: 64, .up)
    return Rho(certain: min(rounded, min(value, value * value / 2)))
  }

  /// ρ = ε·tanh(ε/2) with ε = Δ/t: discrete Laplace noise of scale t on integers of L1 sensitivity Δ.
  ///
  /// At Δ = 1 its losses are those of randomized response, and no smaller ρ holds.
  ///
  /// - Precondition: Δ is not negative and t is positive.
  package static func discreteLaplace(sensitivity: Int, scale: Rational) -> Rho {
    precondition(sensitivity >= 0 && scale.signum > 0, "noise without a scale")
    return pure(Epsilon(atLeastZero: Rational(sensitivity) / scale))
  }

  /// The smallest σ² of at most 24 significant bits whose price is at most `rho`.
  ///
  /// - Precondition: Δ² and ρ are positive.
  package static func variance(sensitivitySquared: Int, within rho: Rho) -> Rational {
    precondition(sensitivitySquared > 0 && !rho.value.isZero, "noise without a price")
    return (Rational(sensitivitySquared) / (2 * rho.value))
      .rounded(toSignificantBits: parameterBits, .up)
  }

  /// The smallest scale t of at most 24 significant bits with Δ/t ≤ ε.
  ///
  /// - Precondition: Δ and ε are positive.
  package static func scale(sensitivity: Int, within epsilon: Epsilon) -> Rational {
    precondition(sensitivity > 0 && !epsilon.value.isZero, "noise without a price")
    return (Rational(sensitivity) / epsilon.value).rounded(toSignificantBits: parameterBits, .up)
  }

  /// The greatest η of at most 24 significant bits whose price is at most `cost`; 0 for 0.
  ///
  /// An exponential mechanism of rate η is η-DP, and η²/8-zCDP.
  package static func rate(within cost: PrivacyCost) -> Rational {
    switch cost {
    case .zeroConcentrated(let rho): rate(within: rho)
    case .pure(let epsilon): epsilon.value.rounded(toSignificantBits: parameterBits, .down)
    }
  }

  /// The greatest η of at most 24 significant bits whose price is at most `rho`; 0 for 0.
  package static func rate(within rho: Rho) -> Rational {
    (8 * rho.value).squareRoot(roundedDownToSignificantBits: parameterBits)
  }
}
