import Arithmetic
import Testing

@Suite struct EnclosureTests {
  /// Half a unit of the 110th digit, relative: what a known value may be off.
  private static let slack = Rational(1, BigInteger(10).power(109))

  /// Whether a value known to 110 digits is consistent with `enclosure`.
  private func holds(_ enclosure: Enclosure, _ known: Rational) -> Bool {
    let error = known.magnitude * EnclosureTests.slack
    return enclosure.lower <= known + error && known - error <= enclosure.upper
  }

  @Test(arguments: [1, 20, 64, 128, 300, 700])
  func `mpmath's logarithms are enclosed, narrowly`(bits: Int) throws {
    let lines = try knownValues("ln", of: "elementary.txt")
    #expect(lines.count == 60)
    for line in lines {
      let (x, known) = (try #require(Rational(line[0])), try #require(Rational(line[1])))
      let enclosure = Enclosure.logarithm(of: x, precision: bits)
      #expect(holds(enclosure, known))
      #expect(enclosure.width < Rational(1, timesTwoToThe: -bits))
    }
  }

  @Test(arguments: [1, 20, 64, 128, 300, 700])
  func `mpmath's exponentials are enclosed, narrowly`(bits: Int) throws {
    let lines = try knownValues("exp", of: "elementary.txt")
    #expect(lines.count == 60)
    for line in lines {
      let (x, known) = (try #require(Rational(line[0])), try #require(Rational(line[1])))
      let enclosure = Enclosure.exponential(of: x, precision: bits)
      #expect(holds(enclosure, known))
      #expect(enclosure.width < known * Rational(1, timesTwoToThe: -bits))
    }
  }

  @Test func `the exponential of a logarithm is the number`() {
    for exponent in [-3000, -200, -1, 0, 1, 200, 3000] {
      let x = Rational(7, 5) * Rational(1, timesTwoToThe: exponent)
      let logarithm = Enclosure.logarithm(of: x, precision: 150)
      let back = Enclosure.exponential(of: logarithm, precision: 150)
      #expect(back.contains(x))
      #expect(back.width < x * Rational(1, timesTwoToThe: -148))
    }
  }

  @Test func `logarithms of products are sums of logarithms`() {
    for (p, q) in [(1, 3), (2, 7), (1_000_003, 1_000_000), (999_999, 1_000_000), (12, 5)] {
      let (x, y) = (Rational(p) / Rational(q), Rational(q) / 11)
      let sum =
        Enclosure.logarithm(of: x, precision: 200) + Enclosure.logarithm(of: y, precision: 200)
      let whole = Enclosure.logarithm(of: x * y, precision: 200)
      #expect(sum.lower <= whole.upper && whole.lower <= sum.upper)
    }
  }

  @Test func `one has the logarithm 0, and 0 the exponential 1`() {
    #expect(Enclosure.logarithm(of: 1, precision: 99).contains(0))
    #expect(Enclosure.exponential(of: 0, precision: 99).contains(1))
  }

  @Test func `interval arithmetic keeps the ends the right way round`() {
    let x = Enclosure(lower: -2, upper: 3)
    #expect(-x == Enclosure(lower: -3, upper: 2))
    #expect(x * -2 == Enclosure(lower: -6, upper: 4))
    #expect(x / -2 == Enclosure(lower: Rational(-3, 2), upper: 1))
    #expect(x - x == Enclosure(lower: -5, upper: 5))
    #expect(x + 1 == Enclosure(lower: -1, upper: 4))
    #expect(x.width == 5 && x.contains(-2) && x.contains(3) && !x.contains(Rational(31, 10)))
  }
}
