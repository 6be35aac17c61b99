import JSON
import Testing

struct CanonicalNumberTests {
  @Test func `ten thousand doubles have ECMAScript's text`() throws {
    let lines = try Vectors.lines("es6numbers-00001-10000.txt")
    #expect(lines.count == 10_000)
    for line in lines {
      let parts = line.split(separator: ",")
      let value = Double(bitPattern: try #require(UInt64(parts[0], radix: 16)))
      #expect(JSON.number(value).canonical == Array(parts[1].utf8), "\(line)")
    }
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1e21, "1e+21"), (1e20, "100000000000000000000"),
    (123_456.75, "123456.75"), (1e-6, "0.000001"), (1e-7, "1e-7"), (-1.5e-9, "-1.5e-9"),
    (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    (9_007_199_254_740_994, "9007199254740994"), (333_333_333.33333329, "333333333.3333333"),
  ])
  func `the layout changes where ECMAScript's does`(value: Double, text: String) {
    #expect(JSON.number(value).canonical == Array(text.utf8))
  }

  @Test func `every power of two reads back as itself`() throws {
    for exponent in -1074...1023 {
      let value = Double(sign: .minus, exponent: exponent, significand: 1)
      let read = try JSON(parsing: JSON.number(value).canonical)
      #expect(read.double == value)
    }
  }
}
