import Arithmetic
import Randomness
import Testing

struct DiscreteLaplaceTests {
  @Test func `all strings of bits agree with the known probabilities`() throws {
    let known = try KnownDistribution.all(in: "discrete_laplace_pmf.json", parameter: "scale")
    #expect(known.count == 7)
    for distribution in known {
      let noise = DiscreteLaplace(scale: distribution.parameter)
      let enumeration = Enumeration(depth: Enumeration.usualDepth) { noise.sample(using: &$0) }
      #expect(enumeration.contradictions(to: distribution.probabilities) == [])
    }
  }

  @Test(arguments: [Programs.Mistake.wrongParity, .droppedSign, .doubledZero])
  func `a planted mistake contradicts them`(mistake: Programs.Mistake) throws {
    let wrong = Programs(mistake: mistake)
    let known = try KnownDistribution.all(in: "discrete_laplace_pmf.json", parameter: "scale")
    let findings = known.prefix(2).filter { distribution in
      let (t, s) = (distribution.parameter.numerator, distribution.parameter.denominator)
      let enumeration = Enumeration(depth: 12) { wrong.laplace(t, s).run(&$0).int ?? 0 }
      return !enumeration.contradictions(to: distribution.probabilities).isEmpty
    }
    #expect(!findings.isEmpty)
  }

  @Test func `words and big integers agree with the program, in value and in bits read`() {
    var generator = Tape(seed: 12)
    for trial in 0..<Comparison.trials {
      let widths = trial % 3 == 0 ? (90, 90) : trial % 3 == 1 ? (20, 20) : (64, 8)
      let scale = Comparison.fraction(ofWidths: widths, from: &generator)
      let start = Comparison.tape(trial)
      var expected = start
      let value = Programs().laplace(scale.numerator, scale.denominator).run(&expected)
      var wide = start
      #expect(
        Sampler.discreteLaplace(
          scaleNumerator: scale.numerator,
          scaleDenominator: scale.denominator,
          using: &wide
        )
          == value
      )
      #expect(wide.position == expected.position)
      var tape = start
      #expect(DiscreteLaplace(scale: scale).sample(using: &tape) == clamped(value))
      #expect(tape.position == expected.position)
    }
  }

  @Test func `noise is added in order, each from the bits after the last`() {
    let noise = DiscreteLaplace(scale: Rational(5, 2))
    let start = Tape(seed: 3)
    let (whole, single) = (start, start)
    var (wholeTape, singleTape) = (whole, single)
    let counts = [7, 0, -4, 1_000_000]
    let expected = counts.map { $0 + noise.sample(using: &singleTape) }
    #expect(noise.addNoise(to: counts, using: &wholeTape) == expected)
    #expect(wholeTape.position == singleTape.position)
  }

  @Test func `sums beyond the range are cut after they are made`() {
    // A scale of 2⁶³: noise that often leaves the range of a word.
    let noise = DiscreteLaplace(scale: Rational(BigInteger(1) << 63))
    var seen: Set<Int> = []
    for seed in 0..<100 as Range<UInt64> {
      for count in [Int.min, -1, 0, 1, .max] {
        let start = Tape(seed: seed)
        var expected = start
        let exact = Programs().laplace(BigInteger(1) << 63, 1).run(&expected) + BigInteger(count)
        var tape = start
        let value = noise.addNoise(to: [count], using: &tape)
        #expect(value == [clamped(exact)])
        seen.formUnion(value)
      }
    }
    #expect(seen.contains(.min) && seen.contains(.max))
  }
}

/// The nearest `Int`.
func clamped(_ value: BigInteger) -> Int {
  value.int ?? (value < 0 ? .min : .max)
}
