package import Arithmetic

/// δ of (ε, δ)-differential privacy; 0 is pure differential privacy.
package struct Delta: PrivacyParameter {
  /// The exact number; at least 0 and below 1.
  package let value: Rational

  /// The δ of this value, or nil where it is negative, or 1 or more.
  package init?(_ value: Rational) {
    guard value.signum >= 0, value < 1 else { return nil }
    self.value = value
  }

  /// Pure differential privacy.
  package static let zero = Delta(certain: 0)

  /// The smallest δ with which the conversion between zCDP and (ε, δ) is computed.
  package static let smallestConvertible = Delta(certain: Rational(1, BigInteger(10).power(300)))

  private init(certain value: Rational) { self.value = value }
}
