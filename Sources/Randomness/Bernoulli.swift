package import Arithmetic

extension Sampler {
  /// True with probability n/d.
  ///
  /// Proof: BernoulliPrograms.bernoulli_exact
  ///
  /// - Precondition: `denominator >= 1`; a numerator above it counts as equal to it.
  @inline(__always)
  package static func bernoulli<Natural: FixedWidthInteger & UnsignedInteger>(
    numerator: Natural,
    denominator: Natural,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    uniform(below: denominator, using: &source) < numerator
  }

  /// True with probability n/d, for numbers of any size.
  ///
  /// Proof: BernoulliPrograms.bernoulli_exact
  package static func bernoulli(
    numerator: BigInteger,
    denominator: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    uniform(below: denominator, using: &source) < numerator
  }

  /// True with probability exp(−n/d), for any n/d ≥ 0.
  ///
  /// The fraction is taken as it stands: 2/4 reads other bits than 1/2.
  ///
  /// Proof: NoisePrograms.bernoulli_exp_exact
  ///
  /// - Precondition: `denominator >= 1`.
  /// - Complexity: O(1) numbers drawn on average, whatever the fraction.
  /// - Source: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020,
  ///   algorithm 1.
  @inline(__always)
  package static func bernoulliExponential<Natural: FixedWidthInteger & UnsignedInteger>(
    numerator: Natural,
    denominator: Natural,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    // The usual case, without the cost of a division.
    guard numerator >= denominator else {
      return fractionalExponential(numerator, denominator, using: &source)
    }
    let (whole, fraction) = numerator.quotientAndRemainder(dividingBy: denominator)
    var passed: Natural = 0
    while passed < whole {
      guard inverseE(using: &source) else { return false }
      passed += 1
    }
    return fractionalExponential(fraction, denominator, using: &source)
  }

  /// True with probability exp(−n/d), for numbers of any size.
  ///
  /// Proof: NoisePrograms.bernoulli_exp_exact
  ///
  /// - Precondition: `numerator >= 0` and `denominator >= 1`.
  package static func bernoulliExponential(
    numerator: BigInteger,
    denominator: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    precondition(numerator.signum >= 0, "exp(-n/d) is no probability for n < 0")
    let (whole, fraction) = numerator.quotientAndRemainder(dividingBy: denominator)
    var passed: BigInteger = 0
    while passed < whole {
      guard inverseE(using: &source) else { return false }
      passed += 1
    }
    return fractionalExponential(fraction, denominator, from: 1, using: &source)
  }

  /// True with probability 1/e.
  ///
  /// Proof: NoisePrograms.bernoulli_exp_exact
  @inline(__always)
  static func inverseE(using source: inout some BitSource & ~Copyable) -> Bool {
    fractionalExponential(1 as UInt64, 1, using: &source)
  }

  /// True with probability exp(−n/d) for n ≤ d.
  ///
  /// The run of successes of Bernoulli(n/(d·k)), k = 1, 2, …, has length at least k with
  /// probability (n/d)^k/k!; the alternating sum of these is exp(−n/d), the chance that the first
  /// failure comes at an odd k.
  ///
  /// Proof: NoisePrograms.bernoulli_exp_exact
  @inline(__always)
  private static func fractionalExponential<Natural: FixedWidthInteger & UnsignedInteger>(
    _ numerator: Natural,
    _ denominator: Natural,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    var trial: UInt64 = 1
    var bound = denominator
    while uniform(below: bound, using: &source) < numerator {
      trial += 1
      let (next, overflow) = bound.addingReportingOverflow(denominator)
      guard !overflow else {
        return fractionalExponential(
          BigInteger(numerator),
          BigInteger(denominator),
          from: trial,
          using: &source
        )
      }
      bound = next
    }
    return trial % 2 == 1
  }

  /// The same from the `first`-th trial on.
  ///
  /// Proof: NoisePrograms.bernoulli_exp_exact
  @inline(never)
  private static func fractionalExponential(
    _ numerator: BigInteger,
    _ denominator: BigInteger,
    from first: UInt64,
    using source: inout some BitSource & ~Copyable
  ) -> Bool {
    var trial = first
    while bernoulli(
      numerator: numerator,
      denominator: denominator * BigInteger(trial),
      using: &source
    ) {
      trial += 1
    }
    return trial % 2 == 1
  }
}
