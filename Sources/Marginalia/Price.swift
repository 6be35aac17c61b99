import Accounting
import JSON

/// What a release costs, and what the ledger says before and after.
public struct Price: Sendable, Equatable {
  /// The ρ that is charged, exactly.
  public let rho: String
  /// The ε of this release.
  public let epsilon: String
  /// The δ of this release.
  public let delta: String
  /// ε of all charges so far, at the δ of the ledger's cap.
  public let epsilonBefore: String
  /// ε of all charges with this one, at the δ of the ledger's cap.
  public let epsilonAfter: String
  /// The ε of the ledger's cap.
  public let epsilonCap: String

  /// Prices a charge against a ledger.
  init(
    of conversion: Conversion,
    charged: Rho,
    cap: Conversion
  ) throws(AccountingError) {
    rho = conversion.rho.description
    epsilon = conversion.epsilon.decimal(significantDigits: 15)
    delta = conversion.delta.decimal(significantDigits: 15)
    epsilonBefore = try ZeroConcentrated.epsilon(rho: charged, delta: cap.delta).epsilon
      .decimal(significantDigits: 6)
    epsilonAfter = try ZeroConcentrated.epsilon(rho: charged + conversion.rho, delta: cap.delta)
      .epsilon.decimal(significantDigits: 6)
    epsilonCap = cap.epsilon.decimal(significantDigits: 6)
  }

  /// The price as one JSON object.
  public var json: String {
    Document.json(
      "price/1",
      [
        "rho": .string(rho), "epsilon": .string(epsilon), "delta": .string(delta),
        "epsilonBefore": .string(epsilonBefore), "epsilonAfter": .string(epsilonAfter),
        "epsilonCap": .string(epsilonCap),
      ]
    )
  }
}
