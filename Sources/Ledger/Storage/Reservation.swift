package import Accounting

/// A part of the cap that is charged on disk for one run; nothing is drawn for it yet.
///
/// Dropping the value leaves the charge.
package struct Reservation: ~Copyable {
  private let store: LedgerStore

  /// The `reserve` record; its hash is a part of the sampling seed.
  package let record: LedgerRecord

  /// The charge.
  package let cost: PrivacyCost

  init(store: LedgerStore, record: LedgerRecord, cost: PrivacyCost) {
    self.store = store
    self.record = record
    self.cost = cost
  }

  /// The index of the `reserve` record, by which later records speak of this reservation.
  package var id: Int { record.index }

  /// Writes that noise is about to be drawn, and returns once that would survive a power failure.
  ///
  /// From here on the charge is never given back: a checkpoint over it is signed before any noise
  /// is drawn, so that nobody without the key can cut the record off and void the reservation.
  ///
  /// Proof: Ledger.ledger_safe
  package consuming func begin() throws(LedgerError) -> OpenCharge {
    let begin = try store.append(.begin(reservation: id))
    try store.writeCheckpoint()
    return OpenCharge(store: store, reserve: record, begin: begin, cost: cost)
  }

  /// Gives the charge back; nothing was drawn for it, as this value was never begun.
  ///
  /// Proof: Ledger.ledger_safe
  package consuming func void() throws(LedgerError) {
    try store.append(.void(reservation: id))
  }
}
