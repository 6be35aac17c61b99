import Arithmetic
import Testing

@Suite struct RationalRoundingTests {
  private static let numbers: [Rational] = [
    1, -1, Rational(1, 3), Rational(-2, 3), Rational(22, 7), 1_000_001, Rational(-1, 1 << 40),
    Rational(BigInteger(3).power(200), BigInteger(7).power(90)),
    Rational(BigInteger(1) << 64 - 1, 5),
  ]

  @Test func `the binary exponent is that of the greatest power of two below`() {
    for number in RationalRoundingTests.numbers {
      let power = Rational(1, timesTwoToThe: number.binaryExponent)
      #expect(power <= number.magnitude && number.magnitude < 2 * power)
    }
    #expect(Rational(1, 4).binaryExponent == -2 && Rational(7, 8).binaryExponent == -1)
  }

  @Test(arguments: [1, 2, 24, 64])
  func `a rounded number is on its side, less than a unit away, and short`(bits: Int) {
    for number in RationalRoundingTests.numbers {
      let unit = Rational(1, timesTwoToThe: number.binaryExponent - bits + 1)
      let down = number.rounded(toSignificantBits: bits, .down)
      let up = number.rounded(toSignificantBits: bits, .up)
      #expect(down <= number && number <= up && number - down < unit && up - number < unit)
      for rounded in [down, up] {
        #expect((rounded / unit).denominator == 1)
        #expect((rounded / unit).magnitude <= Rational(1, timesTwoToThe: bits))
        #expect(rounded.rounded(toSignificantBits: bits, .up) == rounded)
      }
    }
    #expect(Rational(0).rounded(toSignificantBits: bits, .up) == 0)
  }

  @Test(arguments: [1, 2, 24, 53])
  func `a square root is the greatest of its length whose square fits`(bits: Int) {
    for number in RationalRoundingTests.numbers.map(\.magnitude) {
      let root = number.squareRoot(roundedDownToSignificantBits: bits)
      let next = root + Rational(1, timesTwoToThe: root.binaryExponent - bits + 1)
      #expect(root * root <= number && number < next * next)
      #expect(root.rounded(toSignificantBits: bits, .up) == root)
    }
    #expect(Rational(9, 4).squareRoot(roundedDownToSignificantBits: 2) == Rational(3, 2))
    #expect(Rational(0).squareRoot(roundedDownToSignificantBits: 2) == 0)
  }

  @Test func `the nearest Double is the one that division gives`() {
    var state = SplitMix(state: 5)
    for _ in 0..<300 {
      let (p, q) = (Int(state.next() >> 11), Int(state.next() >> 12) + 1)
      // Both are exact as Doubles, so that the hardware's quotient is the nearest Double.
      #expect(Rational(BigInteger(p), BigInteger(q)).approximation == Double(p) / Double(q))
    }
  }

  @Test func `Doubles near the ends of their range are the nearest`() {
    let least = Rational(exactly: .leastNonzeroMagnitude)
    #expect((least / 2).approximation == 0)
    #expect((least * Rational(51, 100)).approximation == .leastNonzeroMagnitude)
    #expect((least * Rational(3, 2)).approximation == 2 * .leastNonzeroMagnitude)
    // Rounded to 53 bits first, this would be a tie, and go up.
    let belowTie = least * (Rational(3, 2) - Rational(1, timesTwoToThe: -60))
    #expect(belowTie.approximation == .leastNonzeroMagnitude)
    #expect(Rational(1, timesTwoToThe: -5000).approximation == 0)
    #expect(Rational(1, timesTwoToThe: 5000).approximation == .infinity)
    #expect(Rational(-1, timesTwoToThe: 5000).approximation == -.infinity)
    let greatest = Rational(exactly: .greatestFiniteMagnitude)
    let unit = Rational(1, timesTwoToThe: 971)
    #expect((greatest + unit * Rational(49, 100)).approximation == .greatestFiniteMagnitude)
    #expect((greatest + unit / 2).approximation == .infinity)
  }
}
