import Accounting
import Arithmetic
import Testing

@Suite struct ZeroConcentratedTests {
  /// The relative error of a known value, printed with 40 digits.
  private static let slack = Rational(1, BigInteger(10).power(38))

  /// What a stated bound may give away, relative to the best one.
  private static let excess = Rational(1, BigInteger(10).power(15))

  private func delta(_ text: String) throws -> Delta { try #require(Delta(text)) }
  private func rho(_ text: String) throws -> Rho { try #require(Rho(text)) }
  private func epsilon(_ text: String) throws -> Epsilon { try #require(Epsilon(text)) }

  /// Expects an ε at or a little above the best one, which its certificate shows.
  private func expectEpsilon(rho: Rho, delta: Delta, best: Rational) throws {
    let conversion = try ZeroConcentrated.epsilon(rho: rho, delta: delta)
    #expect(conversion.rho == rho && conversion.delta == delta)
    #expect(conversion.epsilon.value >= best * (1 - Self.slack), "ρ = \(rho), δ = \(delta)")
    #expect(conversion.epsilon.value <= best * (1 + Self.excess), "ρ = \(rho), δ = \(delta)")
    #expect(ZeroConcentrated.certifies(conversion), "ρ = \(rho), δ = \(delta)")
  }

  /// Expects a ρ at or a little below the best one, which its certificate shows.
  private func expectRho(epsilon: Epsilon, delta: Delta, best: Rational) throws {
    let conversion = try ZeroConcentrated.rho(epsilon: epsilon, delta: delta)
    #expect(conversion.epsilon == epsilon && conversion.delta == delta)
    #expect(conversion.rho.value <= best * (1 + Self.slack), "ε = \(epsilon), δ = \(delta)")
    #expect(conversion.rho.value >= best * (1 - Self.excess), "ε = \(epsilon), δ = \(delta)")
    #expect(conversion.rho.value.rounded(toSignificantBits: 64, .down) == conversion.rho.value)
    #expect(ZeroConcentrated.certifies(conversion), "ε = \(epsilon), δ = \(delta)")
  }

  @Test func `mpmath's ε are met from above, and certified`() throws {
    let points = try KnownValue.all(of: "zcdp_to_dp.json").filter { $0["op"] == "epsilon" }
    #expect(points.count == 37)
    for point in points {
      try expectEpsilon(
        rho: rho(point.text("rho")),
        delta: delta(point.text("delta")),
        best: point.rational("epsilon")
      )
    }
  }

  @Test func `mpmath's ρ are met from below, and certified`() throws {
    let points = try KnownValue.all(of: "zcdp_to_dp.json").filter { $0["op"] == "rho" }
    #expect(points.count == 32)
    for point in points {
      try expectRho(
        epsilon: epsilon(point.text("epsilon")),
        delta: delta(point.text("delta")),
        best: point.rational("rho")
      )
    }
  }

  @Test func `mpmath's δ are enclosed at its α`() throws {
    let points = try KnownValue.all(of: "zcdp_to_dp.json").filter { $0["op"] == "delta" }
    #expect(points.count == 21)
    for point in points {
      let best = try point.rational("delta")
      let bound = ZeroConcentrated.delta(
        rho: try rho(point.text("rho")),
        epsilon: try epsilon(point.text("epsilon")),
        alpha: try point.rational("alpha")
      )
      // The α is known to 25 digits, the δ at it therefore to some 38 digits.
      #expect(bound.upper >= best * (1 - Self.slack), "\(point)")
      #expect(bound.lower <= best * (1 + Self.excess), "\(point)")
      #expect(bound.width <= best * Self.excess, "\(point)")
    }
  }

  @Test func `mpmath's δ give back their ε, also where that is next to nothing`() throws {
    for point in try KnownValue.all(of: "zcdp_to_dp.json") where point["op"] == "delta" {
      let (rho, best) = (try rho(point.text("rho")), try point.rational("epsilon"))
      let conversion = try ZeroConcentrated.epsilon(rho: rho, delta: delta(point.text("delta")))
      let scale = max(best, conversion.alpha * rho.value)
      #expect(conversion.epsilon.value >= best - scale * Self.slack, "\(point)")
      #expect(conversion.epsilon.value <= best + scale * Self.excess, "\(point)")
    }
  }

  @Test func `the best bound is met from 1e-30 to 1e12, and with every δ`() throws {
    let lines = try KnownValue.lines(of: "extremes.txt")
    #expect(lines.count == 80)
    for line in lines {
      let best = try #require(Rational(line[3]))
      if line[0] == "epsilon" {
        try expectEpsilon(rho: rho(line[1]), delta: delta(line[2]), best: best)
      } else {
        try expectRho(epsilon: epsilon(line[1]), delta: delta(line[2]), best: best)
      }
    }
  }

  @Test func `numbers beyond Double convert, with a valid bound`() throws {
    for text in ["1e400", "1e-400", "1e5000"] {
      let there = try ZeroConcentrated.rho(epsilon: epsilon(text), delta: delta("1e-9"))
      let back = try ZeroConcentrated.epsilon(rho: rho(text), delta: delta("1e-9"))
      #expect(ZeroConcentrated.certifies(there) && ZeroConcentrated.certifies(back))
    }
    let nearOne = try #require(Delta(1 - Rational(1, timesTwoToThe: -3000)))
    #expect(ZeroConcentrated.certifies(try ZeroConcentrated.epsilon(rho: rho("1"), delta: nearOne)))
    #expect(
      ZeroConcentrated.certifies(try ZeroConcentrated.rho(epsilon: epsilon("1"), delta: nearOne))
    )
  }

  @Test func `there and back again gives no more than there was`() throws {
    for text in ["1e-6", "0.1", "1", "3", "10", "50", "200"] {
      let asked = try epsilon(text)
      let there = try ZeroConcentrated.rho(epsilon: asked, delta: delta("1e-9"))
      let back = try ZeroConcentrated.epsilon(rho: there.rho, delta: there.delta)
      #expect(back.epsilon <= Epsilon(asked.value * (1 + Self.excess)) ?? asked)
      #expect(back.epsilon.value >= asked.value * (1 - Self.excess))
    }
  }

  @Test func `no ρ gives no ε`() throws {
    for text in ["1e-300", "1e-9", "0.5", "0.999"] {
      let conversion = try ZeroConcentrated.epsilon(rho: .zero, delta: delta(text))
      #expect(conversion.epsilon.value == 0)
      #expect(ZeroConcentrated.certifies(conversion))
    }
  }

  @Test func `δ = 0, or one too small, is refused`() throws {
    for text in ["0", "1e-301"] {
      let delta = try delta(text)
      #expect(throws: AccountingError.deltaTooSmall(delta)) {
        try ZeroConcentrated.epsilon(rho: self.rho("1"), delta: delta)
      }
      #expect(throws: AccountingError.deltaTooSmall(delta)) {
        try ZeroConcentrated.rho(epsilon: self.epsilon("1"), delta: delta)
      }
    }
  }

  @Test func `a conversion that claims a little more is not certified`() throws {
    let honest = try ZeroConcentrated.rho(epsilon: epsilon("1"), delta: delta("1e-9"))
    let (rho, epsilon, delta) = (honest.rho, honest.epsilon, honest.delta)
    let alpha = honest.alpha
    func isCertified(
      rho: Rational? = nil,
      epsilon: Rational? = nil,
      delta: Rational? = nil,
      alpha: Rational? = nil
    ) throws -> Bool {
      ZeroConcentrated.certifies(
        Conversion(
          rho: try #require(Rho(rho ?? honest.rho.value)),
          epsilon: try #require(Epsilon(epsilon ?? honest.epsilon.value)),
          delta: try #require(Delta(delta ?? honest.delta.value)),
          alpha: alpha ?? honest.alpha
        )
      )
    }
    let more = 1 + Rational(1, timesTwoToThe: -62)
    #expect(try isCertified())
    #expect(try isCertified(rho: rho.value / more, epsilon: epsilon.value * more))
    #expect(try !isCertified(rho: rho.value * more))
    #expect(try !isCertified(epsilon: epsilon.value / more))
    #expect(try !isCertified(delta: delta.value * Rational(999, 1000)))
    #expect(try !isCertified(delta: 0))
    #expect(try !isCertified(alpha: alpha * Rational(9, 10)))
    for nonsense: Rational in [1, 0, -3, Rational(1, 2)] {
      #expect(try !isCertified(rho: 0, epsilon: 1000, alpha: nonsense))
    }
    #expect(try !isCertified(rho: 0, epsilon: 1000, alpha: 1 + Rational(1, timesTwoToThe: -2100)))
  }

  @Test func `what decides is the upper end of the bound`() throws {
    let (rho, delta, alpha) = (try rho("1/70"), try delta("1e-9"), Rational(181, 5))
    // The closed form as the paper has it, to 600 bits.
    let share = Enclosure.logarithm(of: delta.value * (alpha - 1), precision: 600) / (1 - alpha)
    let shrinkage = Enclosure.logarithm(of: 1 - alpha.reciprocal, precision: 600)
    let bound = share + shrinkage * (alpha / (alpha - 1)) + alpha * rho.value
    for (epsilon, isEnough) in [
      (bound.lower - Rational(1, timesTwoToThe: -500), false),
      (bound.upper + Rational(1, timesTwoToThe: -180), true),
    ] {
      let claim = Conversion(
        rho: rho,
        epsilon: try #require(Epsilon(epsilon)),
        delta: delta,
        alpha: alpha
      )
      #expect(ZeroConcentrated.certifies(claim) == isEnough)
    }
  }

  @Test func `δ at an order is at most 1, and above 0 however small`() throws {
    let one = ZeroConcentrated.delta(rho: try rho("50"), epsilon: try epsilon("0"), alpha: 2)
    #expect(one.upper >= 1 && one.upper < Rational(1_000_001, 1_000_000))
    let none = ZeroConcentrated.delta(rho: try rho("1"), epsilon: try epsilon("1e9"), alpha: 1000)
    #expect(none.lower == 0 && none.upper > 0 && none.upper.binaryExponent < -60_000)
  }

  @Test func `a certificate is short`() throws {
    for text in ["0.1", "1", "10"] {
      let alpha = try ZeroConcentrated.rho(epsilon: epsilon(text), delta: delta("1e-9")).alpha
      #expect(alpha.numerator.bitWidth <= 46 && alpha.denominator.bitWidth <= 46)
    }
  }
}
