/// A name with an Ed25519 key and the type of signature that the key makes on notes.
///
/// - Source: C2SP, signed-note.md, "Signatures" and "Verifier keys".
struct NamedKey: Sendable, Hashable {
  /// The signer's name: no white space, no plus sign.
  let name: String

  /// The key.
  let publicKey: Ed25519.PublicKey

  /// The type of its signatures: 1 for a note's own, 4 for a witness's with a time.
  let algorithm: UInt8

  /// Joins a name to a key.
  ///
  /// - Precondition: ``NoteKey/isValid(name:)``.
  init(name: String, publicKey: Ed25519.PublicKey, algorithm: UInt8) {
    precondition(NoteKey.isValid(name: name), "a signer's name has white space, a plus or nothing")
    self.name = name
    self.publicKey = publicKey
    self.algorithm = algorithm
  }

  /// Reads `name+hash+key`; nil where it is malformed, of another type, or the hash does not fit.
  init?(parsing text: String, algorithm: UInt8) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, NoteKey.isValid(name: String(parts[0])),
      let bytes = Base64.decode(String(parts[2])), bytes.first == algorithm,
      let publicKey = Ed25519.PublicKey(bytes: Array(bytes.dropFirst()))
    else { return nil }
    self.init(name: String(parts[0]), publicKey: publicKey, algorithm: algorithm)
    guard parts[1].utf8.elementsEqual(id.hex.utf8) else { return nil }
  }

  /// The first four bytes of SHA-256(name ‖ LF ‖ type ‖ key), which a signature carries.
  var id: [UInt8] {
    let bytes = Array(name.utf8) + [UInt8(ascii: "\n"), algorithm] + publicKey.bytes
    return Array(SHA256.digest(of: bytes).prefix(4))
  }

  /// `name+hash+key`, as verifiers are given it.
  var text: String {
    "\(name)+\(id.hex)+\(Base64.encode([algorithm] + publicKey.bytes))"
  }
}
