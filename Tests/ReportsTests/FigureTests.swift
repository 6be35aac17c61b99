import Arithmetic
import Reports
import Testing

@Suite struct FigureTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (32_561, "32,561"),
    (1_234_567_890, "1,234,567,890"), (-4, "−4"), (-12_345, "−12,345"),
    (Int.min, "−9,223,372,036,854,775,808"),
  ])
  func `Counts have commas between thousands`(value: Int, text: String) {
    #expect(Figure.count(value) == text)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (0.005, 2, "0.01"), (-0.004, 2, "0.00"), (1234.5, 0, "1,235"),
    (-1.25, 1, "−1.3"), (0.0625, 3, "0.063"), (99.999, 2, "100.00"), (-0.06, 1, "−0.1"),
  ])
  func `Decimals are rounded to the nearest`(value: Double, places: Int, text: String) {
    #expect(Figure.decimal(value, places: places) == text)
  }

  @Test(arguments: [
    (0.0, "0"), (0.25, "0.250"), (3.14159, "3.14"), (25.84, "25.8"), (1234.6, "1,235"),
  ])
  func `Short numbers have about three digits that count`(value: Double, text: String) {
    #expect(Figure.short(value) == text)
  }

  @Test func `Numbers out of the ordinary don't stop a report`() {
    #expect(Figure.short(.nan) == "–")
    #expect(Figure.decimal(.infinity, places: 1) == "–")
    #expect(Figure.short(0.00012345) == "0.000123")
    #expect(Figure.short(1.5e-9) == "1.5 × 10⁻⁹")
    #expect(Figure.decimal(1e30, places: 0) == "10³⁰")
  }

  @Test(arguments: [
    ("1", "1"), ("1/4", "0.25"), ("1/1000000000", "10⁻⁹"), ("3/2000000000", "1.5 × 10⁻⁹"),
    ("1/3", "0.333334"), ("12345678/1", "12345700"),
  ])
  func `Exact numbers are short where they can be and rounded up where not`(
    value: String,
    text: String
  ) throws {
    #expect(Figure.exact(try #require(Rational(value))) == text)
  }

  @Test(arguments: [(0.0, "0.0"), (12.34, "12.3"), (-0.26, "-0.3"), (640.0, "640.0")])
  func `Coordinates have tenths and the minus sign that drawings need`(
    value: Double,
    text: String
  ) {
    #expect(Figure.coordinate(value) == text)
  }
}
