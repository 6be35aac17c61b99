import Cryptography
import JSON
import Ledger

/// Which release this is.
package struct ReleaseIdentity: Sendable, Hashable {
  /// The hash of the ledger's `reserve` record: no two releases share it.
  package let identifier: [UInt8]

  /// When the measurements were committed, UTC in RFC 3339, by the ledger's clock.
  package let created: String

  /// The identity of a committed charge's release.
  init(reserve: LedgerRecord, commit: LedgerRecord) {
    identifier = reserve.hash
    created = commit.time
  }

  /// The kind of product, in the registry's words.
  package static let productType = "Synthetic data"

  /// The day on which it was made, as in 2026-11-21.
  package var date: String { String(created.prefix(10)) }

  /// The identity as the manifest has it.
  var json: JSON {
    [
      "id": .digest(identifier), "created": .string(created),
      "publicationDate": .string(date), "productType": .string(ReleaseIdentity.productType),
    ]
  }

  /// Reads the member `release` of a manifest.
  init(reading fields: FileFields) throws(LineageError) {
    identifier = try fields.digest("id")
    created = try fields.text("created")
    guard try fields.text("publicationDate") == date else {
      throw fields.fault(.outOfRange, at: "publicationDate")
    }
    guard try fields.text("productType") == ReleaseIdentity.productType else {
      throw fields.fault(.unknownWord, at: "productType")
    }
  }
}
