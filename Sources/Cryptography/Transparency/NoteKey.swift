/// A name and the Ed25519 key under which it signs notes.
///
/// - Source: C2SP, signed-note.md, "Signatures" and "Verifier keys".
package struct NoteKey: Sendable, Hashable {
  private let key: NamedKey

  /// The signature type of Ed25519.
  private static let algorithm: UInt8 = 1

  /// Joins a name to a key.
  ///
  /// - Precondition: ``isValid(name:)``.
  package init(name: String, publicKey: Ed25519.PublicKey) {
    key = NamedKey(name: name, publicKey: publicKey, algorithm: Self.algorithm)
  }

  /// Reads `name+hash+key`; nil where it is malformed or the hash does not fit.
  package init?(parsing text: String) {
    guard let key = NamedKey(parsing: text, algorithm: Self.algorithm) else { return nil }
    self.key = key
  }

  /// The signer's name, such as the ledger's origin: no white space, no plus sign.
  package var name: String { key.name }

  /// The key.
  package var publicKey: Ed25519.PublicKey { key.publicKey }

  /// The first four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ key), which a signature carries.
  package var id: [UInt8] { key.id }

  /// `name+hash+key`, as verifiers are given it.
  package var text: String { key.text }

  /// Whether a text can be a signer's name.
  package static func isValid(name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0.value >= 0x20 && $0 != "+"
      }
  }
}
