import Arithmetic
import Randomness
import Testing

/// The samplers against golden vectors of the model that is extracted from the proofs: the same
/// bits must give the same value, and as many of them must be read.
struct GoldenTests {
  @Test func `Bernoulli(n/d) is the machine-checked program, bit for bit`() throws {
    let vectors = try GoldenVectors("bernoulli")
    expectAll(
      try vectors.failures { one, tape in
        let success = Sampler.bernoulli(
          numerator: try one.number(0),
          denominator: try one.number(1),
          using: &tape
        )
        return success ? 1 : 0
      }
    )
    expectMany(
      try vectors.failures { one, tape in
        guard let numerator = try one.number(0).uint64, let denominator = try one.number(1).uint64
        else { return nil }
        return Sampler.bernoulli(numerator: numerator, denominator: denominator, using: &tape)
          ? 1 : 0
      }
    )
  }

  @Test func `Bernoulli(exp(-n/d)) is the machine-checked program, bit for bit`() throws {
    let vectors = try GoldenVectors("bernoulli_exponential")
    expectAll(
      try vectors.failures { one, tape in
        let success = Sampler.bernoulliExponential(
          numerator: try one.number(0),
          denominator: try one.number(1),
          using: &tape
        )
        return success ? 1 : 0
      }
    )
    expectMany(
      try vectors.failures { one, tape in
        guard let numerator = try one.number(0).uint128, let denominator = try one.number(1).uint128
        else { return nil }
        let success = Sampler.bernoulliExponential(
          numerator: numerator,
          denominator: denominator,
          using: &tape
        )
        return success ? 1 : 0
      }
    )
    expectMany(
      try vectors.failures { one, tape in
        guard let numerator = try one.number(0).uint64, let denominator = try one.number(1).uint64
        else { return nil }
        let success = Sampler.bernoulliExponential(
          numerator: numerator,
          denominator: denominator,
          using: &tape
        )
        return success ? 1 : 0
      }
    )
  }

  @Test func `discrete Laplace noise is the machine-checked program, bit for bit`() throws {
    let vectors = try GoldenVectors("discrete_laplace")
    expectAll(
      try vectors.failures { one, tape in
        Sampler.discreteLaplace(
          scaleNumerator: try one.number(0),
          scaleDenominator: try one.number(1),
          using: &tape
        )
      }
    )
    // As it is called for: in words where they are wide enough, and cut to the range of Int.
    expectMany(
      try vectors.failures { one, tape in
        guard one.result.int != nil else { return nil }
        let noise = DiscreteLaplace(scale: Rational(try one.number(0), try one.number(1)))
        return BigInteger(noise.sample(using: &tape))
      }
    )
  }

  @Test func `discrete Gaussian noise is the machine-checked program, bit for bit`() throws {
    let vectors = try GoldenVectors("discrete_gaussian")
    expectAll(
      try vectors.failures { one, tape in
        Sampler.discreteGaussian(
          varianceNumerator: try one.number(0),
          varianceDenominator: try one.number(1),
          proposalScale: try one.number(2),
          using: &tape
        )
      }
    )
    expectMany(
      try vectors.failures { one, tape in
        guard one.result.int != nil else { return nil }
        let noise = DiscreteGaussian(variance: Rational(try one.number(0), try one.number(1)))
        #expect(noise.proposalScale == (try one.number(2)))
        return BigInteger(noise.addNoise(to: [0], using: &tape)[0])
      }
    )
  }

  @Test func `the exponential mechanism is the machine-checked program, bit for bit`() throws {
    expectAll(
      try GoldenVectors("exponential_mechanism").failures { one, tape in
        let gaps = one.parameters[2].split(separator: ",").compactMap { Int($0) }
        let chosen = Sampler.exponentialMechanism(
          gaps: gaps,
          rateNumerator: try one.number(0),
          rateDenominator: try one.number(1),
          using: &tape
        )
        return BigInteger(chosen)
      }
    )
  }

  @Test(arguments: [
    Programs.Mistake.wrongParity, .droppedSign, .modulo, .mostSignificantFirst, .signBeforeSize,
    .halvedDeviation,
  ])
  func `a planted mistake fails the vectors`(mistake: Programs.Mistake) throws {
    let wrong = Programs(mistake: mistake)
    let tally = try GoldenVectors("discrete_gaussian").failures { one, tape -> BigInteger? in
      // The plain transcription is slow for the widest numbers.
      guard one.count < 60 else { return nil }
      return wrong.dgauss(try one.number(0), try one.number(1), try one.number(2)).run(&tape)
    }
    #expect(tally.failed > 0)
  }

  private func expectAll(_ tally: (tried: Int, failed: Int)) {
    #expect(tally.failed == 0)
    #expect(tally.tried >= (GoodnessOfFit.isAffordable ? 10_000 : 600))
  }

  /// For the widths that hold only some of the cases' numbers.
  private func expectMany(_ tally: (tried: Int, failed: Int)) {
    #expect(tally.failed == 0)
    #expect(tally.tried >= (GoodnessOfFit.isAffordable ? 5_000 : 300))
  }
}
