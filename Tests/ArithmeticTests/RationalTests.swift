import Arithmetic
import Testing

@Suite struct RationalTests {
  @Test func `Python's fractions are met on 100 pairs`() throws {
    let lines = try knownValues("ratio", of: "arithmetic.txt")
    #expect(lines.count == 100)
    for line in lines {
      let (a, b) = (try #require(Rational(line[0])), try #require(Rational(line[1])))
      let computed = [a, b, a + b, a - b, a * b, a / b]
      #expect(computed.map(\.description) == Array(line[..<6]))
      #expect((a < b) == (line[6] == "1"))
      #expect(a.floor.description == line[7] && a.ceiling.description == line[8])
      #expect(a.approximation == Double(line[9]))
    }
  }

  @Test func `the laws of a field hold, in lowest terms`() {
    let numbers = [-3, -1, 0, 1, 2, 7].flatMap { p in
      [1, 2, 3, 12, 64].map { q in Rational(BigInteger(p), BigInteger(q)) }
    }
    for x in numbers {
      #expect(x + -x == 0 && x - x == 0 && -(-x) == x)
      #expect(x.isZero || x * x.reciprocal == 1 && x / x == 1)
      #expect(x.numerator.greatestCommonDivisor(with: x.denominator) == 1)
      for y in numbers {
        #expect(x + y == y + x && x * y == y * x && x + y - y == x)
        #expect((x < y) == (x - y < 0) && (x == y) == (x - y).isZero)
        for z in numbers.prefix(9) {
          #expect((x + y) * z == x * z + y * z && (x + y) + z == x + (y + z))
        }
      }
    }
  }

  @Test func `a sign moves above the line`() {
    #expect(Rational(3, -6).description == "-1/2" && Rational(-3, -6).description == "1/2")
    #expect(Rational(0, -5).description == "0" && Rational(6, 3).description == "2")
  }

  @Test func `thousands of tiny parts add up exactly`() {
    var sum: Rational = 0
    let part = Rational(1, timesTwoToThe: -60)
    for _ in 0..<4096 { sum += part }
    #expect(sum == Rational(1, timesTwoToThe: -48))
  }

  @Test func `floors and ceilings go towards their ends`() {
    #expect(Rational(7, 2).floor == 3 && Rational(7, 2).ceiling == 4)
    #expect(Rational(-7, 2).floor == -4 && Rational(-7, 2).ceiling == -3)
    #expect(Rational(4).floor == 4 && Rational(4).ceiling == 4)
  }

  @Test func `a Double's value is exact, and comes back`() {
    var state = SplitMix(state: 11)
    var values: [Double] = [
      0, -0.0, 1, -1, 0.1, 1e-9, .pi, .leastNonzeroMagnitude, .leastNormalMagnitude,
      .leastNormalMagnitude.nextDown, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    ]
    for _ in 0..<300 { values.append(Double(bitPattern: state.next())) }
    for value in values where value.isFinite {
      #expect(Rational(exactly: value).approximation == value)
    }
    #expect(Rational(exactly: 0.1).description == "3602879701896397/36028797018963968")
    #expect(Rational(exactly: -0.375) == Rational(-3, 8))
  }
}
