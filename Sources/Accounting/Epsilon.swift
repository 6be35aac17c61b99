package import Arithmetic

/// ε of (ε, δ)-differential privacy.
package struct Epsilon: PrivacyParameter {
  /// The exact number; not negative.
  package let value: Rational

  /// The ε of this value, or nil where it is negative.
  package init?(_ value: Rational) {
    guard value.signum >= 0 else { return nil }
    self.value = value
  }

  /// The ε of a value that is known not to be negative.
  init(certain value: Rational) {
    precondition(value.signum >= 0, "a negative ε")
    self.value = value
  }

  /// The ε of a value, or 0 where that is negative: what holds for less holds for 0.
  init(atLeastZero value: Rational) { self.value = max(0, value) }
}
