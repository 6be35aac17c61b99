package import Arithmetic

extension Sampler {
  /// A position i in `gaps`, drawn with probability ∝ exp(−(n/d)·gaps[i]).
  ///
  /// The gap of a candidate is the best score less its own. With scores of sensitivity Δ and
  /// n/d = η/(2Δ) this is the exponential mechanism of parameter η. A uniform candidate is drawn
  /// until one passes with the probability exp(−(n/d)·gap).
  ///
  /// Proof: ExponentialMechanism.exponential_program_exact
  ///
  /// - Precondition: there is a gap, none is negative, n ≥ 0 and d ≥ 1. Some gap should be 0, or
  ///   drawing is slow.
  /// - Complexity: at most `gaps.count` candidates on average where some gap is 0.
  /// - Source: McSherry and Talwar, Mechanism Design via Differential Privacy, 2007.
  package static func exponentialMechanism(
    gaps: [Int],
    rateNumerator: BigInteger,
    rateDenominator: BigInteger,
    using source: inout SystemEntropy
  ) -> Int {
    candidate(gaps, rateNumerator, rateDenominator, using: &source)
  }

  /// A position in `gaps` as above, from any source of bits.
  package static func exponentialMechanism(
    gaps: [Int],
    rateNumerator: BigInteger,
    rateDenominator: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> Int {
    candidate(gaps, rateNumerator, rateDenominator, using: &source)
  }

  @inline(__always)
  private static func candidate(
    _ gaps: [Int],
    _ numerator: BigInteger,
    _ denominator: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> Int {
    precondition(!gaps.isEmpty, "no candidate to choose from")
    precondition(gaps.allSatisfy { $0 >= 0 }, "a candidate is better than the best")
    precondition(numerator.signum >= 0 && denominator.signum > 0, "a rate that is no n/d >= 0")
    let words = numerator.uint64.flatMap { numerator in
      denominator.uint128.map { (numerator: numerator, denominator: $0) }
    }
    while true {
      let index = Int(uniform(below: UInt64(gaps.count), using: &source))
      let passes =
        if let words {
          bernoulliExponential(
            narrowing: UInt128(words.numerator) * UInt128(gaps[index]),
            over: words.denominator,
            using: &source
          )
        } else {
          bernoulliExponential(
            numerator: numerator * BigInteger(gaps[index]),
            denominator: denominator,
            using: &source
          )
        }
      if passes { return index }
    }
  }
}
