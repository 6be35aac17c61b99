package import Cryptography
import JSON

/// A statement that a release, or a key, is not to be relied on any more.
///
/// Whoever verifies offline can't learn of it unless it is handed over: it travels by the channel
/// that the agreement names.
package struct Revocation: Sendable, Equatable {
  /// The type of the predicate.
  package static let predicateType = "https://marginalia.dev/revocation/v1"

  /// What is revoked.
  package enum Object: Sendable, Equatable {
    /// The release whose table has this SHA-256.
    case release(table: [UInt8])
    /// The key whose fingerprint holds this SHA-256.
    case key(digest: [UInt8])

    /// The kind's word in the file.
    fileprivate var kind: String {
      switch self {
      case .release: "release"
      case .key: "key"
      }
    }

    /// The object as the statement's subject.
    fileprivate var subject: Manifest.Subject {
      switch self {
      case .release(let table): Manifest.Subject(name: ReleaseFile.table, digest: table)
      case .key(let digest):
        Manifest.Subject(name: Ed25519.PublicKey.fingerprint(ofDigest: digest), digest: digest)
      }
    }
  }

  /// What is revoked.
  package let object: Object

  /// Why, in the words of who revokes it.
  package let reason: String

  /// Since when it can't be relied on.
  package let since: UTCTime

  /// The longest reason, in bytes.
  package static let longestReason = 1000

  /// Makes a statement.
  ///
  /// - Precondition: the reason isn't blank, and has at most ``longestReason`` bytes.
  package init(of object: Object, reason: String, since: UTCTime) {
    self.object = object
    self.reason = reason
    self.since = since
  }

  /// What is revoked, as the statement's subject.
  package var subject: Manifest.Subject { object.subject }

  private var statement: Statement {
    Statement(
      subjects: [subject],
      predicateType: Revocation.predicateType,
      predicate: [
        "revoked": .string(object.kind), "reason": .string(reason),
        "since": .string(since.description),
      ]
    )
  }

  /// The signed statement.
  package func envelope(by key: Ed25519.PrivateKey) -> Envelope {
    Envelope(signing: statement.payload, by: key)
  }

  /// Reads a statement; who signed it is in the envelope.
  ///
  /// - Throws: `LineageError` with what is wrong with the file of that name.
  package init(parsing envelope: Envelope, file: String) throws(LineageError) {
    let statement = try Statement(
      parsing: envelope.payload,
      expecting: Revocation.predicateType,
      file: file
    )
    let fields = FileFields(file: file, path: "predicate", json: statement.predicate)
    guard let subject = statement.subjects.first else {
      throw fields.fault(.missing, at: "subject")
    }
    let object: Object
    switch try fields.text("revoked") {
    case "release": object = .release(table: subject.digest)
    case "key": object = .key(digest: subject.digest)
    default: throw fields.fault(.unknownWord, at: "revoked")
    }
    let reason = try fields.text("reason")
    guard reason.utf8.count <= Revocation.longestReason else {
      throw fields.fault(.outOfRange, at: "reason")
    }
    self.init(of: object, reason: reason, since: try fields.time("since"))
    guard self.statement.payload == envelope.payload else { throw .notCanonical(file: file) }
  }
}
