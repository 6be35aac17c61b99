package import Arithmetic

/// Numbers as a report prints them, by arithmetic alone: the same text in every place and language.
package enum Figure {
  /// A count with commas between thousands: 12,345; a minus sign of its own width before it.
  package static func count(_ value: Int) -> String {
    let digits = [UInt8](String(value.magnitude).utf8)
    var text: [UInt8] = []
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position).isMultiple(of: 3) {
        text.append(UInt8(ascii: ","))
      }
      text.append(digit)
    }
    return (value < 0 ? "−" : "") + String(decoding: text, as: UTF8.self)
  }

  /// A number with so many digits after the point, rounded to the nearest, ties away from zero.
  ///
  /// - Precondition: 0 to 9 places.
  package static func decimal(_ value: Double, places: Int) -> String {
    precondition((0...9).contains(places), "\(places) decimal places")
    let power = (0..<places).reduce(1) { product, _ in product * 10 }
    let scaled = (value * Double(power)).rounded()
    guard scaled.magnitude < 9e15 else { return scientific(value) }
    let units = Int(scaled)
    let whole = count(Int(units.magnitude) / power)
    let rest = String(Int(units.magnitude) % power)
    let fraction =
      places == 0 ? "" : "." + String(repeating: "0", count: places - rest.count) + rest
    return (units < 0 ? "−" : "") + whole + fraction
  }

  /// A number with about three digits that count.
  package static func short(_ value: Double) -> String {
    switch value.magnitude {
    case 0: "0"
    case ..<0.001: scientific(value)
    case ..<1: decimal(value, places: 3)
    case ..<10: decimal(value, places: 2)
    case ..<100: decimal(value, places: 1)
    default: decimal(value, places: 0)
    }
  }

  /// A share in percent: 12.3 %.
  package static func percent(_ share: Double, places: Int = 1) -> String {
    decimal(100 * share, places: places) + "\u{202F}%"
  }

  /// An exact number in at most six digits that count, rounded up: 0.25, 1.5 × 10⁻⁹.
  package static func exact(_ value: Rational) -> String {
    power(value.decimal(significantDigits: 6, .up))
  }

  /// A decimal text with its exponent, if it has one, as a power of ten.
  private static func power(_ text: String) -> String {
    let parts = text.split(separator: "e", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return text }
    let power = "10" + superscript(parts[1])
    return parts[0] == "1" ? power : "\(parts[0]) × \(power)"
  }

  /// A coordinate of a drawing, in tenths.
  package static func coordinate(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }

  /// A number too small or too large for a plain decimal, rounded to three digits.
  private static func scientific(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let exact = Rational(exactly: value)
    let below = exact.decimal(significantDigits: 3, .down)
    let above = exact.decimal(significantDigits: 3, .up)
    guard let low = Rational(below), let high = Rational(above) else { return power(above) }
    return power(exact - low < high - exact ? below : above)
  }

  private static func superscript(_ exponent: String) -> String {
    let raised: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(exponent.compactMap { raised[$0] })
  }
}
