package import Arithmetic

/// What mechanisms cost in ρ, and how precise they may be for a given ρ.
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

  /// The smallest σ² of at most 24 significant bits whose price is at most `rho`.
  ///
  /// - Precondition: Δ² and ρ are positive.
  package static func variance(sensitivitySquared: Int, within rho: Rho) -> Rational {
    precondition(sensitivitySquared > 0 && !rho.value.isZero, "noise without a price")
    return (Rational(sensitivitySquared) / (2 * rho.value))
      .rounded(toSignificantBits: parameterBits, .up)
  }

  /// The greatest η of at most 24 significant bits whose price is at most `rho`; 0 for 0.
  package static func rate(within rho: Rho) -> Rational {
    (8 * rho.value).squareRoot(roundedDownToSignificantBits: parameterBits)
  }
}
