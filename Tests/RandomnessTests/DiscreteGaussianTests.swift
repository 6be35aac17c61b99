import Arithmetic
import Foundation
import Randomness
import Testing

struct DiscreteGaussianTests {
  @Test func `all strings of bits agree with the known probabilities`() throws {
    let known = try KnownDistribution.all(in: "discrete_gaussian_pmf.json", parameter: "sigma2")
    #expect(known.count == 7)
    for distribution in known {
      let noise = DiscreteGaussian(variance: distribution.parameter)
      let enumeration = Enumeration(depth: Enumeration.usualDepth) { noise.sample(using: &$0) }
      #expect(enumeration.contradictions(to: distribution.probabilities) == [])
    }
  }

  @Test(
    .enabled(if: GoodnessOfFit.isAffordable),
    arguments: [Rational(1, 4), 1, Rational(12_345_677, 1 << 20), 100, Rational(987_654, 10)]
  )
  func `millions of samples fit the distribution and its moments`(variance: Rational) throws {
    var source = try SystemEntropy()
    let zeros = [Int](repeating: 0, count: 2_000_000)
    let samples = DiscreteGaussian(variance: variance).addNoise(to: zeros, using: &source)
    #expect(fits(samples, variance))
  }

  @Test(
    .enabled(if: GoodnessOfFit.isAffordable),
    arguments: [
      Programs.Mistake.wrongParity, .halvedDeviation, .droppedSign, .doubledZero, .modulo,
    ]
  )
  func `a planted mistake does not fit`(mistake: Programs.Mistake) {
    #expect(!fits(samples(of: Programs(mistake: mistake)), Rational(9, 4)))
  }

  @Test(.enabled(if: GoodnessOfFit.isAffordable))
  func `the transcribed program fits as well`() {
    #expect(fits(samples(of: Programs()), Rational(9, 4)))
  }

  private func samples(of programs: Programs) -> [Int] {
    var tape = Tape(seed: 99)
    return (0..<10_000).map { _ in programs.dgauss(9, 4, 2).run(&tape).int ?? 0 }
  }

  private func fits(_ samples: [Int], _ variance: Rational) -> Bool {
    let approximation = variance.approximation
    let reach = Int(12 * approximation.squareRoot()) + 3
    func weight(_ value: Int) -> Double { exp(-Double(value * value) / (2 * approximation)) }
    func moment(_ power: Int) -> Double {
      let values = -reach...reach
      let total = values.reduce(0) { $0 + weight($1) }
      return values.reduce(0) { $0 + weight($1) * pow(Double($1), Double(power)) } / total
    }
    return GoodnessOfFit.accepts(samples, reach: reach, weight: weight)
      && GoodnessOfFit.accepts(samples, variance: moment(2), fourthMoment: moment(4))
  }

  @Test func `words and big integers agree with the program, in value and in bits read`() {
    #expect(disagreement(with: Programs(), trials: Comparison.trials) == nil)
  }

  @Test(arguments: Programs.Mistake.allCases)
  func `the comparison finds every planted mistake`(mistake: Programs.Mistake) {
    #expect(disagreement(with: Programs(mistake: mistake), trials: 200) != nil)
  }

  /// The first trial whose value or bits differ between the library and the transcribed program.
  private func disagreement(with programs: Programs, trials: Int) -> Int? {
    var generator = Tape(seed: 13)
    return (0..<trials).first { trial in
      let variance =
        switch trial % 4 {
        case 0: Comparison.fraction(ofWidths: (150, 150), from: &generator)
        case 1: Comparison.fraction(ofWidths: (30, 30), from: &generator)
        default: Comparison.price(from: &generator)
        }
      let (numerator, denominator) = (variance.numerator, variance.denominator)
      let start = Comparison.tape(trial)
      var expected = start
      let value =
        programs.dgauss(numerator, denominator, Programs.proposalScale(variance)).run(&expected)
      let noise = DiscreteGaussian(variance: variance)
      var wide = start
      let wideValue = Sampler.discreteGaussian(
        varianceNumerator: numerator,
        varianceDenominator: denominator,
        proposalScale: noise.proposalScale,
        using: &wide
      )
      var tape = start
      let sample = noise.sample(using: &tape)
      return wideValue != value || wide.position != expected.position
        || sample != clamped(value) || tape.position != expected.position
    }
  }

  @Test func `the proposal's scale is the floor of the deviation, plus one`() {
    func scale(_ variance: Rational) -> BigInteger {
      DiscreteGaussian(variance: variance).proposalScale
    }
    #expect(scale(Rational(1, 1_000_000)) == 1)
    #expect(scale(Rational(99, 100)) == 1)
    #expect(scale(1) == 2)
    #expect(scale(Rational(399, 100)) == 2)
    #expect(scale(4) == 3)
    let square = BigInteger(10).power(60)
    #expect(scale(Rational(square)) == BigInteger(10).power(30) + 1)
    #expect(scale(Rational(square) - Rational(1, 7)) == BigInteger(10).power(30))
  }

  @Test func `a whole marginal is measured as the program does`() {
    let variance = Rational(2345, 64)
    let noise = DiscreteGaussian(variance: variance)
    for seed in 0..<50 as Range<UInt64> {
      let counts = (0..<20).map { $0 * $0 - 30 }
      var (expected, tape) = (Tape(seed: seed), Tape(seed: seed))
      let values = Programs().measure(2345, 64, Programs.proposalScale(variance), counts)
        .run(&expected)
      #expect(noise.addNoise(to: counts, using: &tape).map { BigInteger($0) } == values)
      #expect(tape.position == expected.position)
    }
  }

  @Test func `the largest and the smallest variances neither trap nor wrap`() throws {
    var source = try SystemEntropy()
    let tiny = DiscreteGaussian(variance: Rational(1, BigInteger(1) << 2000))
    #expect(tiny.addNoise(to: [Int.min, 0, .max], using: &source) == [Int.min, 0, .max])
    let huge = DiscreteGaussian(variance: Rational(BigInteger(1) << 2000))
    let ends = huge.addNoise(to: [Int](repeating: 3, count: 64), using: &source)
    #expect(Set(ends) == [.min, .max])
    for exponent in stride(from: 100, through: 140, by: 4) {
      let noise = DiscreteGaussian(variance: Rational(BigInteger(1) << exponent))
      #expect(Set(noise.addNoise(to: [Int](repeating: 0, count: 64), using: &source)).count > 1)
    }
  }
}
