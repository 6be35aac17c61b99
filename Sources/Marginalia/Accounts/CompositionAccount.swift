import Accounting
import Arithmetic
import JSON

/// What a list of mechanisms costs together.
public struct CompositionAccount: Sendable, Equatable {
  /// How many mechanisms there are.
  public let mechanisms: Int

  /// δ, exactly.
  public let delta: String

  /// What zCDP says: for any run within this ρ, whatever its parameters depended on; nil at δ = 0.
  public let zeroConcentrated: PrivacyAccount?

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
  ///
  /// - Throws: `deltaTooSmall` where δ is 0 and a mechanism is not purely private, or where δ is too
  ///   small for a ρ.
  init(_ file: CompositionFile, delta: Delta, vouched: Bool) throws(AccountingError) {
    mechanisms = file.mechanisms.count
    self.delta = delta.description
    let pure = file.cost(under: .pure)
    pureEpsilon = pure?.value.decimal(significantDigits: Accounts.digits, .up)
    guard delta != .zero else {
      guard let pureEpsilon else { throw .deltaTooSmall(delta) }
      zeroConcentrated = nil
      (lossEpsilon, lossMethod) = (pureEpsilon, "pure")
      lossObstacle = "at δ = 0 the greatest losses add up"
      conditions = []
      return
    }
    guard let rho = file.cost(under: .zeroConcentrated)?.rho else {
      preconditionFailure("every mechanism has a price under zCDP")
    }
    let certain = try ZeroConcentrated.epsilon(rho: rho, delta: delta)
    zeroConcentrated = PrivacyAccount(certain, askedForRho: false)
    var epsilon = certain.epsilon.value
    var (method, obstacle): (String, String?) = ("zcdp", nil)
    if let pure, pure.value < epsilon { (epsilon, method) = (pure.value, "pure") }
    if let breach = file.breach(vouched: vouched) {
      obstacle = breach
    } else {
      let report = try Composition(file.mechanisms).lossReport(delta: delta)
      switch report.method {
      case .privacyLoss: (epsilon, method) = (report.epsilon.value, "privacy-loss")
      case .pure: obstacle = LossReport.Obstacle.noGain.description
      case .zeroConcentrated(let reason): obstacle = reason.description
      }
    }
    lossEpsilon = epsilon.decimal(significantDigits: Accounts.digits, .up)
    lossMethod = method
    lossObstacle = obstacle
    conditions = method == "privacy-loss" ? LossReport.conditions : []
  }

  /// The account as one JSON object.
  public var json: String {
    Document.json(
      "account-compose/1",
      [
        "mechanisms": .integer(mechanisms),
        "rho": zeroConcentrated.map { .string($0.rho) } ?? .null,
        "approximateRho": zeroConcentrated.map { .string($0.approximateRho) } ?? .null,
        "delta": .string(delta),
        "zeroConcentrated": zeroConcentrated.map {
          ["epsilon": .string($0.epsilon), "alpha": .string($0.alpha)]
        } ?? .null,
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
