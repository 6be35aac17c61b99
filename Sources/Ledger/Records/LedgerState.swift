package import Accounting
import Arithmetic
package import Cryptography
import JSON

/// What a ledger's records add up to: the cap, the charge, and what became of each reservation.
///
/// The state machine and the arithmetic that every record, read or about to be written, must pass.
/// The charge is the sum of all reservations that are not voided: neither a crash nor a lost run
/// takes anything off it.
package struct LedgerState: Sendable {
  /// The ledger's own terms.
  package let genesis: LedgerRecord.Genesis

  /// All records, in order; the first is the genesis.
  package private(set) var records: [LedgerRecord]

  /// The most that may be charged, and the (ε, δ) that it implies.
  package private(set) var limit: PrivacyGuarantee

  /// The sum of all reservations that are not voided.
  package private(set) var charged: PrivacyCost

  /// The reservations, in order.
  package private(set) var reservations: [LedgerReservation] = []

  /// The key that signs checkpoints now.
  package private(set) var key: Ed25519.PublicKey

  /// For each number of records after which the key changed, the key from there on.
  private var keys: [(from: Int, key: Ed25519.PublicKey)]

  /// The length in bytes of the file that holds these records.
  private(set) var byteCount: Int

  /// The definition of privacy of every price.
  package var definition: PrivacyDefinition { limit.definition }

  /// The cap's price.
  package var cap: PrivacyCost { limit.cost }

  /// The price that may still be reserved; never negative.
  package var left: PrivacyCost { cap.remainder(after: charged) }

  /// The ε that a price gives at the cap's δ, rounded up: for what is charged, or left.
  package func epsilon(of cost: PrivacyCost) -> Epsilon {
    do throws(AccountingError) {
      return try PrivacyGuarantee(cost, at: limit.delta).epsilon
    } catch {
      preconditionFailure("the cap's δ is certified, so prices can be read at it: \(error)")
    }
  }

  /// The name by which checkpoints and manifests speak of this ledger.
  ///
  /// It binds them to the genesis record, so two ledgers never share it.
  package var origin: String { LedgerState.origin(genesisHash: records[0].hash) }

  /// The name of the ledger whose genesis record has that hash.
  static func origin(genesisHash: [UInt8]) -> String {
    "marginalia-ledger/" + [UInt8](genesisHash.prefix(16)).hex
  }

  /// Begins with a genesis record.
  init(genesis record: LedgerRecord) throws(LedgerRule) {
    guard case .genesis(let genesis) = record.event else { throw .genesis }
    guard genesis.agreement.map({ $0.neighbours == genesis.neighbours }) ?? true else {
      throw .agreement
    }
    guard record.index == 0 else { throw .index }
    guard record.previous == [UInt8](repeating: 0, count: 32) else { throw .chain }
    guard Timestamp.isWellFormed(record.time) else { throw .time }
    guard genesis.cap.isCertified else { throw .certificate }
    self.genesis = genesis
    records = [record]
    limit = genesis.cap
    charged = .zero(genesis.cap.definition)
    key = genesis.key
    keys = [(from: 1, key: genesis.key)]
    byteCount = LedgerLine.encoded(record).count
  }

  /// The reservation whose `reserve` record has that index.
  package func reservation(_ index: Int) -> LedgerReservation? {
    position(of: index).map { reservations[$0] }
  }

  /// The key that signs a checkpoint over that many records.
  func key(ofCheckpointOver size: Int) -> Ed25519.PublicKey {
    keys.last { $0.from <= size }?.key ?? genesis.key
  }

  /// The record that an event makes, after the records so far.
  func next(_ event: LedgerRecord.Event, at time: String) throws(LedgerRule) -> LedgerRecord {
    let last = records[records.count - 1]
    return try LedgerRecord(
      index: records.count,
      previous: last.hash,
      time: max(time, last.time),
      event: event
    )
  }

  /// What the ledger's key signs for an event that comes next and changes the ledger's terms.
  func signedMessage(_ event: LedgerRecord.Event, at time: String) -> [UInt8] {
    let last = records[records.count - 1]
    return LedgerRecord.signedMessage(
      index: records.count,
      previous: last.hash,
      time: max(time, last.time),
      event: event
    )
  }

  /// Checks that a record may follow, and takes it in.
  mutating func append(_ record: LedgerRecord) throws(LedgerRule) {
    try admitByAgreement(record)
    try admit(record)
    take(record)
  }

  /// Checks that a record may follow the records so far.
  ///
  /// Proof: Ledger.tamper_evident
  func admit(_ record: LedgerRecord) throws(LedgerRule) {
    let last = records[records.count - 1]
    guard record.index == records.count else { throw .index }
    guard record.previous == last.hash else { throw .chain }
    guard Timestamp.isWellFormed(record.time), record.time >= last.time else { throw .time }
    switch record.event {
    case .genesis:
      throw .genesis
    case .reserve(let reserve):
      guard reserve.purpose["neighbours"]?.string == genesis.neighbours.rawValue else {
        throw .neighbours
      }
      guard genesis.unit.agrees(with: reserve.purpose) else { throw .unit }
      guard reserve.cost.definition == definition else { throw .definition }
      guard charged + reserve.cost <= cap else { throw .cap }
    case .begin(let index), .void(let index):
      guard try status(of: index) == .reserved else { throw .begin }
    case .commit(let commit):
      guard try status(of: commit.reservation) == .begun else { throw .commit }
      try admit(commit)
    case .lost(let index):
      guard try status(of: index) == .begun else { throw .commit }
    case .release(let release):
      guard try status(of: release.reservation) == .committed else { throw .release }
    case .raiseCap(let cap, let signature):
      guard cap.isCertified else { throw .certificate }
      guard cap.definition == definition else { throw .definition }
      guard cap.cost >= limit.cost,
        key.isValidSignature(signature, for: record.signedMessage)
      else { throw .raise }
    case .key(let new, let signatures):
      guard signatures.count == 2, new != key,
        key.isValidSignature(signatures[0], for: record.signedMessage),
        new.isValidSignature(signatures[1], for: record.signedMessage)
      else { throw .key }
    case .recovered(let offset, let bytes, _):
      guard offset == byteCount, bytes > 0 else { throw .recovery }
    }
  }

  /// Checks that a reservation keeps to the ledger's agreement, if it has one.
  func admitByAgreement(_ record: LedgerRecord) throws(LedgerRule) {
    guard let agreement = genesis.agreement, case .reserve(let reserve) = record.event else {
      return
    }
    guard agreement.breach(of: reserve.purpose, at: record.time) == nil else { throw .agreement }
  }

  private func admit(_ commit: LedgerRecord.Commit) throws(LedgerRule) {
    var paid = PrivacyCost.zero(definition)
    for entry in commit.entries {
      guard entry.neighbours == genesis.neighbours else { throw .neighbours }
      guard ProtectedUnit(name: entry.unit, maximumRows: entry.bound) == genesis.unit else {
        throw .unit
      }
      guard entry.cost.definition == definition else { throw .definition }
      guard let price = entry.mechanism.price(under: definition), price <= entry.cost else {
        throw .entries
      }
      paid += entry.cost
    }
    guard let reserved = reservation(commit.reservation), paid <= reserved.terms.cost else {
      throw .entries
    }
  }

  /// Takes in a record that has been admitted.
  ///
  /// Proof: Ledger.ledger_safe
  mutating func take(_ record: LedgerRecord) {
    switch record.event {
    case .reserve(let reserve):
      reservations.append(LedgerReservation(index: record.index, terms: reserve))
      charged += reserve.cost
    case .begin(let index):
      update(index) { $0.status = .begun }
    case .void(let index):
      update(index) { $0.status = .voided }
      if let given = reservation(index) {
        charged = charged.remainder(after: given.terms.cost)
      }
    case .commit(let commit):
      update(commit.reservation) {
        $0.status = .committed
        $0.commit = commit
      }
    case .lost(let index):
      update(index) { $0.status = .lost }
    case .release(let release):
      update(release.reservation) {
        $0.status = .released
        $0.release = release
      }
    case .raiseCap(let cap, _):
      limit = cap
    case .key(let new, _):
      key = new
      keys.append((from: record.index + 1, key: new))
    case .genesis, .recovered:
      break
    }
    records.append(record)
    byteCount += LedgerLine.encoded(record).count
  }

  private func status(of index: Int) throws(LedgerRule) -> LedgerReservation.Status {
    guard let reservation = reservation(index) else { throw .reservation }
    return reservation.status
  }

  private mutating func update(_ index: Int, _ change: (inout LedgerReservation) -> Void) {
    guard let position = position(of: index) else {
      preconditionFailure("a record that was not admitted")
    }
    change(&reservations[position])
  }

  // Records speak of recent reservations, so the search is short.
  private func position(of index: Int) -> Int? {
    reservations.lastIndex { $0.index == index }
  }
}

/// A reservation, and what became of it.
package struct LedgerReservation: Sendable, Equatable {
  /// The index of its `reserve` record.
  package let index: Int

  /// What was reserved, and for what.
  package let terms: LedgerRecord.Reserve

  /// How far it got.
  package fileprivate(set) var status = Status.reserved

  /// What was drawn for it, once committed.
  package fileprivate(set) var commit: LedgerRecord.Commit?

  /// What went out for it, once released.
  package fileprivate(set) var release: LedgerRecord.Release?

  /// How far a reservation can get.
  package enum Status: String, Sendable {
    /// Set aside and charged; nothing is drawn.
    case reserved
    /// Charged; noise may have been drawn.
    case begun
    /// Charged; its measurements are on disk.
    case committed
    /// Charged; its release went out.
    case released
    /// Given back before anything was drawn; not charged.
    case voided
    /// Charged for ever; the run ended while noise may have been drawn.
    case lost
  }

  fileprivate init(index: Int, terms: LedgerRecord.Reserve) {
    self.index = index
    self.terms = terms
  }
}
