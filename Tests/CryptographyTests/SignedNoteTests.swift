import Cryptography
import Testing

struct SignedNoteTests {
  struct Known: Decodable {
    let Name: String
    let Vkey: String
    let Text: String
    let Note: String
  }

  let key = Ed25519.PrivateKey(seed: Array(repeating: 3, count: 32))
  let name = "example.org/ledger"

  func signed(_ text: String) -> SignedNote {
    var note = SignedNote(text: text)
    note.sign(name: name, key: key)
    return note
  }

  @Test func `published notes are read, verified and written again`() throws {
    let notes = try Vectors.decoded([Known].self, "signed-note/notes.json")
    #expect(notes.count == 4)
    for known in notes {
      let note = try SignedNote(parsing: known.Note)
      let signer = try #require(NoteKey(parsing: known.Vkey))
      #expect(note.text == known.Text)
      #expect(note.isSigned(by: signer))
      #expect(note.encoded == known.Note)
      #expect(signer.text == known.Vkey)
    }
  }

  @Test func `what is signed here is verified here`() throws {
    let note = signed("ledger\n3\nroot\n")
    let signer = NoteKey(name: name, publicKey: key.publicKey)
    #expect(try SignedNote(parsing: note.encoded) == note)
    #expect(note.isSigned(by: signer))
    #expect(!note.isSigned(by: NoteKey(name: "other", publicKey: key.publicKey)))
    let otherKey = Ed25519.PrivateKey(seed: Array(repeating: 4, count: 32)).publicKey
    #expect(!note.isSigned(by: NoteKey(name: name, publicKey: otherKey)))
    #expect(!SignedNote(text: "ledger\n").isSigned(by: signer))
  }

  @Test func `a changed text is not signed`() throws {
    let encoded = signed("ledger\n3\nroot\n").encoded
    let changed = try SignedNote(parsing: encoded.replacing("3", with: "4", maxReplacements: 1))
    #expect(!changed.isSigned(by: NoteKey(name: name, publicKey: key.publicKey)))
  }

  @Test func `a second signature may join, an invalid one of the same signer may not`() throws {
    var note = signed("a\n\nb\n")
    let witness = Ed25519.PrivateKey(seed: Array(repeating: 5, count: 32))
    note.sign(name: "witness", key: witness)
    let read = try SignedNote(parsing: note.encoded)
    #expect(read.text == "a\n\nb\n" && read.signatures.count == 2)
    #expect(read.isSigned(by: NoteKey(name: "witness", publicKey: witness.publicKey)))
    #expect(read.isSigned(by: NoteKey(name: name, publicKey: key.publicKey)))
    let stray = try #require(signed("other\n").encoded.split(separator: "\n").last)
    let doubtful = try SignedNote(parsing: note.encoded + stray + "\n")
    #expect(!doubtful.isSigned(by: NoteKey(name: name, publicKey: key.publicKey)))
  }

  @Test(arguments: [
    ("text\n", NoteError.noSignatures), ("", .noSignatures), ("text\n\n", .noSignatures),
    ("text\n\n— a QUFBQUFB", .noSignatures), ("te\rxt\n\n— a QUFBQUFB\n", .controlCharacter),
    ("text\n\n- a QUFBQUFB\n", .malformedSignature(line: 3)),
    ("text\n\n— a QUFBQUFB\n— a b QUFBQUFB\n", .malformedSignature(line: 4)),
    ("text\n\n— a QUFBQUE=\n", nil), ("text\n\n— a QUFB\n", .malformedSignature(line: 3)),
    ("text\n\n— a+b QUFBQUFB\n", .malformedSignature(line: 3)),
    ("text\n\n—  QUFBQUFB\n", .malformedSignature(line: 3)),
    ("text\n\n— a QUFBQUF\n", .malformedSignature(line: 3)),
    ("text\n\n— a QUFBQUFB\nmore\n", .malformedSignature(line: 4)),
  ])
  func `a broken form is refused with its line`(text: String, expected: NoteError?) {
    var found: NoteError?
    do {
      _ = try SignedNote(parsing: text)
    } catch {
      found = error
    }
    #expect(found == expected)
  }

  @Test func `signatures are read up to a hundred`() throws {
    let line = "— a QUFBQUFB\n"
    #expect(
      try SignedNote(parsing: "t\n\n" + String(repeating: line, count: 100)).signatures.count == 100
    )
    #expect(throws: NoteError.tooManySignatures(limit: 100)) {
      try SignedNote(parsing: "t\n\n" + String(repeating: line, count: 101))
    }
  }
}
