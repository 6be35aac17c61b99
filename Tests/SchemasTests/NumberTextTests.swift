import Arithmetic
import Schemas
import Testing

@Suite struct NumberTextTests {
  private func read(_ text: String, places: Int = 0) -> NumberText.Reading? {
    NumberText.parse(Array(text.utf8).span, places: places)
  }

  @Test(arguments: [
    ("0", 0, 0, true), ("-0", 0, 0, true), ("+7", 0, 7, true), (" 42\t", 0, 42, true),
    ("1.5", 1, 15, true), ("1.5", 0, 1, false), ("-1.5", 0, -2, false), ("1.", 2, 100, true),
    (".25", 2, 25, true), ("1e3", 0, 1000, true), ("1E-2", 2, 1, true), ("-1e-30", 2, -1, false),
    ("0.000e99", 3, 0, true), ("00012", 0, 12, true), ("1200e-2", 0, 12, true),
    ("123456789012345678", 0, 123_456_789_012_345_678, true),
  ])
  func `a number is read exactly, rounded down to units`(
    text: String,
    places: Int,
    units: Int,
    isExact: Bool
  ) {
    #expect(read(text, places: places) == NumberText.Reading(units: units, isExact: isExact))
  }

  @Test(arguments: [
    "", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,000", "0x10", "NaN", "inf", "1 2", "--1",
    "1e5x", "١", "1\0",
  ])
  func `what is no number is none`(text: String) {
    #expect(read(text) == nil)
    #expect(read(text, places: 3) == nil)
  }

  @Test func `what passes ten to the eighteen is clamped there`() {
    for text in [
      "1000000000000000000", "9223372036854775808", "1e18", "1e999999999999999999999",
      String(repeating: "9", count: 5000), "1e1000000",
    ] {
      #expect(read(text)?.units == NumberText.limit)
      #expect(read("-" + text)?.units == -NumberText.limit)
    }
    #expect(read("999999999999999999")?.units == NumberText.limit - 1)
    #expect(read("1e-999999999999999999999") == NumberText.Reading(units: 0, isExact: false))
    #expect(read("0e999999999999999999999") == NumberText.Reading(units: 0, isExact: true))
  }

  @Test func `random numbers agree with exact rationals`() throws {
    var cases = CaseGenerator(1)
    for _ in 0..<2000 {
      var text = ["", "-", "+"][cases.below(3)] + cases.text(of: "0123456789", upTo: 12)
      if cases.chance(60) { text += "." + cases.text(of: "0012", upTo: 8) }
      guard text.contains(where: \.isNumber) else { continue }
      if cases.chance(30) { text += "e\(cases.below(12) - 6)" }
      let places = cases.below(7)
      let plain = text.hasPrefix("+") ? String(text.dropFirst()) : text
      // The rationals' reader wants a digit on both sides of the point.
      let strict = plain.replacing(/^-?\./) { $0.output.dropLast() + "0." }
        .replacing(/\.(e|$)/) { $0.output.1 }
      let value = try #require(Rational(strict), "\(text)")
      let units = value * Rational(BigInteger(10).power(places))
      let reading = try #require(read(text, places: places), "\(text)")
      if let floor = units.floor.int, abs(floor) < NumberText.limit {
        #expect(reading.units == floor, "\(text)")
        #expect(reading.isExact == (units.denominator == 1), "\(text)")
      } else {
        #expect(abs(reading.units) == NumberText.limit, "\(text)")
      }
    }
  }

  @Test func `a number that was written is read again`() {
    var cases = CaseGenerator(2)
    for _ in 0..<2000 {
      let units = Int(truncatingIfNeeded: cases.next()) % NumberText.limit >> cases.below(60)
      let places = cases.below(13)
      var bytes: [UInt8] = []
      NumberText.append(units, places: places, to: &bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(read(text, places: places) == NumberText.Reading(units: units, isExact: true))
      #expect(text.split(separator: ".").count == (places == 0 ? 1 : 2))
    }
  }
}
