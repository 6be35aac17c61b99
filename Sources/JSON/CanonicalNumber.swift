extension Double {
  /// The text that ECMAScript's `Number::toString` gives this double.
  ///
  /// The digits are those of Swift's `description`: the fewest that read back as the same double
  /// and, among those, the nearest, as ECMAScript asks; only the layout differs.
  ///
  /// - Precondition: the value is finite.
  /// - Source: RFC 8785, section 3.2.2.3; ECMA-262, section 6.1.6.1.20.
  var canonicalText: String {
    precondition(isFinite, "JSON has no number for an infinity or for no number")
    guard self != 0 else { return "0" }
    let (digits, exponent) = shortestDigits
    let count = digits.count
    let zero = UInt8(ascii: "0")
    var text: [UInt8] = self < 0 ? [UInt8(ascii: "-")] : []
    text.reserveCapacity(32)
    switch exponent {
    case count...21 where count <= 21:
      text += digits
      text.append(contentsOf: repeatElement(zero, count: exponent - count))
    case 1...21:
      text += digits[..<exponent]
      text.append(UInt8(ascii: "."))
      text += digits[exponent...]
    case -5...0:
      text.append(contentsOf: "0.".utf8)
      text.append(contentsOf: repeatElement(zero, count: -exponent))
      text += digits
    default:
      text.append(digits[0])
      if count > 1 {
        text.append(UInt8(ascii: "."))
        text += digits[1...]
      }
      text.append(contentsOf: (exponent > 0 ? "e+" : "e-").utf8)
      text.append(contentsOf: String((exponent - 1).magnitude).utf8)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// ECMAScript's s and n: |self| = 0.s × 10^n, where s ends in no zero and starts with none.
  ///
  /// Swift writes `123.45`, `0.00012` or `1.2345e-07`.
  private var shortestDigits: (digits: [UInt8], exponent: Int) {
    let text = Array(magnitude.description.utf8)
    let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
    let power = Int(String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
    let whole = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.count
    let digits = mantissa.filter { $0 != UInt8(ascii: ".") }
    let first = digits.firstIndex { $0 != UInt8(ascii: "0") } ?? 0
    let last = digits.lastIndex { $0 != UInt8(ascii: "0") } ?? 0
    return (Array(digits[first...last]), whole - first + power)
  }
}
