package import Accounting
package import JSON

/// A privacy loss: the exact ρ of zero-concentrated differential privacy, and what it means as an ε.
public struct PrivacyLoss: Sendable, Equatable {
  /// ρ, as an exact rational.
  public let rho: String

  /// ρ in decimals, rounded up.
  public let approximateRho: String

  /// The ε that ρ is shown to give at δ, in decimals, rounded up.
  public let epsilon: String

  /// The δ that ``epsilon`` is for, as an exact rational.
  public let delta: String

  /// The loss that a conversion states.
  package init(_ conversion: Conversion) {
    rho = conversion.rho.description
    approximateRho = conversion.rho.decimal(significantDigits: 6)
    epsilon = conversion.epsilon.decimal(significantDigits: 16)
    delta = conversion.delta.decimal(significantDigits: 16)
  }

  /// What `rho` is shown to give at `delta`.
  ///
  /// - Throws: `usage` where δ is too small to be converted.
  package init(_ rho: Rho, at delta: Delta) throws(MarginaliaError) {
    do {
      self.init(try ZeroConcentrated.epsilon(rho: rho, delta: delta))
    } catch {
      throw MarginaliaError(error)
    }
  }

  /// The loss as an object.
  package var document: JSON {
    ["rho": .string(rho), "epsilon": .string(epsilon), "delta": .string(delta)]
  }
}
