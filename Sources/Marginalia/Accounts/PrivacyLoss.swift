package import Accounting
package import JSON

/// A privacy loss: the exact ρ of zero-concentrated differential privacy with what it means as an ε,
/// or the ε of pure differential privacy.
public struct PrivacyLoss: Sendable, Equatable {
  /// ρ, as an exact rational; nil under pure privacy.
  public let rho: String?

  /// ρ in decimals, rounded up; nil under pure privacy.
  public let approximateRho: String?

  /// The ε that is shown at δ, in decimals, rounded up.
  public let epsilon: String

  /// The δ that ``epsilon`` is for, as an exact rational.
  public let delta: String

  /// The loss that a guarantee states.
  package init(_ guarantee: PrivacyGuarantee) {
    rho = guarantee.cost.rho?.description
    approximateRho = guarantee.cost.rho?.decimal(significantDigits: 6)
    epsilon = guarantee.epsilon.decimal(significantDigits: 16)
    delta = guarantee.delta.decimal(significantDigits: 16)
  }

  /// What a price is shown to give at `delta`.
  ///
  /// - Throws: `usage` where δ is too small to be converted.
  package init(_ cost: PrivacyCost, at delta: Delta) throws(MarginaliaError) {
    do {
      self.init(try PrivacyGuarantee(cost, at: delta))
    } catch {
      throw MarginaliaError(error)
    }
  }

  /// The loss as an object.
  package var document: JSON {
    [
      "rho": rho.map { .string($0) } ?? .null, "epsilon": .string(epsilon), "delta": .string(delta),
    ]
  }
}
