import Arithmetic
import Randomness
import Testing

struct BernoulliTests {
  @Test func `a fraction n/d comes true with probability n/d exactly`() {
    for denominator in 1...17 {
      for numerator in 0...denominator {
        let enumeration = Enumeration(depth: 12) { tape in
          let success = Sampler.bernoulli(
            numerator: UInt64(numerator),
            denominator: UInt64(denominator),
            using: &tape
          )
          return success ? 1 : 0
        }
        let share = Rational(BigInteger(numerator), BigInteger(denominator))
        #expect(enumeration.contradictions(to: [1: share, 0: 1 - share]) == [])
      }
    }
  }

  @Test(arguments: [(0, 1), (0, 7), (1, 8), (1, 2), (2, 3), (7, 7), (9, 8), (7, 3), (40, 9)])
  func `exp(-n/d) is the probability, by all strings of bits`(numerator: Int, denominator: Int) {
    let exact = probability(numerator, denominator)
    let enumeration = Enumeration(depth: Enumeration.usualDepth) { tape in
      let success = Sampler.bernoulliExponential(
        numerator: UInt64(numerator),
        denominator: UInt64(denominator),
        using: &tape
      )
      return success ? 1 : 0
    }
    #expect(enumeration.contradictions(to: exact) == [])
    // The bits decide mostly, so that the bounds are sharp.
    #expect(enumeration.undecided << 3 < 1 << enumeration.depth)
  }

  @Test func `the wrong parity would be found`() {
    let wrong = Programs(mistake: .wrongParity)
    let enumeration = Enumeration(depth: 12) { wrong.bexp(1, 2).run(&$0) ? 1 : 0 }
    #expect(enumeration.contradictions(to: probability(1, 2)) == [0, 1])
  }

  @Test func `all widths agree with the program, in value and in bits read`() {
    var generator = Tape(seed: 11)
    for trial in 0..<Comparison.trials {
      let width = Int(generator.bits(7)) % 127 + 1
      let denominator = Comparison.number(ofWidth: width, from: &generator)
      // Mostly proper fractions, some up to 16, some whole.
      let numerator =
        switch trial % 4 {
        case 0: Comparison.number(ofWidth: width + 4, from: &generator)
        case 1: denominator
        default: Comparison.number(ofWidth: width, from: &generator)
        }
      let start = Comparison.tape(trial)
      var expected = start
      let value = Programs().bexp(numerator, denominator).run(&expected)
      var wide = start
      #expect(
        Sampler.bernoulliExponential(numerator: numerator, denominator: denominator, using: &wide)
          == value
      )
      #expect(wide.position == expected.position)
      if let numerator = numerator.uint128, let denominator = denominator.uint128 {
        var words = start
        #expect(
          Sampler.bernoulliExponential(
            numerator: numerator,
            denominator: denominator,
            using: &words
          ) == value
        )
        #expect(words.position == expected.position)
      }
      if let numerator = numerator.uint64, let denominator = denominator.uint64 {
        var word = start
        #expect(
          Sampler.bernoulliExponential(numerator: numerator, denominator: denominator, using: &word)
            == value
        )
        #expect(word.position == expected.position)
      }
    }
  }

  /// exp(−n/d) and its complement, to 60 digits.
  private func probability(_ numerator: Int, _ denominator: Int) -> [Int: Rational] {
    let exponent = -Rational(BigInteger(numerator), BigInteger(denominator))
    // The series of exp(n/d), whose terms fall from 2·n/d on.
    var (sum, term): (Rational, Rational) = (1, 1)
    for index in 1...80 {
      term = term * -exponent / Rational(index)
      sum = sum + term
    }
    return [1: 1 / sum, 0: 1 - 1 / sum]
  }
}
