import Cryptography
import Foundation
import JSON
import Lineage

/// Statements about keys and releases, to be handed to whoever verifies.
public enum KeyNotices {
  /// States that one key takes over from another, signed by both.
  ///
  /// - Parameters:
  ///   - old: the file of the private key that steps down.
  ///   - new: the file of the private key that takes over.
  ///   - passphrases: asked where a key is encrypted.
  ///   - since: from when on, in UTC, as in "2026-11-21T12:00:00Z"; nil for now.
  ///   - path: the file to make.
  ///   - overwrites: whether a file of that name is replaced.
  /// - Returns: what was stated.
  /// - Throws: `usage` for a time that is none, or two files of one key; `badInput` where a key can't
  ///   be read; `failure` where the file can't be written.
  public static func rotate(
    old: String,
    new: String,
    passphrases: Passphrases = .none,
    since: String? = nil,
    to path: String,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> KeyNotice {
    let since = try time(since)
    let old = try Keys.privateKey(at: old, passphrases: passphrases)
    let new = try Keys.privateKey(at: new, passphrases: passphrases)
    guard old.publicKey != new.publicKey else { throw .usage("the two keys are the same") }
    let envelope = KeyRotation.envelope(from: old, to: new, since: since)
    try Files.write(envelope.bytes, to: path, overwrites: overwrites)
    return KeyNotice(
      path: path,
      kind: .rotation,
      subjects: [old.publicKey.fingerprint, new.publicKey.fingerprint],
      since: since.description
    )
  }

  /// States that a key or a release isn't to be relied on any more.
  ///
  /// - Parameters:
  ///   - subject: a release's folder, the SHA-256 of its table in hexadecimal, the file of a public
  ///     key, or a key's fingerprint.
  ///   - key: the file of the private key that signs this.
  ///   - passphrases: asked where that key is encrypted.
  ///   - reason: why, in words that recipients will read.
  ///   - since: since when, in UTC; nil for now.
  ///   - path: the file to make.
  ///   - overwrites: whether a file of that name is replaced.
  /// - Returns: what was stated.
  /// - Throws: `usage` for a subject or a time that is none, or a reason that is blank or too long;
  ///   `badInput` where a key can't be read; `failure` where a file can't be read or written.
  public static func revoke(
    _ subject: String,
    by key: String,
    passphrases: Passphrases = .none,
    reason: String,
    since: String? = nil,
    to path: String,
    overwrites: Bool = false
  ) throws(MarginaliaError) -> KeyNotice {
    let since = try time(since)
    guard !reason.allSatisfy(\.isWhitespace), reason.utf8.count <= Revocation.longestReason,
      reason.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
    else {
      throw .usage(
        "a reason is one line of at most \(Revocation.longestReason) bytes that says something"
      )
    }
    let object = try object(subject)
    let key = try Keys.privateKey(at: key, passphrases: passphrases)
    let revocation = Revocation(of: object, reason: reason, since: since)
    try Files.write(revocation.envelope(by: key).bytes, to: path, overwrites: overwrites)
    let name: String
    switch object {
    case .release(let table): name = table.hex
    case .key: name = revocation.subject.name
    }
    return KeyNotice(
      path: path,
      kind: .revocation,
      subjects: [name],
      since: since.description
    )
  }

  /// What a subject's words mean.
  private static func object(_ subject: String) throws(MarginaliaError) -> Revocation.Object {
    if subject.hasPrefix("SHA256:") {
      guard let digest = Base64.decode(subject.dropFirst(7) + "="), digest.count == 32 else {
        throw .usage("\(subject) is no fingerprint as 'marginalia key show' prints it")
      }
      return .key(digest: digest)
    }
    if let digest = [UInt8](hex: subject), digest.count == 32 { return .release(table: digest) }
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: subject, isDirectory: &isFolder) else {
      throw .usage(
        "\(subject) is no release folder, no key file, no fingerprint and no SHA-256 of a table"
      )
    }
    guard isFolder.boolValue else {
      return .key(digest: try Keys.publicKey(at: subject).fingerprintDigest)
    }
    let table = try Files.read("\(subject)/\(ReleaseFile.table)")
    return .release(table: SHA256.digest(of: table))
  }

  /// The time that a text says; now where there is none.
  private static func time(_ text: String?) throws(MarginaliaError) -> UTCTime {
    guard let text else { return try UTCTime.now() }
    guard let time = UTCTime(text) else {
      throw .usage("the time is written in UTC, as in 2026-11-21T12:00:00Z")
    }
    return time
  }
}

extension UTCTime {
  /// The present second, by the machine's clock.
  ///
  /// - Throws: `failure` where that clock shows a year that is not written with four digits.
  static func now() throws(MarginaliaError) -> UTCTime {
    guard let time = UTCTime(Date().formatted(.iso8601)) else {
      throw .failure("the machine's clock shows a time that can't be written; set it right")
    }
    return time
  }
}

/// A statement in a file.
public struct KeyNotice: Sendable, Equatable {
  /// What is stated.
  public enum Kind: String, Sendable {
    /// That one key takes over from another.
    case rotation
    /// That a key or a release isn't to be relied on.
    case revocation
  }

  /// The file.
  public let path: String

  /// What it states.
  public let kind: Kind

  /// What it is about: fingerprints of keys, or the SHA-256 of a release's table.
  public let subjects: [String]

  /// Since when it holds.
  public let since: String

  /// The statement as one JSON object.
  public var json: String {
    Document.json(
      "notice/1",
      [
        "path": .string(path), "kind": .string(kind.rawValue),
        "subjects": .array(subjects.map(JSON.string)), "since": .string(since),
      ]
    )
  }
}
