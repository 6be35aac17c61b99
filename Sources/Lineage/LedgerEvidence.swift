import Cryptography
import JSON
package import Ledger

/// The ledger's records of one release, verbatim, so that they can be hashed, chained and compared.
package struct LedgerEvidence: Sendable, Equatable {
  /// The record that began the ledger; its hash is the ledger's identity.
  package let genesis: LedgerRecord

  /// The record that charged the budget.
  package let reserve: LedgerRecord

  /// The record that said that noise was about to be drawn.
  package let begin: LedgerRecord

  /// The record of what was drawn.
  package let commit: LedgerRecord

  /// The signed note over all records up to the commit.
  package let checkpoint: String

  /// Makes the evidence of a committed charge.
  package init(_ commitment: Commitment) {
    genesis = commitment.state.records[0]
    reserve = commitment.reserve
    begin = commitment.begin
    commit = commitment.commit
    checkpoint = commitment.checkpoint.encoded
  }

  /// The records with their names, in the order of the ledger.
  var records: [(name: String, record: LedgerRecord)] {
    [("genesis", genesis), ("reserve", reserve), ("begin", begin), ("commit", commit)]
  }

  /// The evidence as the manifest has it: each record as the text whose SHA-256 the chain holds.
  var json: JSON {
    let texts = records.map { name, record in
      JSONMember(key: name, value: .string(String(decoding: record.bytes, as: UTF8.self)))
    }
    return [
      "id": .digest(genesis.hash), "records": .object(texts),
      "checkpoint": .string(checkpoint),
    ]
  }

  /// Reads the member `ledger` of a manifest; the records' places in the chain are checked later.
  init(reading fields: FileFields) throws(LineageError) {
    let records = try fields.object("records")
    genesis = try LedgerRecord(reading: records, at: "genesis")
    reserve = try LedgerRecord(reading: records, at: "reserve")
    begin = try LedgerRecord(reading: records, at: "begin")
    commit = try LedgerRecord(reading: records, at: "commit")
    checkpoint = try fields.text("checkpoint")
    guard try fields.digest("id") == genesis.hash else { throw fields.fault(.outOfRange, at: "id") }
  }
}

extension LedgerRecord {
  fileprivate init(reading fields: FileFields, at key: String) throws(LineageError) {
    let bytes = [UInt8](try fields.text(key).utf8)
    do throws(LedgerRule) {
      self = try LedgerRecord(parsing: bytes)
    } catch {
      throw fields.fault(.notARecord, at: key)
    }
  }
}
