/// A name and the Ed25519 key under which it signs notes.
///
/// - Source: C2SP, signed-note.md, "Signatures" and "Verifier keys".
package struct NoteKey: Sendable, Hashable {
  /// The signer's name, such as the ledger's origin: no white space, no plus sign.
  package let name: String

  /// The key.
  package let publicKey: Ed25519.PublicKey

  /// The signature type of Ed25519.
  static let algorithm: UInt8 = 1

  /// Joins a name to a key.
  ///
  /// - Precondition: ``isValid(name:)``.
  package init(name: String, publicKey: Ed25519.PublicKey) {
    precondition(Self.isValid(name: name), "a signer's name has white space, a plus or nothing")
    self.name = name
    self.publicKey = publicKey
  }

  /// Reads `name+hash+key`; nil where it is malformed or the hash does not fit.
  package init?(parsing text: String) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, Self.isValid(name: String(parts[0])),
      let bytes = Base64.decode(String(parts[2])), bytes.first == Self.algorithm,
      let publicKey = Ed25519.PublicKey(bytes: Array(bytes.dropFirst()))
    else { return nil }
    self.init(name: String(parts[0]), publicKey: publicKey)
    guard parts[1].utf8.elementsEqual(id.hex.utf8) else { return nil }
  }

  /// The first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ key), which a signature carries.
  package var id: [UInt8] {
    let bytes = Array(name.utf8) + [UInt8(ascii: "\n"), Self.algorithm] + publicKey.bytes
    return Array(SHA256.digest(of: bytes).prefix(4))
  }

  /// `name+hash+key`, as verifiers are given it.
  package var text: String {
    "\(name)+\(id.hex)+\(Base64.encode([Self.algorithm] + publicKey.bytes))"
  }

  /// Whether a text can be a signer's name.
  package static func isValid(name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+"
      }
  }
}
