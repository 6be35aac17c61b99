// Ratios as text: exact ones to read back, decimal ones for people.

extension Rational: CustomStringConvertible {
  /// The exact value: "p/q", or "p" for an integer.
  package var description: String {
    denominator == 1 ? numerator.description : "\(numerator)/\(denominator)"
  }

  /// The greatest decimal exponent, up or down, that a text may hold.
  private static let greatestExponent = 10_000

  /// The longest text that is read, in bytes: more is no number but an attack on the reader's time.
  private static let longestText = 40_000

  /// The number that `text` writes, exactly: "-3", "2/3", "0.25", "1e-9", "2.5E3"; else nil.
  ///
  /// Digits stand on both sides of a point, and a sign is a minus; only an exponent may have a plus.
  /// Refused are exponents beyond ±10000, zero denominators, spaces, and texts over 40,000 bytes.
  package init?(_ text: String) {
    guard text.utf8.count <= Rational.longestText else { return nil }
    let terms = text.split(separator: "/", omittingEmptySubsequences: false)
    switch terms.count {
    case 1:
      self.init(decimal: text)
    case 2:
      guard let numerator = BigInteger(String(terms[0])),
        let denominator = BigInteger(String(terms[1])), denominator > 0
      else { return nil }
      self.init(numerator, denominator)
    default:
      return nil
    }
  }

  private init?(decimal text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard (1...2).contains(parts.count),
      let exponent = parts.count == 2 ? Rational.exponent(of: parts[1]) : 0
    else { return nil }
    let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(digits.count), digits[0].utf8.last.map(isDigit) == true else {
      return nil
    }
    let fraction = digits.count == 2 ? digits[1] : ""
    guard digits.count == 1 || fraction.utf8.first.map(isDigit) == true,
      let mantissa = BigInteger(String(digits[0] + fraction))
    else { return nil }
    let shift = exponent - fraction.utf8.count
    let power = BigInteger(10).power(abs(shift))
    self = shift < 0 ? Rational(mantissa, power) : Rational(mantissa * power)
  }

  /// The value of an exponent's text, where it is one and within bounds.
  private static func exponent(of text: Substring) -> Int? {
    let digits = text.utf8.first == UInt8(ascii: "+") ? text.dropFirst() : text
    let isSigned = digits.utf8.first == UInt8(ascii: "-") && digits.utf8.count == text.utf8.count
    guard digits.utf8.first.map(isDigit) == true || isSigned,
      let exponent = BigInteger(String(digits))?.int,
      (-greatestExponent...greatestExponent).contains(exponent)
    else { return nil }
    return exponent
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

extension Rational {
  /// The nearest decimal of so many digits on the side of `direction`: "0.25", "1.5e-9".
  ///
  /// Never on the other side: an ε printed upwards is an ε that holds. Trailing zeros are left out;
  /// values below 10⁻⁶ or from 10²¹ on are written with an exponent, as in JavaScript and JSON.
  ///
  /// - Precondition: `digits` is positive.
  package func decimal(significantDigits digits: Int, _ direction: RoundingDirection) -> String {
    precondition(digits > 0, "a number without digits")
    guard !isZero else { return "0" }
    var exponent = decimalExponent
    let outward = signum < 0 ? direction.opposite : direction
    let scale = digits - 1 - exponent
    let power = BigInteger(10).power(abs(scale))
    let size = numerator.magnitude
    let places =
      scale < 0
      ? size.divided(by: denominator * power, outward)
      : (size * power).divided(by: denominator, outward)
    var text = places.description
    // Rounded up to the next power of ten.
    if text.utf8.count > digits { exponent += 1 }
    while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
    return (signum < 0 ? "-" : "") + Rational.placed(text, exponent: exponent)
  }

  /// The exponent of the greatest power of ten that is not above the absolute value.
  private var decimalExponent: Int {
    // log10(2) lies within 30103/100000 ± 1e-8: the first guess is at most a few too small.
    var exponent = (binaryExponent * 30103) / 100_000 - 2
    let ten: Rational = 10
    var power =
      exponent < 0
      ? Rational(1, BigInteger(10).power(-exponent)) : Rational(BigInteger(10).power(exponent))
    while power * ten <= magnitude {
      power *= ten
      exponent += 1
    }
    return exponent
  }

  /// Digits d₁d₂d₃… as the text of d₁.d₂d₃… · 10^`exponent`.
  private static func placed(_ digits: String, exponent: Int) -> String {
    switch exponent {
    case 0..<21:
      let whole = digits.prefix(exponent + 1)
      let zeros = String(repeating: "0", count: exponent + 1 - whole.utf8.count)
      let fraction = digits.dropFirst(exponent + 1)
      return whole + zeros + (fraction.isEmpty ? "" : ".") + fraction
    case -6..<0:
      return "0." + String(repeating: "0", count: -exponent - 1) + digits
    default:
      let fraction = digits.utf8.count > 1 ? "." + digits.dropFirst() : ""
      return digits.prefix(1) + fraction + "e\(exponent)"
    }
  }
}
