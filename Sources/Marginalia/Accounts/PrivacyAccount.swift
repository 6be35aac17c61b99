import Accounting
import Arithmetic
import JSON

/// One conversion between ρ-zCDP and (ε, δ), with the order that shows it.
public struct PrivacyAccount: Sendable, Equatable {
  /// ρ, exactly.
  public let rho: String

  /// ρ in decimals: up where ρ was given, down where it was asked for, so that what is stated holds.
  public let approximateRho: String

  /// ε in decimals, rounded up.
  public let epsilon: String

  /// δ, exactly.
  public let delta: String

  /// The order α at which one closed form shows it, exactly.
  public let alpha: String

  /// The account of a conversion; `asked` is whether ρ is what was asked for.
  init(_ conversion: Conversion, askedForRho asked: Bool) {
    rho = conversion.rho.description
    approximateRho = conversion.rho.value.decimal(
      significantDigits: Accounts.digits,
      asked ? .down : .up
    )
    epsilon = conversion.epsilon.decimal(significantDigits: Accounts.digits)
    delta = conversion.delta.description
    alpha = conversion.alpha.description
  }

  /// The account as one JSON object.
  public var json: String {
    Document.json(
      "account/1",
      [
        "rho": .string(rho), "approximateRho": .string(approximateRho),
        "epsilon": .string(epsilon), "delta": .string(delta), "alpha": .string(alpha),
      ]
    )
  }
}
