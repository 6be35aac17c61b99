package import Cryptography

/// A signed statement of how many records a ledger has, and of their Merkle root.
///
/// A ledger that was cut short, rolled back or rewritten no longer matches its checkpoint.
///
/// - Source: C2SP tlog-checkpoint and signed-note; RFC 6962, section 2.1.
package struct Checkpoint: Sendable, Equatable {
  /// The ledger.
  package let origin: String

  /// The number of records, and the Merkle root over their JSON.
  package let head: MerkleTree.Head

  /// The number of records.
  package var size: Int { head.size }

  /// The Merkle root.
  var root: [UInt8] { head.root }

  /// The checkpoint over all records of a ledger.
  init(over state: LedgerState) {
    origin = state.origin
    head = MerkleTree.Head(
      size: state.records.count,
      root: Checkpoint.root(of: state.records[...])
    )
  }

  /// The Merkle root over records.
  static func root(of records: ArraySlice<LedgerRecord>) -> [UInt8] {
    MerkleTree(leaves: records.map(\.bytes)).root
  }

  /// The text that is signed.
  var text: String { "\(origin)\n\(size)\n\(Base64.encode(root))\n" }

  /// The note, signed under the ledger's name.
  func signed(by key: Ed25519.PrivateKey) -> SignedNote {
    var note = SignedNote(text: text)
    note.sign(name: origin, key: key)
    return note
  }

  /// Reads the text of a checkpoint; no other spelling of it is accepted.
  package init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 4, let size = Int(lines[1]), size > 0,
      NoteKey.isValid(name: String(lines[0])),
      let root = Base64.decode(String(lines[2])), root.count == 32
    else { return nil }
    origin = String(lines[0])
    head = MerkleTree.Head(size: size, root: root)
    guard self.text == text else { return nil }
  }
}
