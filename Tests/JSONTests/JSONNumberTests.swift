import JSON
import Testing

struct JSONNumberTests {
  func parsed(_ literal: String) throws -> JSONNumber {
    try #require(JSON(parsing: Array(literal.utf8)).number)
  }

  @Test(arguments: [
    ("0", 0), ("-0", 0), ("17", 17), ("-9007199254740991", -9_007_199_254_740_991),
    ("9007199254740991", 9_007_199_254_740_991),
  ])
  func `an integer literal within the doubles' exact integers is an integer`(
    literal: String,
    value: Int
  ) throws {
    #expect(try parsed(literal).integer == value)
  }

  @Test(arguments: ["1.0", "1e2", "9007199254740992", "-9007199254740992", "99999999999999999999"])
  func `a fraction, an exponent or a larger literal is no integer`(literal: String) throws {
    #expect(try parsed(literal).integer == nil)
  }

  @Test func `the literal stays as it was written`() throws {
    for literal in ["1.50", "-0", "1E+2", "0.1000000000000000055511151231257827", "1e-999"] {
      #expect(try parsed(literal).literal == literal)
    }
  }

  @Test func `the double is the nearest one`() throws {
    #expect(try parsed("0.1").double == 0.1)
    #expect(try parsed("9007199254740993").double == 9_007_199_254_740_992)
    #expect(try parsed("1.7976931348623157e308").double == .greatestFiniteMagnitude)
    #expect(try parsed("5e-324").double == .leastNonzeroMagnitude)
    #expect(try parsed("-0").double.sign == .minus)
    #expect(try parsed("-12").double == -12)
  }
}
