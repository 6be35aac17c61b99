import Cryptography
import Ledger
import Randomness

/// Budgets on disk: one ledger for each dataset.
public enum Ledgers {
  /// The neighbouring relations that a budget may be about, the default first.
  public static let neighbours =
    [NeighbouringRelation.addRemoveOne, .replaceOne].map(\.rawValue)

  /// Opens a budget for a dataset.
  ///
  /// - Parameters:
  ///   - path: the ledger to make.
  ///   - dataset: the dataset's name, which is public.
  ///   - epsilon: the cap's ε, as in "4", "0.5" or "1/3".
  ///   - delta: the cap's δ, as in "1e-9", or "0" for pure privacy: then every charge is an ε at δ = 0.
  ///   - neighbours: one of ``neighbours``.
  ///   - key: the file of the ledger's private key.
  /// - Returns: the new ledger.
  /// - Throws: `usage` where a figure is out of range or the ledger exists; `badInput` where the key
  ///   can't be read; `failure` where a file can't be written.
  public static func create(
    at path: String,
    dataset: String,
    epsilon: String,
    delta: String,
    neighbours: String = Ledgers.neighbours[0],
    key: String
  ) throws(MarginaliaError) -> LedgerSummary {
    guard let relation = NeighbouringRelation(rawValue: neighbours) else {
      throw .usage("the neighbours are one of \(Ledgers.neighbours.joined(separator: ", "))")
    }
    let cap = try PrivacyTarget(epsilon: epsilon, delta: delta).guarantee
    let key = try Keys.privateKey(at: key)
    let nonce = try Keys.randomBytes()
    do throws(LedgerError) {
      try LedgerFile.create(
        at: path,
        dataset: dataset,
        cap: cap,
        neighbours: relation,
        key: key,
        nonce: nonce
      )
    } catch {
      throw MarginaliaError(error)
    }
    return try show(path)
  }

  /// What a ledger says.
  ///
  /// - Throws: `verificationFailed` where it is damaged; `failure` where it can't be read.
  public static func show(_ path: String) throws(MarginaliaError) -> LedgerSummary {
    let state: LedgerState
    do throws(LedgerError) {
      state = try LedgerFile.show(path)
    } catch {
      throw MarginaliaError(error)
    }
    return try LedgerSummary(state, path: path)
  }

  /// What a ledger says, once its chain, its checkpoint and its sums have been found whole.
  ///
  /// - Parameters:
  ///   - path: the ledger.
  ///   - key: the file of the ledger's public key, for those who have it from elsewhere; without it
  ///     the key in the ledger counts.
  /// - Returns: the ledger, as ``show(_:)`` does.
  /// - Throws: `verificationFailed` with every finding; `failure` where it can't be read.
  public static func verify(
    _ path: String,
    key: String? = nil
  ) throws(MarginaliaError) -> LedgerSummary {
    let trusted = try key.map { key throws(MarginaliaError) in try Keys.publicKey(at: key) }
    guard Files.exists(path) else { throw MarginaliaError(LedgerError.missing(path: path)) }
    let findings = LedgerFile.verify(path, trusting: trusted).findings
    if case .file(let error) = findings.first, case .failure = MarginaliaError(error) {
      throw MarginaliaError(error)
    }
    guard findings.isEmpty else {
      throw .verificationFailed(
        "\(path) does not verify",
        findings: findings.map { Finding(place: path, message: $0.description) }
      )
    }
    return try show(path)
  }

  /// Sets aside the bytes after the last whole record, where a crash left some.
  ///
  /// - Parameters:
  ///   - path: the ledger.
  ///   - key: the file of the ledger's private key, for a new checkpoint that covers the recovery;
  ///     without it the present checkpoint stays, which is true of the records that it covers.
  /// - Returns: what was set aside, and where it is now.
  /// - Throws: `badInput` where the key can't be read; `usage` where it isn't the ledger's;
  ///   `verificationFailed` where the ledger is damaged in another way; `failure` where a file
  ///   can't be read or written.
  public static func recover(
    _ path: String,
    key: String? = nil
  ) throws(MarginaliaError) -> LedgerRecovery {
    let privateKey = try key.map { key throws(MarginaliaError) in try Keys.privateKey(at: key) }
    do throws(LedgerError) {
      let recovery = try LedgerFile.recover(path, key: privateKey)
      return LedgerRecovery(path: path, bytesSetAside: recovery.bytes, tail: recovery.tailPath)
    } catch LedgerError.nothingToRecover {
      return LedgerRecovery(path: path, bytesSetAside: 0, tail: nil)
    } catch {
      throw MarginaliaError(error)
    }
  }
}
