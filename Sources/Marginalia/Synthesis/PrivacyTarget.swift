package import Accounting
import Arithmetic

/// An (ε, δ) as a person types it, with the greatest price that is shown to stay within it.
package struct PrivacyTarget: Sendable, Equatable {
  /// The price that is shown to give the ε and the δ: a ρ with its certificate, or ε itself where δ
  /// is 0.
  package let guarantee: PrivacyGuarantee

  /// Reads an ε as in "1", "0.5" or "1/3", and a δ as in "1e-9", or "0" for pure privacy.
  ///
  /// - Throws: `usage` where either is no number or out of range.
  package init(epsilon: String, delta: String) throws(MarginaliaError) {
    guard let epsilon = Epsilon(epsilon), epsilon.value > 0 else {
      throw .usage("ε is a number above 0, as in 1, 0.5 or 1/3")
    }
    guard let delta = Delta(delta) else {
      throw .usage("δ is a number from 0 on and below 1, as in 1e-9, or 0 for pure privacy")
    }
    do {
      guarantee = try PrivacyGuarantee(epsilon: epsilon, delta: delta)
    } catch {
      throw MarginaliaError(error)
    }
  }
}
