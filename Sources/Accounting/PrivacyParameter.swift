package import Arithmetic

/// A number that states privacy: exact, with a type of its own, and only within its range.
package protocol PrivacyParameter: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The exact number.
  var value: Rational { get }

  /// The parameter of this value, or nil where it is out of range.
  init?(_ value: Rational)
}

extension PrivacyParameter {
  /// The parameter that `text` writes as an exact ratio or decimal; nil where it writes none.
  package init?(_ text: String) {
    guard let value = Rational(text) else { return nil }
    self.init(value)
  }

  /// Whether `left` is the smaller parameter.
  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  /// The exact value: "p/q", or "p" for an integer.
  package var description: String { value.description }

  /// The value in decimals, rounded up: the parameter that is printed still holds.
  package func decimal(significantDigits: Int) -> String {
    value.decimal(significantDigits: significantDigits, .up)
  }
}
