import Arithmetic
import Testing

@Suite struct RationalTextTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("3", "3"), ("-3", "-3"), ("2/3", "2/3"), ("-4/6", "-2/3"),
    ("0.25", "1/4"), ("-0.5", "-1/2"), ("1e-9", "1/1000000000"), ("2.5E3", "2500"),
    ("2.5e+3", "2500"), ("1e0", "1"), ("00.10", "1/10"), ("1.5e-1", "3/20"), ("0e-10000", "0"),
  ])
  func `a text is read exactly`(text: String, value: String) {
    #expect(Rational(text)?.description == value)
  }

  @Test(arguments: [
    "", "-", "+1", ".5", "5.", "-.5", "1.-5", "1..2", "1.2.3", "1/0", "1/-2", "1/", "/2", "1/2/3",
    "1/2.5", "1e", "e5", "1e5e5", "1e+-5", "1e--5", "1e5.0", "1e10001", "1e-10001", " 1", "1 ",
    "1/ 2",
    "inf", "nan", "0x10", "1,5", "1_000", "１", "1\u{301}", "1/\u{301}2", "1e99999999999999999999",
  ])
  func `a text that is no number is refused`(text: String) {
    #expect(Rational(text) == nil)
  }

  @Test func `a text of astronomic length is refused unread`() {
    #expect(Rational(String(repeating: "1", count: 40_001)) == nil)
    #expect(Rational(String(repeating: "1", count: 1_000)) != nil)
    #expect(Rational("1e10000")?.numerator == BigInteger(10).power(10_000))
  }

  @Test(arguments: [
    ("1/3", 3, "0.333", "0.334"), ("-1/3", 3, "-0.334", "-0.333"), ("2/3", 1, "0.6", "0.7"),
    ("1/8", 3, "0.125", "0.125"), ("1/8", 2, "0.12", "0.13"), ("999/1000", 2, "0.99", "1"),
    ("123456", 2, "120000", "130000"), ("123456", 9, "123456", "123456"), ("0", 5, "0", "0"),
    ("1e-6", 3, "0.000001", "0.000001"), ("1e-7", 3, "1e-7", "1e-7"),
    ("1/3000000000", 4, "3.333e-10", "3.334e-10"), ("1e21", 3, "1e21", "1e21"),
    ("123456789e15", 4, "1.234e23", "1.235e23"),
    ("1e20", 3, "100000000000000000000", "100000000000000000000"),
    ("99999/100000", 4, "0.9999", "1"), ("10", 1, "10", "10"), ("31/10", 2, "3.1", "3.1"),
    ("1234567/1000", 6, "1234.56", "1234.57"), ("-999999", 3, "-1000000", "-999000"),
  ])
  func `decimals are rounded to the side asked for`(
    text: String,
    digits: Int,
    down: String,
    up: String
  ) throws {
    let value = try #require(Rational(text))
    #expect(value.decimal(significantDigits: digits, .down) == down)
    #expect(value.decimal(significantDigits: digits, .up) == up)
  }

  @Test func `a decimal read back is on its side, and less than a unit away`() throws {
    var state = SplitMix(state: 3)
    for _ in 0..<300 {
      let numerator = BigInteger(state.next()) << Int(state.next() % 200)
      let denominator = BigInteger(state.next()) << Int(state.next() % 200) + 1
      let value = Rational(state.next() % 2 == 0 ? numerator : -numerator, denominator)
      let digits = Int(state.next() % 20) + 1
      let down = try #require(Rational(value.decimal(significantDigits: digits, .down)))
      let up = try #require(Rational(value.decimal(significantDigits: digits, .up)))
      #expect(down <= value && value <= up)
      // One unit of the last digit is at most this: the leading digit is at least 1.
      let unit = value.magnitude / Rational(BigInteger(10).power(digits - 1))
      #expect(up - down <= unit)
      #expect(up == down || down < value && value < up)
    }
  }
}
