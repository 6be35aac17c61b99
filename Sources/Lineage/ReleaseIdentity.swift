import Cryptography
import JSON
import Ledger

/// Which release this is.
package struct ReleaseIdentity: Sendable, Hashable {
  /// The hash of the ledger's `reserve` record: no two releases share it.
  package let identifier: [UInt8]

  /// What the released table is called.
  package let name: String

  /// When the measurements were committed, UTC in RFC 3339, by the ledger's clock.
  package let created: String

  /// The identity of a committed charge's release.
  init(name: String, reserve: LedgerRecord, commit: LedgerRecord) {
    identifier = reserve.hash
    self.name = name
    created = commit.time
  }

  /// The identity as the manifest has it.
  var json: JSON {
    [
      "id": .digest(identifier), "name": .string(name), "created": .string(created),
      "productType": "Synthetic data",
    ]
  }

  /// Reads the member `release` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    identifier = try fields.digest("id")
    name = try fields.text("name")
    created = try fields.text("created")
  }
}

/// The program that made a release.
package struct Implementation: Sendable, Hashable {
  /// The program's name.
  package let software: String

  /// Its version, by Semantic Versioning.
  package let version: String

  /// Where the randomness of the noise comes from.
  package let randomness: String

  /// What was done to the private rows before counting, and at what price.
  package let preprocessing: String

  /// This program, in the given version.
  package init(version: String) {
    software = "marginalia"
    self.version = version
    randomness = "the operating system's generator (getentropy); noise is never seeded"
    preprocessing =
      "each cell is encoded by the public schema, a unit's rows beyond its bound are left out; "
      + "nothing is learned from the rows outside the mechanisms listed"
  }

  /// The program as the manifest has it.
  var json: JSON {
    [
      "software": .string(software), "version": .string(version), "rng": .string(randomness),
      "preprocessing": .string(preprocessing),
    ]
  }

  /// Reads the member `implementation` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    software = try fields.text("software")
    version = try fields.text("version")
    randomness = try fields.text("rng")
    preprocessing = try fields.text("preprocessing")
  }
}
