import Cryptography
import Testing

struct CosignatureTests {
  let key = Ed25519.PrivateKey(seed: Array(repeating: 6, count: 32))
  let other = Ed25519.PrivateKey(seed: Array(repeating: 7, count: 32))
  let name = "witness.example/w1"

  var witness: CosignatureKey { CosignatureKey(name: name, publicKey: key.publicKey) }

  func cosigned(_ text: String, at seconds: Int) -> SignedNote {
    var note = SignedNote(text: text)
    note.cosign(name: name, key: key, seconds: seconds)
    return note
  }

  /// The example of the specification, whose witness's key isn't published: its form alone.
  let published = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
    — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

    """

  @Test func `the published example is read and written, and holds the published time`() throws {
    let note = try SignedNote(parsing: published)
    #expect(note.encoded == published)
    let line = try #require(note.signatures.last)
    #expect(line.name == "witness.example.com/w1" && line.bytes.count == 72)
    #expect(line.bytes.prefix(8).reduce(0) { $0 << 8 | Int($1) } == 1_679_315_147)
    #expect(note.time(cosignedBy: witness) == nil)
  }

  @Test func `what is signed is the published message`() {
    let message = CosignatureKey.message("a\n1\nroot\n", seconds: 1_679_315_147)
    #expect(
      String(decoding: message, as: UTF8.self) == "cosignature/v1\ntime 1679315147\na\n1\nroot\n"
    )
  }

  @Test func `a cosignature is verified with its time, in a note that others signed too`() throws {
    var note = cosigned("a\n1\nroot\n", at: 1_800_000_000)
    note.sign(name: "a", key: other)
    let read = try SignedNote(parsing: note.encoded)
    #expect(read.time(cosignedBy: witness) == 1_800_000_000)
    #expect(read.isSigned(by: NoteKey(name: "a", publicKey: other.publicKey)))
    // A cosigner's key is no signer's key, and the other way round.
    #expect(!read.isSigned(by: NoteKey(name: name, publicKey: key.publicKey)))
    #expect(read.time(cosignedBy: CosignatureKey(name: "a", publicKey: other.publicKey)) == nil)
    #expect(read.time(cosignedBy: CosignatureKey(name: "w2", publicKey: key.publicKey)) == nil)
    #expect(cosigned("a\n1\nroot\n", at: 0).time(cosignedBy: witness) == 0)
    #expect(cosigned("a\n1\nroot\n", at: Int.max).time(cosignedBy: witness) == Int.max)
  }

  @Test func `another text, time or byte is refused, and so is a doubtful second line`() throws {
    let note = cosigned("a\n1\nroot\n", at: 1_800_000_000)
    let changed = note.encoded.replacing("root", with: "toor")
    #expect(try SignedNote(parsing: changed).time(cosignedBy: witness) == nil)
    let bytes = try #require(note.signatures.first).bytes
    for index in bytes.indices {
      var tampered = bytes
      tampered[index] ^= 1
      let line = "— \(name) \(Base64.encode(witness.id + tampered))\n"
      let alone = try SignedNote(parsing: "\(note.text)\n\(line)")
      #expect(alone.time(cosignedBy: witness) == nil)
      let both = try SignedNote(parsing: note.encoded + line)
      #expect(both.time(cosignedBy: witness) == nil)
    }
    let later = note.merged(with: cosigned("a\n1\nroot\n", at: 1_800_000_001))
    #expect(later.time(cosignedBy: witness) == 1_800_000_001)
    #expect(later.merged(with: note) == later)
  }

  @Test func `a key is written and read as verifiers are given it`() throws {
    #expect(CosignatureKey(parsing: witness.text) == witness)
    #expect(NoteKey(parsing: witness.text) == nil)
    let note = NoteKey(name: name, publicKey: key.publicKey)
    #expect(CosignatureKey(parsing: note.text) == nil && note.id != witness.id)
    for wrong in ["", "a+b", witness.text + "A", witness.text.replacing("w1", with: "w2")] {
      #expect(CosignatureKey(parsing: wrong) == nil)
    }
  }
}
