package import Arithmetic

/// Integer noise with P(x) ∝ exp(−|x|/b).
///
/// - Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020,
///   definition 25 and algorithm 2.
package struct DiscreteLaplace: Sendable {
  /// b, exactly.
  package let scale: Rational

  /// The scale's numerator and denominator where both fit a word.
  private let words: (numerator: UInt64, denominator: UInt64)?

  /// Makes the noise of this scale.
  ///
  /// - Precondition: `scale > 0`.
  package init(scale: Rational) {
    precondition(scale.signum > 0, "a discrete Laplace of scale \(scale)")
    self.scale = scale
    if let numerator = scale.numerator.uint64, let denominator = scale.denominator.uint64 {
      words = (numerator, denominator)
    } else {
      words = nil
    }
  }

  /// Noise for one count, cut to the range of `Int`.
  ///
  /// For noise on a count use ``addNoise(to:using:)``, which cuts the exact sum instead.
  package func sample(using source: inout some BitSource & ~Copyable) -> Int {
    Int(clamping: draw(using: &source))
  }

  /// Every count plus noise of its own, in order; a sum that no `Int` holds is cut to the range.
  ///
  /// Cutting comes after the exact sum, so that it is post-processing and tells nothing.
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
        cutting: Sampler.discreteLaplace(
          scaleNumerator: scale.numerator,
          scaleDenominator: scale.denominator,
          using: &source
        )
      )
    }
    return Int128(
      cutting: Sampler.discreteLaplace(
        scaleNumerator: words.numerator,
        scaleDenominator: words.denominator,
        using: &source
      )
    )
  }
}

extension Sampler {
  /// A sign and a size: an integer below 2¹²⁸ in size.
  package typealias SignedMagnitude = (isNegative: Bool, magnitude: UInt128)

  /// A draw from the discrete Laplace distribution of scale t/s, in words.
  ///
  /// Proof: NoisePrograms.laplace_exact
  ///
  /// - Precondition: `scaleNumerator >= 1` and `scaleDenominator >= 1`.
  @inline(__always)
  package static func discreteLaplace(
    scaleNumerator: UInt64,
    scaleDenominator: UInt64,
    using source: inout some BitSource & ~Copyable
  ) -> SignedMagnitude {
    precondition(scaleDenominator >= 1, "a scale with denominator 0")
    while true {
      let remainder = truncatedExponential(below: scaleNumerator, using: &source)
      // A count of successes cannot outgrow a word, and the product of two words fits 128 bits
      // with room for a third: (2⁶⁴ − 1)² + 2⁶⁴ − 1 < 2¹²⁸.
      let whole = geometric(using: &source)
      let numerator = UInt128(whole) * UInt128(scaleNumerator) + UInt128(remainder)
      let magnitude = scaleDenominator == 1 ? numerator : numerator / UInt128(scaleDenominator)
      let isNegative = source.bits(1) == 1
      // Zero has one sign, or it would come twice too often.
      if !(isNegative && magnitude == 0) { return (isNegative, magnitude) }
    }
  }

  /// A draw from the discrete Laplace distribution of scale t/s, for numbers of any size.
  ///
  /// Proof: NoisePrograms.laplace_exact
  ///
  /// - Precondition: `scaleNumerator >= 1` and `scaleDenominator >= 1`.
  package static func discreteLaplace(
    scaleNumerator: BigInteger,
    scaleDenominator: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> BigInteger {
    precondition(scaleDenominator >= 1, "a scale with denominator 0")
    while true {
      let remainder = truncatedExponential(below: scaleNumerator, using: &source)
      let numerator = BigInteger(geometric(using: &source)) * scaleNumerator + remainder
      let magnitude = numerator.quotientAndRemainder(dividingBy: scaleDenominator).quotient
      let isNegative = source.bits(1) == 1
      if !(isNegative && magnitude.isZero) { return isNegative ? -magnitude : magnitude }
    }
  }

  /// The number of successes of Bernoulli(1/e) before the first failure.
  ///
  /// Proof: NoisePrograms.geometric_exact
  @inline(__always)
  package static func geometric(using source: inout some BitSource & ~Copyable) -> UInt64 {
    var successes: UInt64 = 0
    while inverseE(using: &source) { successes += 1 }
    return successes
  }

  /// A number u of `0..<bound` with probability ∝ exp(−u/bound).
  ///
  /// Proof: NoisePrograms.truncated_exponential_exact
  @inline(__always)
  static func truncatedExponential(
    below bound: UInt64,
    using source: inout some BitSource & ~Copyable
  ) -> UInt64 {
    while true {
      let candidate = uniform(below: bound, using: &source)
      if bernoulliExponential(numerator: candidate, denominator: bound, using: &source) {
        return candidate
      }
    }
  }

  /// The same for numbers of any size.
  ///
  /// Proof: NoisePrograms.truncated_exponential_exact
  private static func truncatedExponential(
    below bound: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> BigInteger {
    while true {
      let candidate = uniform(below: bound, using: &source)
      if bernoulliExponential(numerator: candidate, denominator: bound, using: &source) {
        return candidate
      }
    }
  }
}

extension Int128 {
  /// The integer where it lies within ±2⁶⁵, else the nearer of these bounds.
  ///
  /// Added to any `Int` and cut to the range of `Int`, it gives what the integer itself would.
  init(cutting value: Sampler.SignedMagnitude) {
    let size = Int128(truncatingIfNeeded: Swift.min(value.magnitude, 1 << 65))
    self = value.isNegative ? -size : size
  }

  /// The same for an integer of any size.
  init(cutting value: BigInteger) {
    self.init(cutting: (value.signum < 0, value.magnitude.uint128 ?? .max))
  }
}
