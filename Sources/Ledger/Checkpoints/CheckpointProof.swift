package import Cryptography

/// What shows a stranger, without the ledger, that a release's records stand in it, and that the
/// ledgers of earlier releases were beginnings of the same one.
///
/// - Source: RFC 6962, sections 2.1.1 and 2.1.2.
package struct CheckpointProof: Sendable, Equatable {
  /// The signed note over all records up to the commit.
  package let checkpoint: String

  /// The way from the genesis record to the checkpoint's root.
  package let genesis: [[UInt8]]

  /// The way from the commit record to the checkpoint's root.
  package let commit: [[UInt8]]

  /// The changes of the ledger's key before the checkpoint, in order.
  package let keys: [KeyChange]

  /// The tree as it was at earlier commits, the latest first; at the genesis where there are none.
  package let earlier: [Earlier]

  /// A record that changed the key, and the way from it to the checkpoint's root.
  package struct KeyChange: Sendable, Equatable {
    /// The record.
    package let record: LedgerRecord
    /// The hashes, the lowest first.
    package let inclusion: [[UInt8]]

    /// Makes a change that someone claims.
    package init(record: LedgerRecord, inclusion: [[UInt8]]) {
      self.record = record
      self.inclusion = inclusion
    }
  }

  /// A smaller tree, and what shows that it is a beginning of the checkpoint's.
  package struct Earlier: Sendable, Equatable {
    /// The smaller tree.
    package let head: MerkleTree.Head
    /// The hashes of the consistency proof.
    package let consistency: [[UInt8]]

    /// Makes what someone claims.
    package init(head: MerkleTree.Head, consistency: [[UInt8]]) {
      self.head = head
      self.consistency = consistency
    }
  }

  /// Makes a proof that someone claims.
  package init(
    checkpoint: String,
    genesis: [[UInt8]],
    commit: [[UInt8]],
    keys: [KeyChange],
    earlier: [Earlier]
  ) {
    self.checkpoint = checkpoint
    self.genesis = genesis
    self.commit = commit
    self.keys = keys
    self.earlier = earlier
  }

  /// The most earlier commits that are proven: an auditor who has one release in sixteen can tell.
  package static let greatestCount = 16

  /// Proves the last record of a ledger, which is a commit, by the checkpoint over it.
  init(of state: LedgerState, checkpoint: SignedNote) {
    let records = state.records
    let tree = MerkleTree(leaves: records.map(\.bytes))
    let commits = records.dropLast().compactMap { record in
      if case .commit = record.event { record.index + 1 } else { nil }
    }
    let sizes = commits.suffix(CheckpointProof.greatestCount).reversed()
    self.checkpoint = checkpoint.encoded
    genesis = tree.inclusionProof(of: 0)
    commit = tree.inclusionProof(of: records.count - 1)
    keys = records.compactMap { record in
      guard case .key = record.event else { return nil }
      return KeyChange(record: record, inclusion: tree.inclusionProof(of: record.index))
    }
    earlier = (sizes.isEmpty ? [1] : Array(sizes)).map { size in
      Earlier(
        head: MerkleTree.Head(size: size, root: tree.root(at: size)),
        consistency: tree.consistencyProof(from: size)
      )
    }
  }

  /// The checkpoint, where it can be read.
  package var parsed: Checkpoint? {
    (try? SignedNote(parsing: checkpoint)).flatMap { Checkpoint(text: $0.text) }
  }

  /// What is wrong with a proof.
  package enum Fault: Sendable, CaseIterable {
    /// The checkpoint is no checkpoint of the ledger that the genesis record began.
    case checkpoint
    /// It ends at another record than the commit.
    case size
    /// A change of key isn't in the ledger, or isn't signed by the old key and the new.
    case key
    /// The ledger's key did not sign the checkpoint.
    case signature
    /// The genesis or the commit record isn't under the checkpoint's root.
    case inclusion
    /// An earlier tree is no beginning of the checkpoint's.
    case consistency
  }

  /// All that is wrong with the proof of these records; nothing of it is trusted.
  package func faults(genesis first: LedgerRecord, commit last: LedgerRecord) -> [Fault] {
    guard let note = try? SignedNote(parsing: checkpoint), let checkpoint = parsed,
      checkpoint.origin == LedgerState.origin(genesisHash: first.hash),
      case .genesis(let terms) = first.event
    else { return [.checkpoint] }
    let head = checkpoint.head
    var faults: [Fault] = []
    if head.size != last.index + 1 { faults.append(.size) }
    let key = finalKey(from: terms.key, in: head)
    if let key {
      let signer = NoteKey(name: checkpoint.origin, publicKey: key)
      if !note.isSigned(by: signer) { faults.append(.signature) }
    } else {
      faults.append(.key)
    }
    let areIncluded =
      CheckpointProof.isIncluded(first, in: head, by: genesis)
      && CheckpointProof.isIncluded(last, in: head, by: commit)
    if !areIncluded { faults.append(.inclusion) }
    let areConsistent = earlier.allSatisfy {
      $0.head.size > 0
        && MerkleTree.verifyConsistency(from: $0.head, to: head, proof: $0.consistency)
    }
    if !areConsistent || earlier.isEmpty { faults.append(.consistency) }
    return faults
  }

  /// The key after all changes; nil where one of them isn't shown.
  private func finalKey(
    from first: Ed25519.PublicKey,
    in head: MerkleTree.Head
  ) -> Ed25519.PublicKey? {
    var (key, place) = (first, 0)
    for change in keys {
      let record = change.record
      guard case .key(let new, let signatures) = record.event, record.index > place,
        signatures.count == 2,
        key.isValidSignature(signatures[0], for: record.signedMessage),
        new.isValidSignature(signatures[1], for: record.signedMessage),
        CheckpointProof.isIncluded(record, in: head, by: change.inclusion)
      else { return nil }
      (key, place) = (new, record.index)
    }
    return key
  }

  private static func isIncluded(
    _ record: LedgerRecord,
    in head: MerkleTree.Head,
    by proof: [[UInt8]]
  ) -> Bool {
    MerkleTree.verifyInclusion(
      of: MerkleTree.hash(ofLeaf: record.bytes),
      at: record.index,
      in: head,
      proof: proof
    )
  }
}

extension CheckpointProof.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .checkpoint: "the checkpoint is not one of the ledger that the genesis record began"
    case .size: "the checkpoint doesn't end at the commit record"
    case .key: "a change of the ledger's key is not shown to be in the ledger and signed twice"
    case .signature: "the checkpoint is not signed by the ledger's key"
    case .inclusion: "the genesis or the commit record is not under the checkpoint's root"
    case .consistency: "the ledger of an earlier release is not shown to be a beginning of this one"
    }
  }
}
