import Cryptography
import JSON
package import Lineage

/// A verification in which every check holds; where one doesn't, an error names all that don't.
public struct Verification: Sendable, Equatable {
  /// Somebody whose signature counted.
  public struct Signer: Sendable, Equatable {
    /// The fingerprint of the key.
    public let key: String

    /// What the trust file calls them; empty where the caller gave only a key.
    public let name: String

    /// Their role in the trust file; empty likewise.
    public let role: String

    /// A signer as the checks found them.
    package init(_ signatory: Trust.Signatory) {
      key = signatory.key.fingerprint
      name = signatory.name
      role = signatory.role
    }

    /// The signer as an object.
    var document: JSON {
      ["key": .string(key), "name": .string(name), "role": .string(role)]
    }
  }

  /// The release that was verified.
  public let folder: String

  /// Whose signatures counted, each once.
  public let signers: [Signer]

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
        "signers": .array(signers.map(\.document)),
        "claim": claim.document,
        "checks": .array(checks.map(\.document)),
        "notes": .array(notes.map(\.document)),
        "replayed": .boolean(replayed),
      ]
    )
  }
}
