/// A number as JSON writes it: the text of the literal, which no conversion has touched.
///
/// Two numbers are equal where their texts are: `1` and `1.0` are two numbers here.
///
/// - Source: RFC 8259, section 6.
package struct JSONNumber: Sendable, Hashable {
  /// The literal, such as `-1.5e3`: always of RFC 8259's grammar and within a double's range.
  package let literal: String

  /// Whether the literal is known to be in canonical form, so that it need not be made again.
  private let isCanonical: Bool

  /// The integers beyond which neighbours share a double.
  ///
  /// - Source: RFC 7493, section 2.2.
  package static let safeIntegers = -9_007_199_254_740_991...9_007_199_254_740_991

  /// Makes a number from a literal that the parser has checked.
  init(checked literal: String) {
    self.literal = literal
    isCanonical = false
  }

  /// Makes the number of an integer.
  ///
  /// - Precondition: |value| < 2^53.
  package init(_ value: Int) {
    precondition(
      Self.safeIntegers.contains(value),
      "an integer beyond 2^53 has to be written as a string"
    )
    literal = String(value)
    isCanonical = true
  }

  /// Makes the number of a double, in the canonical form of RFC 8785.
  ///
  /// - Precondition: the value is finite.
  package init(_ value: Double) {
    precondition(value.isFinite, "JSON has no number for an infinity or for no number")
    literal = value.canonicalText
    isCanonical = true
  }

  /// The integer that the literal spells, or nil for fractions, exponents and |value| ≥ 2^53.
  package var integer: Int? {
    guard let value = Int(literal), Self.safeIntegers.contains(value) else { return nil }
    return value
  }

  /// The double nearest to the literal.
  package var double: Double {
    // Of the integers only -0 loses something as an Int: its sign.
    if let integer, integer != 0 { return Double(integer) }
    guard let value = Double(literal) else {
      preconditionFailure("a checked literal is a number")
    }
    return value
  }

  /// The number in the one form that RFC 8785 gives it.
  ///
  /// - Source: RFC 8785, section 3.2.2.3.
  package var canonicalText: String {
    guard !isCanonical else { return literal }
    if let integer { return integer == 0 ? "0" : literal }
    return double.canonicalText
  }

  /// Whether two numbers have the same literal.
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.literal == right.literal
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(literal) }
}
