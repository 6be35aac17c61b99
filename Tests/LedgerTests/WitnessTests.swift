import Cryptography
import Ledger
import Testing

struct WitnessTests {
  private let key = Ed25519.PrivateKey(seed: [UInt8](repeating: 11, count: 32))
  private let name = "witness.example/w1"

  /// A ledger's checkpoints after each of some commits, and its state after the last.
  private func history(
    _ commits: Int,
    of disk: MemoryDisk
  ) throws -> (notes: [SignedNote], state: LedgerState) {
    var ledger = try Example.open(disk)
    var notes: [SignedNote] = []
    for _ in 0..<commits {
      notes.append(try Example.spend(Example.part(64), in: &ledger).checkpoint)
    }
    return (notes, ledger.state)
  }

  private func size(_ note: SignedNote) throws -> Int {
    try #require(Checkpoint(text: note.text)).size
  }

  private func refusal(
    _ witness: inout Witness,
    _ request: WitnessRequest?
  ) throws -> Witness.Refusal? {
    let before = witness
    let request = try #require(request)
    do throws(Witness.Refusal) {
      try witness.accept(request)
      return nil
    } catch {
      #expect(witness == before, "a refusal changes nothing")
      return error
    }
  }

  @Test func `checkpoints that follow on each other are cosigned, and the largest is remembered`()
    throws
  {
    let (notes, state) = try history(4, of: Example.disk())
    var witness = Witness()
    witness.trust(Example.key.publicKey, for: state.origin)
    var last = 0
    for note in notes {
      let request = try #require(WitnessRequest(note, of: state, since: last))
      #expect(WitnessRequest(parsing: request.text) == request)
      #expect(try witness.accept(request) == last)
      last = try size(note)
      // Once more the same checkpoint is as good.
      let again = try #require(WitnessRequest(note, of: state, since: last))
      #expect(again.consistency.isEmpty)
      try witness.accept(again)
    }
    #expect(Witness(parsing: witness.bytes) == witness)
  }

  @Test func `every rule of the protocol is kept`() throws {
    let disk = try Example.disk()
    let (notes, state) = try history(3, of: disk)
    var witness = Witness()
    let first = WitnessRequest(notes[0], of: state, since: 0)
    #expect(try refusal(&witness, first) == .unknown(origin: state.origin))
    witness.trust(Example.otherKey.publicKey, for: state.origin)
    #expect(try refusal(&witness, first) == .unsigned(origin: state.origin))
    witness = Witness()
    witness.trust(Example.key.publicKey, for: state.origin)
    witness.trust(Example.otherKey.publicKey, for: state.origin)
    let early = WitnessRequest(notes[1], of: state, since: 4)
    #expect(try refusal(&witness, early) == .stale(cosigned: 0, old: 4))
    #expect(try refusal(&witness, first) == nil)
    let stale = WitnessRequest(notes[1], of: state, since: 0)
    #expect(try refusal(&witness, stale) == .stale(cosigned: 4, old: 0))
    // A proof of another beginning, or none.
    let honest = try #require(WitnessRequest(notes[2], of: state, since: 4))
    for text in [
      honest.text.replacing("old 4\n", with: "old 4\n" + Base64.encode(Example.digest) + "\n"),
      "old 4\n\n" + notes[2].encoded,
    ] {
      let request = WitnessRequest(parsing: text)
      #expect(try refusal(&witness, request) == .inconsistent(cosigned: 4, size: 10))
    }
    let beyond = WitnessRequest(
      parsing: "old 4\n\n" + notes[0].encoded.replacing("\n4\n", with: "\n3\n")
    )
    #expect(try refusal(&witness, beyond) == .malformed)
    #expect(try refusal(&witness, honest) == nil)
  }

  @Test func `a fork of a ledger is refused, whatever its proof`() throws {
    let disk = try Example.disk()
    let start = disk.files
    let (notes, state) = try history(2, of: disk)
    let fork = MemoryDisk(files: start)
    fork.now += 1
    let (others, other) = try history(3, of: fork)
    #expect(state.origin == other.origin)
    var witness = Witness()
    witness.trust(Example.key.publicKey, for: state.origin)
    #expect(try refusal(&witness, WitnessRequest(notes[0], of: state, since: 0)) == nil)
    let same = WitnessRequest(others[0], of: other, since: 4)
    #expect(try refusal(&witness, same) == .forked(size: 4))
    let longer = WitnessRequest(others[2], of: other, since: 4)
    #expect(try refusal(&witness, longer) == .inconsistent(cosigned: 4, size: 10))
  }

  @Test func `what is cosigned is on disk before the cosignature is given away`() throws {
    let (notes, state) = try history(2, of: Example.disk())
    let disk = MemoryDisk()
    var images: [[String: [UInt8]]] = []
    for (note, last) in zip(notes, [0, 4]) {
      disk.afterChange = { images += disk.crashImages() }
      var file = try WitnessFile(at: "w", files: disk)
      let cosigned = try file.cosign(
        try #require(WitnessRequest(note, of: state, since: last)),
        trusting: Example.key.publicKey,
        name: name,
        key: key
      )
      disk.afterChange = nil
      let witness = CosignatureKey(name: name, publicKey: key.publicKey)
      #expect(cosigned.time(cosignedBy: witness) == disk.now)
      #expect(cosigned.signatures.count == 1 && cosigned.text == note.text)
      // Now, whatever a power failure leaves, the memory holds it.
      for image in disk.crashImages() {
        let kept = try #require(Witness(parsing: image["w"] ?? []))
        #expect(kept.logs[state.origin]?.checkpoint?.text == note.text)
      }
    }
    #expect(images.count > 10)
    // And on the way there, it is the old one or the new one.
    for image in images where image["w"] != nil {
      #expect(Witness(parsing: image["w"] ?? []) != nil)
    }
    do throws(WitnessFile.Failure) {
      var file = try WitnessFile(at: "w", files: disk)
      _ = try file.cosign(
        WitnessRequest(parsing: "old 0\n\n" + notes[0].encoded) ?? { preconditionFailure() }(),
        trusting: nil,
        name: name,
        key: key
      )
      Issue.record("not refused")
    } catch {
      #expect(error == .refused(.stale(cosigned: 7, old: 0)))
    }
    #expect(disk.openDescriptors == 0)
  }

  @Test func `a memory that was changed, or is in use, is refused`() throws {
    let disk = MemoryDisk(files: ["w": Array("{}\n".utf8)])
    #expect(throws: WitnessFile.Failure.malformed(path: "w")) {
      _ = try WitnessFile(at: "w", files: disk)
    }
    let held = try WitnessFile(at: "v", files: disk)
    #expect(throws: WitnessFile.Failure.file(.locked(path: "v"))) {
      _ = try WitnessFile(at: "v", files: disk)
    }
    _ = consume held
    _ = try WitnessFile(at: "v", files: disk)
  }

  @Test(arguments: [
    "", "old 0", "old 0\n", "old -1\n\n", "old 00\n\n", "old x\n\n", "new 0\n\n", "old 0\nAAAA\n\n",
  ])
  func `what is no request is none`(head: String) throws {
    let (notes, state) = try history(1, of: Example.disk())
    #expect(WitnessRequest(parsing: head + notes[0].encoded) == nil)
    #expect(WitnessRequest(notes[0], of: state, since: 5) == nil)
    #expect(WitnessRequest(notes[0], of: state, since: -1) == nil)
    let hash = Base64.encode(Example.digest) + "\n"
    let long = "old 1\n" + String(repeating: hash, count: 64) + "\n" + notes[0].encoded
    #expect(WitnessRequest(parsing: long) == nil)
  }
}
