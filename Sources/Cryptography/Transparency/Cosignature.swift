/// A witness's name and the Ed25519 key under which it cosigns checkpoints.
///
/// A cosignature says: of all trees of this origin that I have seen, each a beginning of the next,
/// this is the largest, as of this time.
///
/// - Source: C2SP, tlog-cosignature.md, "Format" and "Ed25519 signed message".
package struct CosignatureKey: Sendable, Hashable {
  private let key: NamedKey

  /// The signature type of timestamped Ed25519 cosignatures.
  private static let algorithm: UInt8 = 4

  /// Joins a name to a key.
  ///
  /// - Precondition: ``NoteKey/isValid(name:)``.
  package init(name: String, publicKey: Ed25519.PublicKey) {
    key = NamedKey(name: name, publicKey: publicKey, algorithm: Self.algorithm)
  }

  /// Reads `name+hash+key`; nil where it is malformed or the hash does not fit.
  package init?(parsing text: String) {
    guard let key = NamedKey(parsing: text, algorithm: Self.algorithm) else { return nil }
    self.key = key
  }

  /// The witness's name: no white space, no plus sign.
  package var name: String { key.name }

  /// The key; a witness has one for nothing else, as its name isn't part of what is signed.
  package var publicKey: Ed25519.PublicKey { key.publicKey }

  /// The first four bytes of SHA-256(name ‖ LF ‖ 0x04 ‖ key), which a cosignature carries.
  package var id: [UInt8] { key.id }

  /// `name+hash+key`, as verifiers are given it.
  package var text: String { key.text }

  /// What is signed: a line of its own, a line of time, and the note's text.
  ///
  /// - Precondition: `seconds` is not negative.
  package static func message(_ text: String, seconds: Int) -> [UInt8] {
    precondition(seconds >= 0, "a time before 1970")
    return Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
  }
}

extension SignedNote {
  /// Adds a witness's cosignature as of a time, in seconds since 1970-01-01T00:00:00Z.
  ///
  /// - Precondition: the name is a ``NoteKey/isValid(name:)`` one; `seconds` is not negative.
  package mutating func cosign(name: String, key: Ed25519.PrivateKey, seconds: Int) {
    let signer = CosignatureKey(name: name, publicKey: key.publicKey)
    let signature = key.signature(for: CosignatureKey.message(text, seconds: seconds))
    let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
    add(Signature(name: name, keyID: signer.id, bytes: time + signature))
  }

  /// When the witness cosigned this text: the latest of its cosignatures, in seconds since 1970.
  ///
  /// - Returns: Nil where there is none, or one that claims to be the witness's is not valid.
  package func time(cosignedBy witness: CosignatureKey) -> Int? {
    let id = witness.id
    let own = signatures.filter {
      $0.name.utf8.elementsEqual(witness.name.utf8) && $0.keyID == id
    }
    var latest: Int?
    for signature in own {
      guard signature.bytes.count == 72, signature.bytes[0] < 0x80 else { return nil }
      let seconds = signature.bytes.prefix(8).reduce(0) { $0 << 8 | Int($1) }
      let message = CosignatureKey.message(text, seconds: seconds)
      guard witness.publicKey.isValidSignature(Array(signature.bytes[8...]), for: message) else {
        return nil
      }
      latest = max(latest ?? seconds, seconds)
    }
    return latest
  }
}
