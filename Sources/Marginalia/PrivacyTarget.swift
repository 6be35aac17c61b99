package import Accounting
import Arithmetic

/// An (ε, δ) as a person types it, with the largest ρ that is shown to stay within it.
package struct PrivacyTarget: Sendable, Equatable {
  /// The ρ that is shown to give the ε and the δ, with the certificate.
  package let conversion: Conversion

  /// Reads an ε as in "1", "0.5" or "1/3", and a δ as in "1e-9".
  ///
  /// - Throws: `usage` where either is no number or out of range.
  package init(epsilon: String, delta: String) throws(MarginaliaError) {
    guard let epsilon = Epsilon(epsilon), epsilon.value > 0 else {
      throw .usage("ε is a number above 0, as in 1, 0.5 or 1/3")
    }
    guard let delta = Delta(delta), delta.value > 0 else {
      throw .usage("δ is a number above 0 and below 1, as in 1e-9")
    }
    do {
      conversion = try ZeroConcentrated.rho(epsilon: epsilon, delta: delta)
    } catch {
      throw MarginaliaError(error)
    }
  }
}
