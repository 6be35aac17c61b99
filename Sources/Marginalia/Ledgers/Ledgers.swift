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
  ///   - unit: whom the budget protects: "row", or the schema's column that names the unit.
  ///   - maximumRows: the most rows of one unit that count, as the schema says.
  ///   - key: the file of the ledger's private key.
  ///   - passphrases: asked where that key is encrypted.
  /// - Returns: the new ledger.
  /// - Throws: `usage` where a figure is out of range or the ledger exists; `badInput` where the key
  ///   can't be read; `failure` where a file can't be written.
  public static func create(
    at path: String,
    dataset: String,
    epsilon: String,
    delta: String,
    neighbours: String = Ledgers.neighbours[0],
    unit: String = "row",
    maximumRows: Int = 1,
    key: String,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> LedgerSummary {
    guard !unit.isEmpty, maximumRows > 0 else {
      throw .usage("the unit is row or a column's name, and at least one of its rows counts")
    }
    return try create(
      at: path,
      dataset: dataset,
      epsilon: epsilon,
      delta: delta,
      neighbours: neighbours,
      unit: ProtectedUnit(name: unit, maximumRows: maximumRows),
      agreement: nil,
      key: Keys.privateKey(at: key, passphrases: passphrases)
    )
  }

  private static func create(
    at path: String,
    dataset: String,
    epsilon: String,
    delta: String,
    neighbours: String,
    unit: ProtectedUnit,
    agreement: Agreement?,
    key: Ed25519.PrivateKey
  ) throws(MarginaliaError) -> LedgerSummary {
    guard let relation = NeighbouringRelation(rawValue: neighbours) else {
      throw .usage("the neighbours are one of \(Ledgers.neighbours.joined(separator: ", "))")
    }
    let cap = try PrivacyTarget(epsilon: epsilon, delta: delta).guarantee
    let nonce = try Keys.randomBytes()
    do throws(LedgerError) {
      try LedgerFile.create(
        at: path,
        dataset: dataset,
        cap: cap,
        neighbours: relation,
        unit: unit,
        agreement: agreement,
        key: key,
        nonce: nonce
      )
    } catch {
      throw MarginaliaError(error)
    }
    return try show(path)
  }

  /// Opens the budget that an agreement allows, and that keeps to its period, purposes and unit.
  ///
  /// - Parameters:
  ///   - path: the ledger to make.
  ///   - agreement: the file of the clause.
  ///   - parties: who have to have signed the clause; nil to take it whoever signed it, or nobody,
  ///     which only its own author can answer for.
  ///   - key: the file of the ledger's private key.
  ///   - passphrases: asked where that key is encrypted.
  /// - Returns: the new ledger.
  /// - Throws: as above; `verificationFailed` where the parties didn't sign the clause; `usage` where
  ///   it is still a draft, `badInput` where it is none.
  public static func create(
    at path: String,
    agreement: String,
    signedBy parties: TrustedKeys?,
    key: String,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> LedgerSummary {
    let agreement = try Agreements.agreement(at: agreement, signedBy: parties)
    return try create(
      at: path,
      dataset: agreement.dataset,
      epsilon: agreement.epsilon,
      delta: agreement.delta,
      neighbours: agreement.neighbours.rawValue,
      unit: ProtectedUnit(name: agreement.unit, maximumRows: agreement.maximumRows),
      agreement: agreement,
      key: Keys.privateKey(at: key, passphrases: passphrases)
    )
  }

  /// What a ledger says, perhaps while a run uses it.
  ///
  /// - Throws: `verificationFailed` where it is damaged; `failure` where it can't be read.
  public static func show(_ path: String) throws(MarginaliaError) -> LedgerSummary {
    let reading: LedgerFile.Reading
    do throws(LedgerError) {
      reading = try LedgerFile.read(path)
    } catch {
      throw MarginaliaError(error)
    }
    return try LedgerSummary(reading.state, path: path, isInUse: reading.isInUse)
  }

  /// Gives back a reservation for which a run was stopped before anything was drawn.
  ///
  /// - Parameters:
  ///   - reservation: its number, as ``LedgerSummary/Charge/reservation`` tells it.
  ///   - path: the ledger.
  ///   - key: the file of the ledger's private key.
  ///   - passphrases: asked where that key is encrypted.
  /// - Returns: the ledger, as ``show(_:)`` does.
  /// - Throws: `usage` where noise may have been drawn for it, it is voided already, or there is
  ///   none of that number; `verificationFailed` where the ledger is damaged; `failure` where a
  ///   run uses it, or a file can't be read or written.
  public static func void(
    _ reservation: Int,
    in path: String,
    key: String,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> LedgerSummary {
    let key = try Keys.privateKey(at: key, passphrases: passphrases)
    do throws(LedgerError) {
      var ledger = try LedgerFile(opening: path, key: key)
      try ledger.void(reservation: reservation)
    } catch {
      throw MarginaliaError(error)
    }
    return try show(path)
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
    try requireFile(path)
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

  /// Refuses a path at which there is no file to audit.
  ///
  /// - Throws: `failure` where there is nothing; `usage` where it is a folder.
  static func requireFile(_ path: String) throws(MarginaliaError) {
    guard Files.exists(path) else { throw MarginaliaError(LedgerError.missing(path: path)) }
    guard !Files.isFolder(path) else {
      throw .usage("\(path) is a folder, and a ledger is a file: name that file")
    }
  }

  /// Sets aside the bytes after the last whole record, where a crash left some.
  ///
  /// - Parameters:
  ///   - path: the ledger.
  ///   - key: the file of the ledger's private key, for a new checkpoint that covers the recovery;
  ///     without it the present checkpoint stays, which is true of the records that it covers.
  ///   - passphrases: asked where that key is encrypted.
  /// - Returns: what was set aside, and where it is now.
  /// - Throws: `badInput` where the key can't be read; `usage` where it isn't the ledger's;
  ///   `verificationFailed` where the ledger is damaged in another way; `failure` where a file
  ///   can't be read or written.
  public static func recover(
    _ path: String,
    key: String? = nil,
    passphrases: Passphrases = .none
  ) throws(MarginaliaError) -> LedgerRecovery {
    let privateKey = try key.map { key throws(MarginaliaError) in
      try Keys.privateKey(at: key, passphrases: passphrases)
    }
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
