import Arithmetic
import Randomness
import Testing

struct ExponentialMechanismTests {
  @Test func `words and big integers agree with the program, in value and in bits read`() {
    var generator = Tape(seed: 14)
    for trial in 0..<Comparison.trials / 2 {
      let widths = trial % 2 == 0 ? (20, 30) : (100, 140)
      let rate = Comparison.fraction(ofWidths: widths, from: &generator)
      let gapWidth = Int(generator.bits(6))
      let candidates = Int(generator.bits(4)) + 1
      var gaps = (0..<candidates).map { _ in Int(generator.bits(gapWidth)) }
      gaps[Int(generator.bits(8)) % candidates] = 0
      // Fair bits: few or many ones would hardly ever find the candidate of gap 0.
      let start = Tape(seed: UInt64(trial))
      var expected = start
      let value = Programs().exponentialMechanism(gaps, rate.numerator, rate.denominator)
        .run(&expected)
      var tape = start
      let index = Sampler.exponentialMechanism(
        gaps: gaps,
        rateNumerator: rate.numerator,
        rateDenominator: rate.denominator,
        using: &tape
      )
      #expect(BigInteger(index) == value)
      #expect(tape.position == expected.position)
    }
  }

  @Test func `candidates that no string of bits tells apart are chosen alike`() {
    // Weights 1, exp(−1/2), exp(−1/2), exp(−3), 1.
    let gaps = [0, 1, 1, 6, 0]
    let enumeration = Enumeration(depth: Enumeration.usualDepth) { tape in
      Sampler.exponentialMechanism(
        gaps: gaps,
        rateNumerator: 1,
        rateDenominator: 2,
        using: &tape
      )
    }
    #expect(enumeration.masses[0] == enumeration.masses[4])
    #expect(enumeration.masses[1] == enumeration.masses[2])
    let weights = [
      "1", "0.60653065971263342360", "0.60653065971263342360", "0.04978706836786394297",
    ]
    .compactMap { Rational($0) }
    #expect(weights.count == 4)
    let sum = weights.reduce(1) { $0 + $1 }
    // Weights of 20 digits move no probability across a bound of 20 bits.
    let exact = Dictionary(uniqueKeysWithValues: weights.enumerated().map { ($0, $1 / sum) })
    #expect(enumeration.contradictions(to: exact) == [])
    // Candidates chosen without regard to their gaps are contradicted.
    let wrong = Enumeration(depth: Enumeration.usualDepth) { tape in
      Sampler.exponentialMechanism(gaps: gaps, rateNumerator: 0, rateDenominator: 1, using: &tape)
    }
    #expect(wrong.contradictions(to: exact) != [])
  }

  @Test func `a single candidate and a rate of zero need no luck`() throws {
    var source = try SystemEntropy()
    #expect(
      Sampler.exponentialMechanism(
        gaps: [0],
        rateNumerator: 1,
        rateDenominator: 1,
        using: &source
      ) == 0
    )
    let choices = (0..<200).map { _ in
      Sampler.exponentialMechanism(
        gaps: [0, .max],
        rateNumerator: 0,
        rateDenominator: 1,
        using: &source
      )
    }
    #expect(Set(choices) == [0, 1])
    let sure = (0..<50).map { _ in
      Sampler.exponentialMechanism(
        gaps: [.max, 0, .max],
        rateNumerator: BigInteger(1) << 300,
        rateDenominator: 7,
        using: &source
      )
    }
    #expect(Set(sure) == [1])
  }
}
