import Arithmetic
import Testing

@Suite struct BigIntegerTests {
  @Test func `Python's integers are met on 200 pairs`() throws {
    let lines = try knownValues("integer", of: "arithmetic.txt")
    #expect(lines.count == 200)
    for line in lines {
      let integers = try line.dropLast().map { try #require(BigInteger($0)) }
      let (a, b, shift) = (integers[0], integers[1], try #require(integers[8].int))
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      let computed = [
        a, b, a + b, a * b, quotient, remainder,
        a.flooredQuotientAndRemainder(dividingBy: b).quotient, a.greatestCommonDivisor(with: b),
        BigInteger(shift), a << shift, a >> shift, a.magnitude.squareRoot,
      ]
      #expect(computed == integers)
      #expect(computed.map(\.description) == Array(line.dropLast()))
      #expect(a.approximation == Double(line[line.count - 1]))
    }
  }

  @Test func `small numbers behave as Int does`() {
    for left in -40...40 {
      for right in -40...40 {
        let (a, b) = (BigInteger(left), BigInteger(right))
        #expect(a + b == BigInteger(left + right) && a - b == BigInteger(left - right))
        #expect(a * b == BigInteger(left * right))
        #expect((a < b) == (left < right) && (a == b) == (left == right))
        guard right != 0 else { continue }
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        #expect(quotient == BigInteger(left / right) && remainder == BigInteger(left % right))
        let floored = a.flooredQuotientAndRemainder(dividingBy: b)
        #expect(floored.quotient * b + floored.remainder == a)
        #expect(floored.remainder.isZero || floored.remainder.signum == b.signum)
        #expect(a.divided(by: b, .down) == floored.quotient)
        let isExact = floored.remainder.isZero
        #expect(a.divided(by: b, .up) == floored.quotient + (isExact ? 0 : 1))
      }
      for distance in 0..<8 {
        #expect(BigInteger(left) >> distance == BigInteger(left >> distance))
        #expect(BigInteger(left) << distance == BigInteger(left << distance))
        #expect(BigInteger(left) >> -distance == BigInteger(left << distance))
      }
    }
  }

  @Test func `two limbs behave as UInt128 does`() throws {
    var state = SplitMix(state: 7)
    for _ in 0..<500 {
      let left = UInt128(state.next()) << 64 | UInt128(state.next() >> (state.next() % 64))
      let right = max(
        1,
        (UInt128(state.next()) << 64 | UInt128(state.next())) >> (state.next() % 128)
      )
      let (a, b) = (BigInteger(left), BigInteger(right))
      #expect(a.uint128 == left && a.description == left.description)
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(quotient.uint128 == left / right && remainder.uint128 == left % right)
      #expect((a * b - a * b).isZero)
      let (high, low) = left.multipliedFullWidth(by: right)
      #expect(a * b == BigInteger(high) << 128 + BigInteger(low))
    }
  }

  /// Limbs at the ends of their range, where carries run far and estimated digits are too large.
  private static let hardLimbs: [UInt64] = [0, 1, 1 << 63, .max - 1, .max, (1 << 63) - 1]

  private static func integer(_ limbs: [UInt64]) -> BigInteger {
    limbs.reduce(0) { $0 << 64 + BigInteger($1) }
  }

  @Test func `hard limbs divide with a remainder below the divisor`() {
    for a in BigIntegerTests.hardLimbs {
      for b in BigIntegerTests.hardLimbs {
        for c in BigIntegerTests.hardLimbs {
          for top in BigIntegerTests.hardLimbs.dropFirst() {
            let dividend = BigIntegerTests.integer([a, b, c, top])
            let divisor = BigIntegerTests.integer([top, c, a])
            let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
            #expect(quotient * divisor + remainder == dividend)
            #expect(remainder.signum >= 0 && remainder < divisor)
          }
        }
      }
    }
  }

  @Test func `an estimated digit that is too large is taken back`() {
    // Hacker's Delight, divmnu: the dividend 7fff 8000 0000 0000 by 8000 0000 0001, in limbs.
    let dividend = BigIntegerTests.integer([(1 << 63) - 1, 1 << 63, 0, 0])
    let divisor = BigIntegerTests.integer([1 << 63, 0, 1])
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    #expect(quotient == BigInteger(UInt64.max - 1))
    #expect(remainder == BigIntegerTests.integer([(1 << 63) - 1, .max, 2]))
  }

  @Test func `a square root is the greatest whose square fits`() {
    for exponent in 0..<130 {
      for difference in [-1, 0, 1] {
        let square = BigInteger(3).power(2 * exponent) + BigInteger(difference)
        let root = square.squareRoot
        #expect(root * root <= square && square < (root + 1) * (root + 1))
      }
    }
    #expect(BigInteger(0).squareRoot == 0)
  }

  @Test func `powers multiply, and divide out again`() {
    #expect(BigInteger(-3).power(3) == -27 && BigInteger(0).power(0) == 1)
    let power = BigInteger(12_345_678_987_654_321).power(40)
    #expect(
      power.quotientAndRemainder(dividingBy: BigInteger(12_345_678_987_654_321).power(39))
        == (12_345_678_987_654_321, 0)
    )
    #expect(power.greatestCommonDivisor(with: BigInteger(3).power(300)) == BigInteger(3).power(160))
  }

  @Test func `widths, parity and signs are those of the magnitude and the sign`() {
    #expect(BigInteger(0).bitWidth == 0 && BigInteger(-1).bitWidth == 1)
    #expect(
      (BigInteger(1) << 64).bitWidth == 65 && (BigInteger(1) << 64).trailingZeroBitCount == 64
    )
    #expect(BigInteger(-3).isOdd && !BigInteger(-4).isOdd && !BigInteger(0).isOdd)
    #expect(BigInteger(-3).signum == -1 && BigInteger(0).signum == 0 && BigInteger(3).signum == 1)
    #expect(-BigInteger(0) == BigInteger(0) && (-BigInteger(5)).magnitude == 5)
  }

  @Test func `only what fits comes back as a machine integer`() {
    for value in [Int.min, -1, 0, 1, Int.max] { #expect(BigInteger(value).int == value) }
    #expect((BigInteger(Int.max) + 1).int == nil && (BigInteger(Int.min) - 1).int == nil)
    #expect(BigInteger(UInt64.max).uint64 == .max && (BigInteger(UInt64.max) + 1).uint64 == nil)
    #expect(BigInteger(UInt128.max).uint128 == .max && (BigInteger(UInt128.max) + 1).uint128 == nil)
    #expect(BigInteger(-1).uint64 == nil && BigInteger(-1).uint128 == nil)
    #expect(BigInteger(Int8.min) == -128 && BigInteger(Int128.min) == -(BigInteger(1) << 127))
  }

  @Test func `texts that are no integer are refused`() {
    for text in ["", "-", "+1", "--1", "1-", " 1", "1 ", "1.0", "0x1", "1_000", "١", "1e3", "1\n"] {
      #expect(BigInteger(text) == nil, "\(text)")
    }
    #expect(BigInteger("-0") == 0 && BigInteger("007") == 7)
    #expect(BigInteger("10000000000000000000")?.description == "10000000000000000000")
    #expect(
      BigInteger("-100000000000000000000000000000000000001")?.description
        == "-100000000000000000000000000000000000001"
    )
  }

  @Test func `the nearest Double has ties to even, and ends in infinity`() {
    let base = BigInteger(1) << 53
    #expect((base + 1).approximation == 0x1p53 && (base + 3).approximation == 0x1p53 + 4)
    // A tie is broken by the lowest of two hundred bits.
    let tie = (base + 1) << 200
    #expect(tie.approximation == 0x1p253 && (tie + 1).approximation == (0x1p53 + 2) * 0x1p200)
    #expect((BigInteger(1) << 1024).approximation == .infinity)
    #expect((-(BigInteger(1) << 1024)).approximation == -.infinity)
    #expect(((BigInteger(1) << 1024) - 1).approximation == .infinity)
    #expect(
      ((BigInteger(1) << 1024) - (BigInteger(1) << 971)).approximation
        == .greatestFiniteMagnitude
    )
  }
}
