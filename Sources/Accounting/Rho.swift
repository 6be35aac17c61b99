package import Arithmetic

/// ρ of zero-concentrated differential privacy.
///
/// A mechanism is ρ-zCDP where for every α > 1 the Rényi divergence of order α between its outputs
/// on neighbouring tables is at most ρ·α. Prices add up, also where each is chosen after the
/// answers before it.
///
/// - Source: Bun and Steinke, Concentrated differential privacy, TCC 2016, definition 1.1.
package struct Rho: PrivacyParameter {
  /// The exact number; not negative.
  package let value: Rational

  /// The ρ of this value, or nil where it is negative.
  package init?(_ value: Rational) {
    guard value.signum >= 0 else { return nil }
    self.value = value
  }

  /// The ρ of a value that is known not to be negative.
  init(certain value: Rational) {
    precondition(value.signum >= 0, "a negative ρ")
    self.value = value
  }

  /// No loss of privacy.
  package static let zero = Rho(certain: 0)

  /// The price of two mechanisms together.
  package static func + (left: Rho, right: Rho) -> Rho { Rho(certain: left.value + right.value) }

  /// Adds a price.
  package static func += (left: inout Rho, right: Rho) { left = left + right }

  /// The price for tables that differ in `size` units: k²·ρ.
  ///
  /// - Precondition: `size` is not negative.
  /// - Source: Bun and Steinke, Concentrated differential privacy, TCC 2016, proposition 1.9.
  package func forGroup(of size: Int) -> Rho {
    precondition(size >= 0, "a group of a negative size")
    return Rho(certain: value * Rational(size) * Rational(size))
  }
}
