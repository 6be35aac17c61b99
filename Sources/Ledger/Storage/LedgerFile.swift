package import Accounting
package import Cryptography
package import JSON

/// A data set's privacy budget on disk: one append-only file, open and locked.
///
/// The order is always the same: ``init(opening:key:files:)`` locks and validates the whole file;
/// ``check(_:)`` compares with the cap; ``reserve(_:purpose:nonce:)`` writes the
/// charge and waits until it would survive a power failure; ``Reservation/begin()`` does so for the
/// word that noise is about to be drawn; only then are there ``Grant``s; and
/// ``OpenCharge/commit(entries:measurementsDigest:)`` ends the run.
///
/// The types make two mistakes impossible to write down. A mechanism draws noise by consuming a
/// `Grant`. Only ``OpenCharge/grant(_:)`` makes one, and only `begin()` makes an `OpenCharge`: so
/// drawing before the charge is durable does not compile. `Grant`, `OpenCharge` and `Reservation`
/// are `~Copyable`: so spending a grant twice, or going on with a charge after its commit, does not
/// compile either ("consumed more than once").
///
/// Wherever a run stops, the charge on disk is at least what may have been exposed. A value that is
/// dropped rather than committed or voided leaves its charge. After a write has failed, this value
/// and those made from it refuse all further work.
package struct LedgerFile: ~Copyable {
  private let store: LedgerStore

  /// Makes a ledger: the file, its lock and its checkpoint.
  ///
  /// - Parameters:
  ///   - path: where; nothing may stand there yet.
  ///   - dataset: what the publisher calls the private table; public.
  ///   - cap: the most that may ever be charged, with its certificate.
  ///   - neighbours: the neighbouring relation of every charge.
  ///   - unit: the privacy unit of every charge, and the bound on its rows.
  ///   - agreement: the clause that the ledger keeps to; nil for none.
  ///   - key: the key that signs checkpoints; not the one that signs releases.
  ///   - nonce: random bytes from the operating system, which tell this ledger from all others.
  ///   - files: the operating system.
  /// - Throws: `alreadyExists`, `locked`, `refused` where the cap's certificate fails, and `file`.
  package static func create(
    at path: String,
    dataset: String,
    cap: PrivacyGuarantee,
    neighbours: NeighbouringRelation,
    unit: ProtectedUnit = .row,
    agreement: Agreement? = nil,
    key: Ed25519.PrivateKey,
    nonce: [UInt8],
    files: any FileOperations = SystemFiles()
  ) throws(LedgerError) {
    let state: LedgerState
    do throws(LedgerRule) {
      let genesis = LedgerRecord.Genesis(
        dataset: dataset,
        cap: cap,
        neighbours: neighbours,
        unit: unit,
        agreement: agreement,
        key: key.publicKey,
        nonce: nonce
      )
      let record = try LedgerRecord(
        index: 0,
        previous: [UInt8](repeating: 0, count: 32),
        time: Timestamp.text(secondsSince1970: files.secondsSince1970()),
        event: .genesis(genesis)
      )
      state = try LedgerState(genesis: record)
    } catch {
      throw .refused(rule: error)
    }
    let lock = try LockedFile.lock(path, files)
    defer { files.close(lock) }
    try requireNothing(at: path, files)
    // The checkpoint comes first, so that there is never a ledger without one.
    let note = Checkpoint(over: state).signed(by: key)
    do throws(FileFailure) {
      try files.replaceFile(
        at: LockedFile.checkpointPath(path),
        with: [UInt8](note.encoded.utf8)
      )
      try files.replaceFile(at: path, with: LedgerLine.encoded(state.records[0]))
    } catch {
      throw .file(error)
    }
  }

  /// Refuses to make a ledger where one is, or where one was: a checkpoint of more than a genesis
  /// record shows that there was one, and whose budget a new one would give out again.
  private static func requireNothing(
    at path: String,
    _ files: any FileOperations
  ) throws(LedgerError) {
    let exists = try LedgerError.on(files, .read, path) { () throws(SystemError) in
      try files.entryExists(at: path)
    }
    guard !exists else { throw .alreadyExists(path: path) }
    guard let bytes = try LockedFile.checkpoint(of: path, files) else { return }
    guard let text = String(validating: bytes, as: UTF8.self),
      let note = try? SignedNote(parsing: text), Checkpoint(text: note.text)?.size == 1
    else { throw .alreadyExists(path: LockedFile.checkpointPath(path)) }
  }

  /// Opens a ledger for spending: locks it, and validates all of it against its checkpoint.
  ///
  /// - Complexity: linear in the file, one SHA-256 a record.
  package init(
    opening path: String,
    key: Ed25519.PrivateKey,
    files: any FileOperations = SystemFiles()
  ) throws(LedgerError) {
    store = try LedgerStore(opening: path, key: key, files)
  }

  /// What was read of a ledger, perhaps while another run writes to it.
  package struct Reading: Sendable {
    /// What the records add up to that were intact when they were read.
    package let state: LedgerState

    /// The signed checkpoint over some of them.
    package let checkpoint: SignedNote

    /// Whether another run held the ledger, so that records may follow that are not in ``state``.
    package let isInUse: Bool
  }

  /// Reads a ledger without a key, beside other readers and beside a run that writes to it.
  ///
  /// A ledger only grows, and its checkpoint is read first: whatever a run adds meanwhile, the
  /// records that were intact are a beginning of the ledger, and the checkpoint is about them. The
  /// record that is being written is left out.
  ///
  /// - Throws: `tornTail` where no run holds the ledger and bytes follow its last record; all else
  ///   that is wrong with it, and `file`.
  package static func read(
    _ path: String,
    files: any FileOperations = SystemFiles()
  ) throws(LedgerError) -> Reading {
    let file: LockedFile
    var isInUse = false
    do throws(LedgerError) {
      file = try LockedFile(at: path, .shared, files)
    } catch .locked {
      file = try LockedFile(unlockedAt: path, files)
      isInUse = true
    }
    let checkpoint = try file.checkpoint()
    let image = try LedgerImage(ledger: file.content(), checkpoint: checkpoint, path: path)
    guard image.tail.isEmpty || isInUse else {
      throw .tornTail(offset: image.tail.startIndex, bytes: image.tail.count)
    }
    return Reading(state: image.state, checkpoint: image.checkpoint, isInUse: isInUse)
  }

  /// Reads a ledger as ``read(_:files:)`` does.
  package static func show(
    _ path: String,
    files: any FileOperations = SystemFiles()
  ) throws(LedgerError) -> LedgerState {
    try read(path, files: files).state
  }

  /// Gives back a reservation that an earlier run made and did not begin, and signs a checkpoint.
  ///
  /// A run that ends between `reserve` and `begin` drew nothing, so its charge may go back; no run
  /// can be between the two, as this value holds the lock.
  ///
  /// - Throws: `refused` where there is no such reservation, or it was begun or voided; and `file`.
  package mutating func void(reservation: Int) throws(LedgerError) {
    try store.append(.void(reservation: reservation))
    _ = try store.writeCheckpoint()
  }

  /// What the records add up to.
  package var state: LedgerState { store.state }

  /// Refuses a price that the cap doesn't allow; depends on the ledger's public state alone, and
  /// changes nothing.
  package func check(_ cost: PrivacyCost) throws(LedgerError) {
    try store.requireUsable()
    try store.state.requireLeft(cost)
  }

  /// Refuses a plan that the ledger's agreement doesn't allow now; changes nothing.
  package func checkAgreement(on purpose: JSON) throws(LedgerError) {
    try store.requireAgreement(on: purpose)
  }

  /// Charges a price for one run, durably, before any noise is drawn.
  ///
  /// Proof: Ledger.ledger_safe
  ///
  /// - Parameters:
  ///   - guarantee: the charge, in the currency of the cap, and the (ε, δ) that the release will
  ///     claim for it.
  ///   - purpose: the public plan: an object with the strategy, schema digest, unit and so on; its
  ///     member `neighbours` must be the ledger's.
  ///   - nonce: random bytes from the operating system, drawn now.
  /// - Returns: the reservation, already durable.
  /// - Throws: `budgetExceeded` and other refusals before anything is written; `file` where writing
  ///   fails, with the charge kept if it reached the disk.
  package mutating func reserve(
    _ guarantee: PrivacyGuarantee,
    purpose: JSON,
    nonce: [UInt8]
  ) throws(LedgerError) -> Reservation {
    let record = try store.reserve(
      LedgerRecord.Reserve(
        cost: guarantee.cost,
        epsilon: guarantee.epsilon,
        delta: guarantee.delta,
        purpose: purpose,
        nonce: nonce
      )
    )
    return Reservation(store: store, record: record, cost: guarantee.cost)
  }

  /// Notes that a committed reservation's release is complete, and signs a checkpoint over it.
  ///
  /// - Parameters:
  ///   - reservation: ``Reservation/id``.
  ///   - manifestDigest: the SHA-256 of the manifest's statement, which later signatures leave as it is.
  ///   - tableDigest: the SHA-256 of the synthetic table.
  /// - Throws: `refused` where the reservation isn't committed, or is released; and `file`.
  package mutating func recordRelease(
    reservation: Int,
    manifestDigest: [UInt8],
    tableDigest: [UInt8]
  ) throws(LedgerError) {
    try store.append(
      .release(
        LedgerRecord.Release(
          reservation: reservation,
          manifest: manifestDigest,
          table: tableDigest
        )
      )
    )
    _ = try store.writeCheckpoint()
  }

  /// Raises the cap, and signs a checkpoint over that.
  ///
  /// - Throws: `refused` where the new cap is below the old one or its certificate fails; and
  ///   `file`.
  package mutating func raiseCap(to cap: PrivacyGuarantee) throws(LedgerError) {
    try store.raiseCap(to: cap)
  }

  /// Hands the ledger over to another key, which signs all checkpoints from here on.
  ///
  /// - Throws: `refused` where it is the same key; and `file`.
  package mutating func changeKey(to new: Ed25519.PrivateKey) throws(LedgerError) {
    try store.changeKey(to: new)
  }
}
