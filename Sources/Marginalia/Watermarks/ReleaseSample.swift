import Cryptography
import GraphicalModels
import JSON
import Lineage
import Schemas

/// More rows of a released model, which can be known again where they turn up.
///
/// They cost no further budget.
public struct ReleaseSample: Sendable, Equatable {
  /// What the rows are known by.
  public enum Mark: Sendable, Equatable {
    /// A seed that is one recipient's alone, and the file of the secret that it comes from: rows as
    /// good as the release's own, told by replaying the release (``WatermarkReport``).
    case seed(recipient: String, key: String)
    /// Choices by the secret in a file, and by the recipient's name where there is one: plain draws
    /// of the model, told by secret and schema alone (``KeyedReport``).
    case choices(key: String, recipient: String?)
  }

  /// The file.
  public let path: String

  /// Whom the rows are for; nil for nobody in particular.
  public let recipient: String?

  /// The number of rows.
  public let rows: Int

  /// The SHA-256 of the file in hexadecimal.
  public let digest: String

  /// For keyed choices, what can be published at once and shows later that the secret wasn't chosen
  /// after the event; in hexadecimal.
  public let commitment: String?

  /// Draws the rows, and writes them.
  ///
  /// - Parameters:
  ///   - path: where the rows go.
  ///   - release: the release's folder.
  ///   - key: the file of the public key that the caller trusts.
  ///   - mark: what the rows are known by.
  ///   - rows: how many; nil for as many as the release has.
  ///   - overwrites: whether a file there is replaced.
  /// - Throws: `verificationFailed` where the release doesn't verify or replay; `badInput` for keys
  ///   that can't be used; `usage` where the file exists; `failure` where it can't be written.
  public init(
    to path: String,
    of release: String,
    key: String,
    mark: Mark,
    rows: Int? = nil,
    overwrites: Bool = false
  ) throws(MarginaliaError) {
    guard overwrites || !Files.exists(path) else {
      throw .usage("\(path) exists; --force replaces it")
    }
    let secret = try RecipientKeys.key(at: mark.key)
    let replay = try Watermarks.replay(of: release, key: key)
    let count = rows ?? replay.released.count
    let bytes: [UInt8]
    switch mark {
    case .seed(let recipient, _):
      let seed = WatermarkSeed.recipient(recipient, release: replay.identity, key: secret)
      bytes = replay.table(seed: seed, count: count)
      commitment = nil
    case .choices(_, let recipient):
      let key = WatermarkKey(secret, schema: replay.schema, recipient: recipient)
      bytes = replay.keyedTable(key: key, count: count)
      commitment = key.commitment.hex
    }
    try Files.write(bytes, to: path, overwrites: overwrites)
    self.path = path
    self.rows = count
    recipient = mark.recipient
    digest = SHA256.digest(of: bytes).hex
  }

  /// The sample as one JSON object.
  public var json: String {
    Document.json(
      "sample/1",
      [
        "path": .string(path), "recipient": recipient.map(JSON.string) ?? .null,
        "rows": .integer(rows), "sha256": .string(digest),
        "keyCommitment": commitment.map(JSON.string) ?? .null,
      ]
    )
  }
}

extension ReleaseSample.Mark {
  /// The file of the secret.
  fileprivate var key: String {
    switch self {
    case .seed(_, let key), .choices(let key, _): key
    }
  }

  /// Whom the rows are for.
  fileprivate var recipient: String? {
    switch self {
    case .seed(let recipient, _): recipient
    case .choices(_, let recipient): recipient
    }
  }
}
