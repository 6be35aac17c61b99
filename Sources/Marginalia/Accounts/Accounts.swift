import Accounting

/// The arithmetic of privacy, for auditors: upper bounds always, and what shows them.
public enum Accounts {
  /// The significant digits of what is told in decimals.
  static let digits = 18

  /// The ε that ρ-zCDP gives at δ.
  ///
  /// - Parameters:
  ///   - rho: ρ, as in "1/2" or "0.5".
  ///   - delta: δ, as in "1e-6".
  /// - Returns: an ε at most 10⁻¹⁵ of itself above the best one.
  /// - Throws: `usage` where a figure is out of range.
  public static func epsilon(rho: String, delta: String) throws(MarginaliaError) -> PrivacyAccount {
    guard let rho = Rho(rho) else { throw .usage("ρ is a number from 0 on, as in 1/2 or 0.5") }
    let delta = try figure(delta: delta)
    guard delta != .zero else { throw Accounts.pureDelta }
    do throws(AccountingError) {
      return PrivacyAccount(
        try ZeroConcentrated.epsilon(rho: rho, delta: delta),
        askedForRho: false
      )
    } catch {
      throw .usage(error.description)
    }
  }

  /// The greatest ρ that is shown to give ε at δ.
  ///
  /// - Parameters:
  ///   - epsilon: ε, as in "1".
  ///   - delta: δ, as in "1e-9".
  /// - Returns: a ρ at most 10⁻¹⁵ of itself below the best one.
  /// - Throws: `usage` where a figure is out of range.
  public static func rho(epsilon: String, delta: String) throws(MarginaliaError) -> PrivacyAccount {
    switch try PrivacyTarget(epsilon: epsilon, delta: delta).guarantee {
    case .zeroConcentrated(let conversion): return PrivacyAccount(conversion, askedForRho: true)
    case .pure: throw Accounts.pureDelta
    }
  }

  /// What the mechanisms in a file cost together.
  ///
  /// - Parameters:
  ///   - path: a JSON list of entries in the ledger's form, or an object with one under "entries".
  ///   - delta: δ, as in "1e-9", or "0" where every mechanism is purely private.
  ///   - parametersFixed: whether the caller vouches that all parameters were fixed before the first
  ///     answer, whatever the entries say of their origin.
  /// - Returns: the account, by zCDP and by privacy losses.
  /// - Throws: `badInput` where the file isn't of that form; `usage` where δ is out of range.
  public static func compose(
    _ path: String,
    delta: String,
    parametersFixed: Bool = false
  ) throws(MarginaliaError) -> CompositionAccount {
    let delta = try figure(delta: delta)
    let file = try CompositionFile(path)
    do throws(AccountingError) {
      return try CompositionAccount(file, delta: delta, vouched: parametersFixed)
    } catch {
      throw .usage(error.description)
    }
  }

  private static func figure(delta: String) throws(MarginaliaError) -> Delta {
    guard let delta = Delta(delta) else {
      throw .usage("δ is a number from 0 on and below 1, as in 1e-9")
    }
    return delta
  }

  /// No conversion leads to δ = 0.
  private static var pureDelta: MarginaliaError {
    .usage("no ρ above 0 gives δ = 0, where ε is its own price; ask for a δ above 0, as in 1e-9")
  }
}
