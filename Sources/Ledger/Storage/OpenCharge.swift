package import Accounting
package import Cryptography

/// A charge for which noise may be drawn, grant by grant.
///
/// Dropping the value leaves the charge; the next run that reserves notes it as lost.
package struct OpenCharge: ~Copyable {
  private let store: LedgerStore
  private let reserve: LedgerRecord
  private let begin: LedgerRecord
  private var budget: Budget

  init(store: LedgerStore, reserve: LedgerRecord, begin: LedgerRecord, cost: PrivacyCost) {
    self.store = store
    self.reserve = reserve
    self.begin = begin
    budget = Budget(total: cost)
  }

  /// The index of the `reserve` record.
  package var id: Int { reserve.index }

  /// The charge.
  package var cost: PrivacyCost { budget.total }

  /// What is left of it for further grants.
  package var left: PrivacyCost { budget.left }

  /// The right to draw noise once, for at most `cost`.
  ///
  /// An exact filter: the grants' sum never passes the reservation, whatever later questions
  /// depend on.
  ///
  /// Proof: Mechanisms.guard_zcdp
  /// Proof: PureRuns.pure_guard
  ///
  /// - Source: Whitehouse, Ramdas, Rogers and Wu, Fully-adaptive composition, ICML 2023.
  package mutating func grant(_ cost: PrivacyCost) throws(LedgerError) -> Grant {
    try store.requireUsable()
    do throws(AccountingError) {
      try budget.spend(cost)
    } catch {
      throw .grantExceeded(asked: cost, left: budget.left)
    }
    return Grant(cost: cost)
  }

  /// Writes what was drawn, durably, and then a checkpoint over all records.
  ///
  /// The measurements must be on disk already, under the digest given here.
  ///
  /// - Parameters:
  ///   - entries: one for each answer that was let out, in order; together at most what was granted.
  ///   - measurementsDigest: the SHA-256 of the measurements file.
  /// - Returns: the records and the checkpoint, for the manifest.
  /// - Throws: `refused` where the entries cost more than was granted, or less than their
  ///   mechanisms' prices; and `file`.
  package consuming func commit(
    entries: [LedgerEntry],
    measurementsDigest: [UInt8]
  ) throws(LedgerError) -> Commitment {
    let paid = entries.reduce(.zero(cost.definition)) { $0 + $1.cost }
    guard paid <= budget.spent else { throw .refused(rule: .entries) }
    let commit = try store.append(
      .commit(
        LedgerRecord.Commit(
          reservation: reserve.index,
          entries: entries,
          measurements: measurementsDigest
        )
      )
    )
    let checkpoint = try store.writeCheckpoint()
    return Commitment(
      reserve: reserve,
      begin: begin,
      commit: commit,
      checkpoint: checkpoint,
      state: store.state
    )
  }
}

/// The right to draw noise once.
///
/// Only ``OpenCharge/grant(_:)`` makes one, after its charge is on disk, and a mechanism consumes
/// it; it can't be copied.
package struct Grant: ~Copyable {
  /// The price that the noise may have.
  package let cost: PrivacyCost

  init(cost: PrivacyCost) { self.cost = cost }
}

/// A committed charge, with all that a manifest needs to show it to others.
package struct Commitment: Sendable {
  /// The `reserve` record.
  package let reserve: LedgerRecord

  /// The `begin` record.
  package let begin: LedgerRecord

  /// The `commit` record.
  package let commit: LedgerRecord

  /// The signed checkpoint over all records up to the commit.
  package let checkpoint: SignedNote

  /// The checkpoint's ledger: cap, charge and records at that time.
  package let state: LedgerState

  /// What shows a stranger that the commit is in the ledger, and that earlier ones led to it.
  package var proof: CheckpointProof { CheckpointProof(of: state, checkpoint: checkpoint) }

  /// The RFC 6962 proof that a record is among those that the checkpoint covers.
  package func inclusionProof(of record: LedgerRecord) -> [[UInt8]] {
    MerkleTree(leaves: state.records.map(\.bytes)).inclusionProof(of: record.index)
  }
}
