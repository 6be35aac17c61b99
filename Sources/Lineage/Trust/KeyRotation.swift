package import Cryptography
import JSON

/// A statement that one key takes over from another, signed by both.
///
/// The old key's signature says that its holder wants this, the new one's that its holder has it.
package struct KeyRotation: Sendable, Equatable {
  /// The type of the predicate.
  package static let predicateType = "https://marginalia.dev/key-rotation/v1"

  /// The key that steps down.
  package let old: Ed25519.PublicKey

  /// The key that takes over.
  package let new: Ed25519.PublicKey

  /// From when on: releases made before are the old key's to sign, later ones the new key's.
  package let since: UTCTime

  /// Makes a statement, to be signed by both keys.
  package init(from old: Ed25519.PublicKey, to new: Ed25519.PublicKey, since: UTCTime) {
    self.old = old
    self.new = new
    self.since = since
  }

  private var statement: Statement {
    Statement(
      subjects: [Manifest.Subject(old), Manifest.Subject(new)],
      predicateType: KeyRotation.predicateType,
      predicate: [
        "old": KeyRotation.json(old), "new": KeyRotation.json(new),
        "since": .string(since.description),
      ]
    )
  }

  private static func json(_ key: Ed25519.PublicKey) -> JSON {
    ["keyid": .string(key.fingerprint), "publicKey": .string(PEM.text(of: key))]
  }

  /// The signed statement.
  package static func envelope(
    from old: Ed25519.PrivateKey,
    to new: Ed25519.PrivateKey,
    since: UTCTime
  ) -> Envelope {
    let rotation = KeyRotation(from: old.publicKey, to: new.publicKey, since: since)
    var envelope = Envelope(signing: rotation.statement.payload, by: old)
    envelope.sign(by: new)
    return envelope
  }

  /// Reads a statement that both of its keys have signed; whether they are trusted is another
  /// question.
  ///
  /// - Throws: `LineageError` with what is wrong with the file of that name.
  package init(parsing bytes: [UInt8], file: String) throws(LineageError) {
    let envelope = try Envelope(parsing: bytes, file: file)
    let statement = try Statement(
      parsing: envelope.payload,
      expecting: KeyRotation.predicateType,
      file: file
    )
    let fields = FileFields(file: file, path: "predicate", json: statement.predicate)
    self.init(
      from: try fields.object("old").publicKey("publicKey"),
      to: try fields.object("new").publicKey("publicKey"),
      since: try fields.time("since")
    )
    guard old != new, self.statement.payload == envelope.payload else {
      throw .notCanonical(file: file)
    }
    guard envelope.isSigned(by: old), envelope.isSigned(by: new) else {
      throw .notSigned(file: file, by: "both of its keys")
    }
  }
}
