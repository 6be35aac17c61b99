import Cryptography
import Ledger
import Testing

struct CheckpointProofTests {
  /// The last of some commitments on one ledger, with the key changed on the way where wanted.
  private func commitment(after spends: Int, changingKey: Bool = false) throws -> Commitment {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    for _ in 0..<spends { try Example.spend(Example.part(64), in: &ledger) }
    if changingKey { try ledger.changeKey(to: Example.otherKey) }
    return try Example.spend(Example.part(64), in: &ledger)
  }

  private func faults(_ proof: CheckpointProof, _ commitment: Commitment) -> [CheckpointProof.Fault]
  {
    proof.faults(genesis: commitment.state.records[0], commit: commitment.commit)
  }

  private func changed(
    _ proof: CheckpointProof,
    checkpoint: String? = nil,
    genesis: [[UInt8]]? = nil,
    commit: [[UInt8]]? = nil,
    keys: [CheckpointProof.KeyChange]? = nil,
    earlier: [CheckpointProof.Earlier]? = nil
  ) -> CheckpointProof {
    CheckpointProof(
      checkpoint: checkpoint ?? proof.checkpoint,
      genesis: genesis ?? proof.genesis,
      commit: commit ?? proof.commit,
      keys: keys ?? proof.keys,
      earlier: earlier ?? proof.earlier
    )
  }

  @Test(arguments: [0, 1, 2, 5, 20])
  func `a commit is proven with the earlier commits, or the genesis where there is none`(
    spends: Int
  ) throws {
    let commitment = try commitment(after: spends)
    let proof = commitment.proof
    #expect(faults(proof, commitment) == [])
    let sizes = (0..<spends).map { 4 + 3 * $0 }.reversed().prefix(CheckpointProof.greatestCount)
    #expect(proof.earlier.map(\.head.size) == (spends == 0 ? [1] : Array(sizes)))
    #expect(proof.parsed?.size == commitment.state.records.count)
  }

  @Test func `a change of key on the way is proven too`() throws {
    let commitment = try commitment(after: 1, changingKey: true)
    let proof = commitment.proof
    #expect(proof.keys.count == 1)
    #expect(faults(proof, commitment) == [])
    #expect(faults(changed(proof, keys: []), commitment) == [.signature])
    let forged = CheckpointProof.KeyChange(record: proof.keys[0].record, inclusion: [])
    #expect(faults(changed(proof, keys: [forged]), commitment) == [.key])
    let twice = proof.keys + proof.keys
    #expect(faults(changed(proof, keys: twice), commitment) == [.key])
  }

  @Test func `whatever part of a proof is changed, the fault is named`() throws {
    let commitment = try commitment(after: 3)
    let proof = commitment.proof
    var note = try SignedNote(parsing: proof.checkpoint)
    note = SignedNote(text: note.text)
    #expect(faults(changed(proof, checkpoint: note.text + "\n"), commitment) == [.checkpoint])
    note.sign(name: commitment.state.origin, key: Example.otherKey)
    #expect(faults(changed(proof, checkpoint: note.encoded), commitment) == [.signature])
    #expect(faults(changed(proof, genesis: []), commitment) == [.inclusion])
    #expect(faults(changed(proof, commit: proof.commit.reversed()), commitment) == [.inclusion])
    #expect(faults(changed(proof, earlier: []), commitment) == [.consistency])
    for position in proof.earlier.indices {
      var earlier = proof.earlier
      let (head, path) = (earlier[position].head, earlier[position].consistency)
      let root = head.root.map { $0 ^ 1 }
      earlier[position] = .init(head: .init(size: head.size, root: root), consistency: path)
      #expect(faults(changed(proof, earlier: earlier), commitment) == [.consistency])
      earlier[position] = .init(head: head, consistency: Array(path.dropLast()))
      #expect(faults(changed(proof, earlier: earlier), commitment) == [.consistency])
      earlier[position] = .init(head: .init(size: 0, root: MerkleTree.emptyRoot), consistency: [])
      #expect(faults(changed(proof, earlier: earlier), commitment) == [.consistency])
    }
    // The proof of an earlier commit doesn't prove this one.
    let before = try self.commitment(after: 2)
    let found = faults(before.proof, commitment)
    #expect(found.contains(.size) && found.contains(.inclusion))
    #expect(
      Set(CheckpointProof.Fault.allCases.map(\.description)).count
        == CheckpointProof.Fault.allCases.count
    )
  }
}
