import Cryptography
import JSON
package import Ledger

/// The ledger's records of one release, verbatim, with what proves them against its checkpoint.
package struct LedgerEvidence: Sendable, Equatable {
  /// The record that began the ledger; its hash is the ledger's identity.
  package let genesis: LedgerRecord

  /// The record that charged the budget.
  package let reserve: LedgerRecord

  /// The record that said that noise was about to be drawn.
  package let begin: LedgerRecord

  /// The record of what was drawn.
  package let commit: LedgerRecord

  /// The signed checkpoint over all records up to the commit, and the ways to its root.
  package let proof: CheckpointProof

  /// The signed note over all records up to the commit.
  package var checkpoint: String { proof.checkpoint }

  /// Makes the evidence of a committed charge.
  package init(_ commitment: Commitment) {
    genesis = commitment.state.records[0]
    reserve = commitment.reserve
    begin = commitment.begin
    commit = commitment.commit
    proof = commitment.proof
  }

  /// The records with their names, in the order of the ledger.
  package var records: [(name: String, record: LedgerRecord)] {
    [("genesis", genesis), ("reserve", reserve), ("begin", begin), ("commit", commit)]
  }

  /// The evidence as the manifest has it: each record as the text whose SHA-256 the chain holds.
  var json: JSON {
    let texts = records.map { JSONMember(key: $0.name, value: $0.record.text) }
    return [
      "id": .digest(genesis.hash), "records": .object(texts),
      "checkpoint": .string(checkpoint),
      "inclusion": ["genesis": .hashes(proof.genesis), "commit": .hashes(proof.commit)],
      "keyChanges": .array(
        proof.keys.map { ["record": $0.record.text, "inclusion": .hashes($0.inclusion)] }
      ),
      "earlier": .array(
        proof.earlier.map { earlier in
          [
            "size": .integer(earlier.head.size), "root": .digest(earlier.head.root),
            "consistency": .hashes(earlier.consistency),
          ]
        }
      ),
    ]
  }

  /// Reads the member `ledger` of a manifest; the records' places in the chain are checked later.
  init(reading fields: FileFields) throws(LineageError) {
    let records = try fields.object("records")
    genesis = try LedgerRecord(reading: records, at: "genesis")
    reserve = try LedgerRecord(reading: records, at: "reserve")
    begin = try LedgerRecord(reading: records, at: "begin")
    commit = try LedgerRecord(reading: records, at: "commit")
    let inclusion = try fields.object("inclusion")
    var keys: [CheckpointProof.KeyChange] = []
    for change in try fields.objects("keyChanges") {
      keys.append(
        CheckpointProof.KeyChange(
          record: try LedgerRecord(reading: change, at: "record"),
          inclusion: try change.hashes("inclusion")
        )
      )
    }
    var earlier: [CheckpointProof.Earlier] = []
    for tree in try fields.objects("earlier") {
      let head = MerkleTree.Head(
        size: try tree.integer("size", in: 1...Int.max),
        root: try tree.digest("root")
      )
      earlier.append(.init(head: head, consistency: try tree.hashes("consistency")))
    }
    proof = CheckpointProof(
      checkpoint: try fields.text("checkpoint"),
      genesis: try inclusion.hashes("genesis"),
      commit: try inclusion.hashes("commit"),
      keys: keys,
      earlier: earlier
    )
    guard try fields.digest("id") == genesis.hash else { throw fields.fault(.outOfRange, at: "id") }
  }
}

extension JSON {
  /// A list of hashes, as texts of hexadecimal digits.
  fileprivate static func hashes(_ hashes: [[UInt8]]) -> JSON { .array(hashes.map(JSON.digest)) }
}

extension FileFields {
  /// The hashes under that name.
  fileprivate func hashes(_ key: String) throws(LineageError) -> [[UInt8]] {
    var hashes: [[UInt8]] = []
    for text in try texts(key) {
      guard let hash = [UInt8](hex: text), hash.count == 32 else {
        throw fault(.notDigest, at: key)
      }
      hashes.append(hash)
    }
    return hashes
  }
}

extension LedgerRecord {
  /// The record's text.
  fileprivate var text: JSON { .string(String(decoding: bytes, as: UTF8.self)) }

  fileprivate init(reading fields: FileFields, at key: String) throws(LineageError) {
    let bytes = [UInt8](try fields.text(key).utf8)
    do throws(LedgerRule) {
      self = try LedgerRecord(parsing: bytes)
    } catch LedgerRule.version(let found) {
      throw fields.fault(.recordVersion(found), at: key)
    } catch {
      throw fields.fault(.notARecord, at: key)
    }
  }
}
