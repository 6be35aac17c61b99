import Accounting
import JSON

/// What a list of mechanisms costs together.
public struct CompositionAccount: Sendable, Equatable {
  /// How many mechanisms there are.
  public let mechanisms: Int

  /// What zCDP says: for any run within this ρ, whatever its parameters depended on.
  public let zeroConcentrated: PrivacyAccount

  /// The ε at δ by the distributions of the privacy losses, in decimals, rounded up; that of zCDP or of
  /// pure privacy where this isn't computed or the conditions don't hold.
  public let lossEpsilon: String

  /// How that was found: "privacy-loss", "pure" or "zcdp".
  public let lossMethod: String

  /// Why it isn't by privacy losses, where it isn't.
  public let lossObstacle: String?

  /// What must be true of the run for it to hold; nothing where zCDP or pure privacy alone says it.
  public let conditions: [String]

  /// The ε that holds with δ = 0, where every mechanism is purely private: the sum, rounded up.
  public let pureEpsilon: String?

  /// An account of a file's mechanisms.
  init(_ file: CompositionFile, delta: Delta, vouched: Bool) throws(AccountingError) {
    let composition = Composition(file.mechanisms)
    mechanisms = file.mechanisms.count
    let certain = try ZeroConcentrated.epsilon(rho: file.rho, delta: delta)
    zeroConcentrated = PrivacyAccount(certain, askedForRho: false)
    let pure = composition.pureEpsilon
    pureEpsilon = pure?.decimal(significantDigits: Accounts.digits)
    var epsilon = certain.epsilon
    var (method, obstacle): (String, String?) = ("zcdp", nil)
    if let pure, pure < epsilon { (epsilon, method) = (pure, "pure") }
    if let breach = file.breach(vouched: vouched) {
      obstacle = breach
    } else {
      let report = try composition.lossReport(delta: delta)
      switch report.method {
      case .privacyLoss: (epsilon, method) = (report.epsilon, "privacy-loss")
      case .pure: obstacle = LossReport.Obstacle.noGain.description
      case .zeroConcentrated(let reason): obstacle = reason.description
      }
    }
    lossEpsilon = epsilon.decimal(significantDigits: Accounts.digits)
    lossMethod = method
    lossObstacle = obstacle
    conditions = method == "privacy-loss" ? LossReport.conditions : []
  }

  /// The account as one JSON object.
  public var json: String {
    let zero = zeroConcentrated
    return Document.json(
      "account-compose/1",
      [
        "mechanisms": .integer(mechanisms),
        "rho": .string(zero.rho), "approximateRho": .string(zero.approximateRho),
        "delta": .string(zero.delta),
        "zeroConcentrated": ["epsilon": .string(zero.epsilon), "alpha": .string(zero.alpha)],
        "privacyLoss": [
          "epsilon": .string(lossEpsilon), "method": .string(lossMethod),
          "obstacle": lossObstacle.map { .string($0) } ?? .null,
          "conditions": .array(conditions.map { .string($0) }),
        ],
        "pureEpsilon": pureEpsilon.map { .string($0) } ?? .null,
      ]
    )
  }
}
