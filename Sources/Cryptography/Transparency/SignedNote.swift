/// A text with signatures below it, which people and programs can both read.
///
/// - Source: C2SP, signed-note.md.
package struct SignedNote: Sendable, Hashable {
  /// A line below the text.
  package struct Signature: Sendable, Hashable {
    /// The signer's name.
    package let name: String

    /// The four bytes that tell the signer's key.
    package let keyID: [UInt8]

    /// The signature; 64 bytes for Ed25519.
    package let bytes: [UInt8]
  }

  /// The text, with a newline at its end.
  package let text: String

  /// The signatures, of whatever keys, in their order.
  package private(set) var signatures: [Signature]

  /// The largest number of signatures that is read.
  private static let signatureLimit = 100

  /// Starts a note without signatures.
  ///
  /// - Precondition: the text ends in a newline and has no other control characters.
  package init(text: String) {
    precondition(Self.isValid(text: text), "a note's text has to end in a newline")
    self.text = text
    signatures = []
  }

  /// Reads a note; nothing is verified yet.
  ///
  /// - Throws: ``NoteError`` with the line where the form is broken.
  package init(parsing note: String) throws(NoteError) {
    let bytes = Array(note.utf8)
    let newline = UInt8(ascii: "\n")
    // The signatures follow the last empty line.
    let end = bytes.indices.dropFirst().last { bytes[$0] == newline && bytes[$0 - 1] == newline }
    guard let end else { throw .noSignatures }
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    guard Self.isValid(text: text) else { throw .controlCharacter }
    let lines = bytes[(end + 1)...].split(separator: newline, omittingEmptySubsequences: false)
    guard lines.count > 1, lines.last?.isEmpty == true else { throw .noSignatures }
    guard lines.count - 1 <= Self.signatureLimit else {
      throw .tooManySignatures(limit: Self.signatureLimit)
    }
    let firstLine = bytes[...end].count { $0 == newline } + 1
    self.text = text
    signatures = []
    for (index, line) in lines.dropLast().enumerated() {
      guard let signature = Signature(line: String(decoding: line, as: UTF8.self)) else {
        throw .malformedSignature(line: firstLine + index)
      }
      signatures.append(signature)
    }
  }

  /// Adds a signature.
  ///
  /// - Precondition: the name is a ``NoteKey/isValid(name:)`` one.
  package mutating func sign(name: String, key: Ed25519.PrivateKey) {
    let signer = NoteKey(name: name, publicKey: key.publicKey)
    signatures.append(
      Signature(name: name, keyID: signer.id, bytes: key.signature(for: Array(text.utf8)))
    )
  }

  /// Adds a line of another kind of signature.
  mutating func add(_ signature: Signature) { signatures.append(signature) }

  /// A line for each signature, as a witness answers with them.
  package var signatureLines: String { signatures.map(\.line).joined() }

  /// The same text with the signatures of both notes, each once.
  ///
  /// - Precondition: both notes have one text.
  package func merged(with other: SignedNote) -> SignedNote {
    precondition(text == other.text, "signatures of another text")
    var note = self
    note.signatures += other.signatures.filter { !signatures.contains($0) }
    return note
  }

  /// Whether the signer's signature is there, and each that claims to be the signer's is valid.
  package func isSigned(by signer: NoteKey) -> Bool {
    let id = signer.id
    let own = signatures.filter { $0.name.utf8.elementsEqual(signer.name.utf8) && $0.keyID == id }
    return !own.isEmpty
      && own.allSatisfy {
        signer.publicKey.isValidSignature($0.bytes, for: Array(text.utf8))
      }
  }

  /// The text, an empty line, and a line for each signature.
  package var encoded: String { text + "\n" + signatureLines }

  private static func isValid(text: String) -> Bool {
    text.utf8.last == UInt8(ascii: "\n")
      && text.utf8.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
  }
}

extension SignedNote.Signature {
  /// Reads `— name base64(key ID ‖ signature)`.
  fileprivate init?(line: String) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "—", NoteKey.isValid(name: String(parts[1])),
      let bytes = Base64.decode(String(parts[2])), bytes.count > 4
    else { return nil }
    self.init(name: String(parts[1]), keyID: Array(bytes[..<4]), bytes: Array(bytes[4...]))
  }

  /// The signature's line, its newline included.
  fileprivate var line: String { "— \(name) \(Base64.encode(keyID + bytes))\n" }
}
