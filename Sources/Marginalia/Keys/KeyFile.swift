import JSON

/// A key in a file.
public struct KeyFile: Sendable, Equatable {
  /// Which half of a key a file holds.
  public enum Kind: String, Sendable {
    /// The half that signs, to be kept.
    case `private`
    /// The half that verifies, to be given away.
    case `public`
  }

  /// The file.
  public let path: String

  /// The file of the public half, where it was made with the private one.
  public let publicPath: String?

  /// Which half ``path`` holds.
  public let kind: Kind

  /// How often the passphrase is hashed, where ``path`` holds an encrypted private key.
  public let iterations: Int?

  /// The public half's fingerprint, as OpenSSH writes it: "SHA256:…".
  public let fingerprint: String

  /// The key file as one JSON object.
  public var json: String {
    Document.json(
      "key/1",
      [
        "path": .string(path),
        "publicPath": publicPath.map(JSON.string) ?? .null,
        "kind": .string(kind.rawValue),
        "iterations": iterations.map(JSON.integer) ?? .null,
        "fingerprint": .string(fingerprint),
      ]
    )
  }
}
