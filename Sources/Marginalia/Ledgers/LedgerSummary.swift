import Accounting
import Cryptography
import JSON
package import Ledger

/// What a ledger says: the budget, and every charge to it.
public struct LedgerSummary: Sendable, Equatable {
  /// One reservation of the budget.
  public struct Charge: Sendable, Equatable {
    /// The index of the record that reserved it.
    public let reservation: Int

    /// What it costs; nothing once it is voided.
    public let loss: PrivacyLoss

    /// How far it got: "reserved", "begun", "committed", "released", "voided" or "lost".
    public let status: String

    /// Makes a charge.
    package init(reservation: Int, loss: PrivacyLoss, status: String) {
      self.reservation = reservation
      self.loss = loss
      self.status = status
    }
  }

  /// The ledger's file.
  public let path: String

  /// The dataset that the budget belongs to.
  public let dataset: String

  /// What the budget protects against: "add-remove-one" or "replace-one".
  public let neighbours: String

  /// Whom the budget protects: "row", or the schema's column that names the unit.
  public let unit: String

  /// The most rows of one unit that count.
  public let maximumRows: Int

  /// The fingerprint of the ledger's key.
  public let key: String

  /// The number of records.
  public let records: Int

  /// The most that may be charged.
  public let cap: PrivacyLoss

  /// What is charged so far.
  public let charged: PrivacyLoss

  /// What is left.
  public let left: PrivacyLoss

  /// The charges, in the order in which they were made.
  public let charges: [Charge]

  /// Whether a run was using the ledger when it was read: what it writes may not be told here.
  public let isInUse: Bool

  /// The summary of a ledger's state.
  package init(
    _ state: LedgerState,
    path: String,
    isInUse: Bool = false
  ) throws(MarginaliaError) {
    self.isInUse = isInUse
    let delta = state.limit.delta
    self.path = path
    dataset = state.genesis.dataset
    neighbours = state.genesis.neighbours.rawValue
    unit = state.genesis.unit.name
    maximumRows = state.genesis.unit.maximumRows
    key = state.key.fingerprint
    records = state.records.count
    cap = PrivacyLoss(state.limit)
    charged = try PrivacyLoss(state.charged, at: delta)
    left = try PrivacyLoss(state.left, at: delta)
    var charges: [Charge] = []
    for reservation in state.reservations {
      let loss = try PrivacyLoss(reservation.terms.cost, at: delta)
      charges.append(
        Charge(
          reservation: reservation.index,
          loss: loss,
          status: reservation.status.rawValue
        )
      )
    }
    self.charges = charges
  }

  /// The ledger as one JSON object.
  public var json: String {
    Document.json(
      "ledger/1",
      [
        "path": .string(path),
        "dataset": .string(dataset),
        "neighbours": .string(neighbours),
        "unit": .string(unit), "maximumRows": .integer(maximumRows),
        "key": .string(key),
        "records": .integer(records),
        "cap": cap.document,
        "charged": charged.document,
        "left": left.document,
        "charges": .array(charges.map(\.document)),
        "inUse": .boolean(isInUse),
      ]
    )
  }
}

extension LedgerSummary.Charge {
  fileprivate var document: JSON {
    [
      "reservation": .integer(reservation), "loss": loss.document, "status": .string(status),
    ]
  }
}
