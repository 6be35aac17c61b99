package import Arithmetic

/// Integer noise with P(x) ∝ exp(−x²/(2σ²)).
///
/// - Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020,
///   definition 1 and algorithm 3.
package struct DiscreteGaussian: Sendable {
  /// σ², exactly.
  package let variance: Rational

  /// t = ⌊σ⌋ + 1, the scale of the discrete Laplace that proposes.
  package let proposalScale: BigInteger

  private let words: FixedWidthGaussian?

  /// Makes the noise of this variance.
  ///
  /// - Precondition: `variance > 0`.
  package init(variance: Rational) {
    precondition(variance.signum > 0, "a discrete Gaussian of variance \(variance)")
    self.variance = variance
    // ⌊√q⌋ = ⌊√⌊q⌋⌋ for every rational q ≥ 0.
    proposalScale = variance.floor.squareRoot + 1
    words = FixedWidthGaussian(variance: variance, proposalScale: proposalScale)
  }

  /// Noise for one count, cut to the range of `Int`.
  ///
  /// For noise on a count use ``addNoise(to:using:)``, which cuts the exact sum instead.
  ///
  /// - Complexity: O(1) numbers drawn on average, whatever the variance.
  package func sample(using source: inout some BitSource & ~Copyable) -> Int {
    Int(clamping: draw(using: &source))
  }

  /// Every count plus noise of its own, in order; a sum that no `Int` holds is cut to the range.
  ///
  /// Cutting comes after the exact sum, so that it is post-processing and tells nothing.
  ///
  /// Proof: EndToEnd.measure_exact
  ///
  /// - Complexity: O(counts), specialised for this source.
  package func addNoise(to counts: [Int], using source: inout SystemEntropy) -> [Int] {
    noisy(counts, using: &source)
  }

  /// Every count plus noise of its own, from any source of bits.
  package func addNoise(
    to counts: [Int],
    using source: inout some BitSource & ~Copyable
  ) -> [Int] {
    noisy(counts, using: &source)
  }

  @inline(__always)
  private func noisy(_ counts: [Int], using source: inout some BitSource & ~Copyable) -> [Int] {
    var values = counts
    for index in values.indices {
      values[index] = Int(clamping: Int128(values[index]) + draw(using: &source))
    }
    return values
  }

  private func draw(using source: inout some BitSource & ~Copyable) -> Int128 {
    guard let words else {
      return Int128(
        cutting: Sampler.discreteGaussian(
          varianceNumerator: variance.numerator,
          varianceDenominator: variance.denominator,
          proposalScale: proposalScale,
          using: &source
        )
      )
    }
    return Int128(cutting: words.sample(using: &source))
  }
}

extension Sampler {
  /// A draw from the discrete Gaussian distribution, for numbers of any size.
  ///
  /// A discrete Laplace of scale t proposes y; it passes with probability
  /// exp(−(|y| − σ²/t)²/(2σ²)).
  ///
  /// Proof: NoisePrograms.gaussian_program_exact
  ///
  /// - Precondition: all three numbers are at least 1.
  package static func discreteGaussian(
    varianceNumerator: BigInteger,
    varianceDenominator: BigInteger,
    proposalScale: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> BigInteger {
    let step = varianceDenominator * proposalScale
    let denominator = 2 * varianceNumerator * step * proposalScale
    while true {
      let proposal = discreteLaplace(
        scaleNumerator: proposalScale,
        scaleDenominator: 1,
        using: &source
      )
      let distance = proposal.magnitude * step - varianceNumerator
      let passes = bernoulliExponential(
        numerator: distance * distance,
        denominator: denominator,
        using: &source
      )
      if passes { return proposal }
    }
  }
}
