import JSON

/// A verification in which every check holds; where one doesn't, an error names all that don't.
public struct Verification: Sendable, Equatable {
  /// The release that was verified.
  public let folder: String

  /// The fingerprint of the key that it was verified by.
  public let key: String

  /// What the release claims, as the signed manifest states it.
  public let claim: PrivacyLoss

  /// What was checked, each with the file that it is about.
  public let checks: [Finding]

  /// What a reader should know beside the checks, such as what replay can't show.
  public let notes: [Finding]

  /// Whether the rows were derived again and compared.
  public let replayed: Bool

  /// The verification as one JSON object.
  public var json: String {
    Document.json(
      "verification/1",
      [
        "folder": .string(folder),
        "verified": true,
        "key": .string(key),
        "claim": claim.document,
        "checks": .array(checks.map(\.document)),
        "notes": .array(notes.map(\.document)),
        "replayed": .boolean(replayed),
      ]
    )
  }
}
