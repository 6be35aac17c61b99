import Accounting
import Cryptography
import JSON

/// An open ledger: its locked file, its state, and the one way to append to it.
///
/// Shared by a ``LedgerFile`` and the reservations made from it, so that the lock is held until the
/// last of them is gone.
final class LedgerStore {
  private let file: LockedFile
  private let path: String
  private var key: Ed25519.PrivateKey
  private(set) var state: LedgerState

  /// Reservations that an earlier run began and did not commit.
  private var abandoned: [Int]

  /// Whether a write is under way or has failed; a failed one is never followed by another.
  private var isUnusable = false

  /// Opens and validates a ledger for writing.
  init(
    opening path: String,
    key: Ed25519.PrivateKey,
    _ files: any FileOperations
  ) throws(LedgerError) {
    file = try LockedFile(at: path, .exclusive, files)
    let image = try LedgerImage(ledger: file.content(), checkpoint: file.checkpoint(), path: path)
    guard image.tail.isEmpty else {
      throw .tornTail(offset: image.tail.startIndex, bytes: image.tail.count)
    }
    try image.state.requireKey(key)
    self.path = path
    self.key = key
    state = image.state
    abandoned = state.reservations.filter { $0.status == .begun }.map(\.index)
  }

  /// Refuses once a write has failed.
  func requireUsable() throws(LedgerError) {
    guard !isUnusable else { throw .unusable }
  }

  /// Appends the record of an event, durably, if it breaks no rule.
  ///
  /// Proof: Ledger.ledger_append_only
  @discardableResult
  func append(_ event: LedgerRecord.Event) throws(LedgerError) -> LedgerRecord {
    try append(event, at: file.time)
  }

  @discardableResult
  private func append(
    _ event: LedgerRecord.Event,
    at time: String
  ) throws(LedgerError) -> LedgerRecord {
    try requireUsable()
    let record = try admitted(event, at: time)
    try write { () throws(FileFailure) in try file.append(LedgerLine.encoded(record)) }
    state.take(record)
    return record
  }

  /// Refuses a plan that the ledger's agreement doesn't allow at the present time.
  func requireAgreement(on purpose: JSON) throws(LedgerError) {
    if let breach = state.genesis.agreement?.breach(of: purpose, at: file.time) {
      throw .outsideAgreement(breach)
    }
  }

  /// Notes as lost what earlier runs began and did not commit, then appends a reservation.
  ///
  /// Proof: Ledger.ledger_safe
  func reserve(_ reserve: LedgerRecord.Reserve) throws(LedgerError) -> LedgerRecord {
    try requireUsable()
    try state.requireLeft(reserve.cost)
    // So that a refusal leaves the file as it was.
    _ = try admitted(.reserve(reserve), at: file.time)
    for index in abandoned { try append(.lost(reservation: index)) }
    abandoned = []
    return try append(.reserve(reserve))
  }

  /// Raises the cap, by the signature of the ledger's key.
  func raiseCap(to cap: PrivacyGuarantee) throws(LedgerError) {
    let time = file.time
    let message = state.signedMessage(.raiseCap(cap, signature: []), at: time)
    try append(.raiseCap(cap, signature: key.signature(for: message)), at: time)
    try writeCheckpoint()
  }

  /// Hands the ledger over to another key, by the signatures of both.
  func changeKey(to new: Ed25519.PrivateKey) throws(LedgerError) {
    let time = file.time
    let message = state.signedMessage(.key(new.publicKey, signatures: []), at: time)
    let signatures = [key, new].map { $0.signature(for: message) }
    try append(.key(new.publicKey, signatures: signatures), at: time)
    key = new
    try writeCheckpoint()
  }

  /// Writes the checkpoint over all records, durably.
  @discardableResult
  func writeCheckpoint() throws(LedgerError) -> SignedNote {
    try requireUsable()
    let note = Checkpoint(over: state).signed(by: key)
    try write { () throws(FileFailure) in
      try file.replaceFile(at: LockedFile.checkpointPath(path), with: [UInt8](note.encoded.utf8))
    }
    return note
  }

  /// Runs a write; whatever ends it early leaves the store unusable.
  private func write(_ body: () throws(FileFailure) -> Void) throws(LedgerError) {
    isUnusable = true
    do throws(FileFailure) { try body() } catch { throw .file(error) }
    isUnusable = false
  }

  private func admitted(
    _ event: LedgerRecord.Event,
    at time: String
  ) throws(LedgerError) -> LedgerRecord {
    do throws(LedgerRule) {
      let record = try state.next(event, at: time)
      try state.admitByAgreement(record)
      try state.admit(record)
      return record
    } catch {
      throw .refused(rule: error)
    }
  }
}

extension LedgerState {
  /// Refuses a key that is not the one that signs this ledger's checkpoints.
  func requireKey(_ given: Ed25519.PrivateKey) throws(LedgerError) {
    guard given.publicKey == key else {
      throw .wrongKey(ledger: key.fingerprint, given: given.publicKey.fingerprint)
    }
  }

  /// Refuses what the cap doesn't allow, by the ledger's public state alone.
  func requireLeft(_ cost: PrivacyCost) throws(LedgerError) {
    guard cost.definition == definition else {
      throw .otherDefinition(ledger: definition, asked: cost.definition)
    }
    guard cost <= left else { throw .budgetExceeded(asked: cost, left: left) }
  }
}
