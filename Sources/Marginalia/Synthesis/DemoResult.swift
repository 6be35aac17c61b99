import JSON

/// What the demo made.
public struct DemoResult: Sendable {
  /// The release.
  public let release: Release

  /// Its verification, replay included.
  public let verification: Verification

  /// The ledger that it was charged to.
  public let ledger: String

  /// The public key that verifies it.
  public let publicKey: String

  /// The demo's result as one JSON object.
  public var json: String {
    Document.json(
      "demo/1",
      [
        "folder": .string(release.folder),
        "files": .array(release.files.map(JSON.string)),
        "rows": .integer(release.rows),
        "rho": release.rho.map { .string($0) } ?? .null,
        "epsilon": .string(release.epsilon),
        "delta": .string(release.delta),
        "checks": .array(verification.checks.map(\.document)),
        "ledger": .string(ledger),
        "publicKey": .string(publicKey),
      ]
    )
  }
}
