package import Arithmetic

/// A statement that ρ-zCDP gives (ε, δ)-differential privacy, with the order that shows it.
///
/// Any order α > 1 gives a valid bound. So an auditor need not search: ``ZeroConcentrated`` checks
/// a conversion by one closed form.
package struct Conversion: Sendable, Hashable {
  /// The zCDP guarantee.
  package let rho: Rho

  /// The ε that it gives.
  package let epsilon: Epsilon

  /// The δ that it gives.
  package let delta: Delta

  /// The order of the Rényi divergence that shows it.
  package let alpha: Rational

  /// A statement, not yet checked.
  package init(rho: Rho, epsilon: Epsilon, delta: Delta, alpha: Rational) {
    self.rho = rho
    self.epsilon = epsilon
    self.delta = delta
    self.alpha = alpha
  }
}
