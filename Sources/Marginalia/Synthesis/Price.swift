import Accounting
import JSON

/// What a release costs, and what the ledger says before and after.
public struct Price: Sendable, Equatable {
  /// The ρ that is charged, exactly; nil under pure privacy, where it is ``epsilon``.
  public let rho: String?
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
    of guarantee: PrivacyGuarantee,
    charged: PrivacyCost,
    cap: PrivacyGuarantee
  ) throws(AccountingError) {
    rho = guarantee.cost.rho?.description
    epsilon = guarantee.epsilon.decimal(significantDigits: 15)
    delta = guarantee.delta.decimal(significantDigits: 15)
    epsilonBefore = try PrivacyGuarantee(charged, at: cap.delta).epsilon
      .decimal(significantDigits: 6)
    epsilonAfter = try PrivacyGuarantee(charged + guarantee.cost, at: cap.delta)
      .epsilon.decimal(significantDigits: 6)
    epsilonCap = cap.epsilon.decimal(significantDigits: 6)
  }

  /// The price as one JSON object.
  public var json: String {
    Document.json(
      "price/1",
      [
        "rho": rho.map { .string($0) } ?? .null, "epsilon": .string(epsilon),
        "delta": .string(delta),
        "epsilonBefore": .string(epsilonBefore), "epsilonAfter": .string(epsilonAfter),
        "epsilonCap": .string(epsilonCap),
      ]
    )
  }
}
