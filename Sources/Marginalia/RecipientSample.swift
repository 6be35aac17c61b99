import Cryptography
import GraphicalModels
import JSON
import Lineage

/// Rows of a released model for one recipient, by a seed that is theirs alone.
///
/// They cost no further budget. Where they turn up later, ``WatermarkReport`` tells whose they were.
public struct RecipientSample: Sendable, Equatable {
  /// The file.
  public let path: String

  /// Whom the rows are for.
  public let recipient: String

  /// The number of rows.
  public let rows: Int

  /// The SHA-256 of the file in hexadecimal.
  public let digest: String

  /// Draws the rows, and writes them.
  ///
  /// - Parameters:
  ///   - path: where the rows go.
  ///   - release: the release's folder.
  ///   - key: the file of the public key that the caller trusts.
  ///   - recipient: whom the rows are for; public or not, the rows don't tell.
  ///   - recipientKey: the file of the secret that recipients' seeds come from.
  ///   - rows: how many; nil for as many as the release has.
  ///   - overwrites: whether a file there is replaced.
  /// - Throws: `verificationFailed` where the release doesn't verify or replay; `badInput` for keys
  ///   that can't be used; `usage` where the file exists; `failure` where it can't be written.
  public init(
    to path: String,
    of release: String,
    key: String,
    recipient: String,
    recipientKey: String,
    rows: Int? = nil,
    overwrites: Bool = false
  ) throws(MarginaliaError) {
    guard overwrites || !Files.exists(path) else {
      throw .usage("\(path) exists; --force replaces it")
    }
    let secret = try RecipientKeys.key(at: recipientKey)
    let replay = try Watermarks.replay(of: release, key: key)
    let count = rows ?? replay.released.count
    let seed = WatermarkSeed.recipient(recipient, release: replay.identity, key: secret)
    let bytes = replay.table(seed: seed, count: count)
    try Files.write(bytes, to: path, overwrites: overwrites)
    self.path = path
    self.recipient = recipient
    self.rows = count
    digest = SHA256.digest(of: bytes).hex
  }

  /// The sample as one JSON object.
  public var json: String {
    Document.json(
      "sample/1",
      [
        "path": .string(path), "recipient": .string(recipient), "rows": .integer(rows),
        "sha256": .string(digest),
      ]
    )
  }
}
