import Accounting
import Arithmetic
import Marginals

/// How a report speaks of the noise that a definition of privacy asks for.
struct NoiseWords {
  /// The distribution.
  let family: String

  /// The letter of its size.
  let letter: String

  /// The mean of its absolute value, in that letter.
  let meanAbsolute: String

  init(_ definition: PrivacyDefinition) {
    switch definition {
    case .zeroConcentrated:
      (family, letter, meanAbsolute) = ("Gaussian", "σ", "0.798&nbsp;·&nbsp;σ")
    case .pure: (family, letter, meanAbsolute) = ("Laplace", "b", "b")
    }
  }
}

extension Noise {
  /// σ, or the b of P(x) ∝ exp(−|x|/b).
  var size: Double {
    switch self {
    case .discreteGaussian: approximateVariance.squareRoot()
    case .discreteLaplace(let scale): scale.approximation
    }
  }
}
