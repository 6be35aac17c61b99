import Arithmetic

/// The discrete Gaussian's program in words, for variances whose numbers fit them.
///
/// Reads the same bits as the program in big integers and gives the same result.
///
/// Proof: NoisePrograms.gaussian_program_exact
struct FixedWidthGaussian: Sendable {
  private let varianceNumerator: UInt128
  private let proposalScale: UInt64
  /// The variance's denominator times t.
  private let step: UInt64
  /// 2·num·den·t².
  private let denominator: UInt128

  /// Makes the program, or nil where a number is too wide.
  ///
  /// The last denominator leaves eight bits for the multiples of it that the trials take. Big
  /// integers take over in the rare draw that needs more.
  init?(variance: Rational, proposalScale scale: BigInteger) {
    let wideStep = variance.denominator * scale
    let wideDenominator = 2 * variance.numerator * wideStep * scale
    guard let numerator = variance.numerator.uint128, let proposalScale = scale.uint64,
      let step = wideStep.uint64, let denominator = wideDenominator.uint128,
      wideDenominator.bitWidth <= 120
    else { return nil }
    self.varianceNumerator = numerator
    self.proposalScale = proposalScale
    self.step = step
    self.denominator = denominator
  }

  @inline(__always)
  func sample(using source: inout some BitSource & ~Copyable) -> Sampler.SignedMagnitude {
    while true {
      let proposal = Sampler.discreteLaplace(
        scaleNumerator: proposalScale,
        scaleDenominator: 1,
        using: &source
      )
      if accepts(proposal.magnitude, using: &source) { return proposal }
    }
  }

  /// True with probability exp(−(|y|·den·t − num)²/(2·num·den·t²)).
  @inline(__always)
  private func accepts(
    _ magnitude: UInt128,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    guard let word = UInt64(exactly: magnitude) else {
      return widelyAccepts(magnitude, using: &source)
    }
    let product = UInt128(word) * UInt128(step)
    let distance =
      product > varianceNumerator ? product - varianceNumerator : varianceNumerator - product
    guard let distance = UInt64(exactly: distance) else {
      return widelyAccepts(magnitude, using: &source)
    }
    return Sampler.bernoulliExponential(
      narrowing: UInt128(distance) * UInt128(distance),
      over: denominator,
      using: &source
    )
  }

  @inline(never)
  private func widelyAccepts(
    _ magnitude: UInt128,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    let distance = BigInteger(magnitude) * BigInteger(step) - BigInteger(varianceNumerator)
    return Sampler.bernoulliExponential(
      numerator: distance * distance,
      denominator: BigInteger(denominator),
      using: &source
    )
  }
}

extension Sampler {
  /// True with probability exp(−n/d), computed in 64 bits where they are enough.
  @inline(__always)
  static func bernoulliExponential(
    narrowing numerator: UInt128,
    over denominator: UInt128,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    // Six bits are left for the multiples of the denominator that the trials take.
    if denominator >> 58 == 0, let word = UInt64(exactly: numerator) {
      return bernoulliExponential(
        numerator: word,
        denominator: UInt64(truncatingIfNeeded: denominator),
        using: &source
      )
    }
    return wideExponential(numerator, denominator, using: &source)
  }

  @inline(never)
  private static func wideExponential(
    _ numerator: UInt128,
    _ denominator: UInt128,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    bernoulliExponential(numerator: numerator, denominator: denominator, using: &source)
  }
}
