package import Cryptography
import JSON
package import Ledger

/// The clause of a contract under the signatures of its parties: an in-toto statement in a DSSE
/// envelope, so that the tools that check a manifest check it too.
package struct SignedAgreement: Sendable, Equatable {
  /// The type of the predicate, which is the clause.
  package static let predicateType = "https://marginalia.dev/data-sharing-agreement/v1"

  private static let statementType = "https://in-toto.io/Statement/v1"

  /// The clause.
  package let agreement: Agreement

  /// The envelope.
  package private(set) var envelope: Envelope

  /// Signs a clause.
  package init(_ agreement: Agreement, by key: Ed25519.PrivateKey) {
    let statement: JSON = [
      "_type": .string(Self.statementType),
      "subject": [
        [
          "name": .string(agreement.title), "digest": ["sha256": .digest(agreement.digest)],
        ]
      ],
      "predicateType": .string(Self.predicateType), "predicate": agreement.json,
    ]
    self.agreement = agreement
    envelope = Envelope(signing: statement.canonical, by: key)
  }

  /// Adds another party's signature.
  package mutating func sign(by key: Ed25519.PrivateKey) { envelope.sign(by: key) }

  /// Reads a signed clause; nil where the envelope or what it holds is of another kind.
  ///
  /// No signature is checked: whom to trust is the reader's to say, by ``Envelope/isSigned(by:)``.
  package init?(parsing file: [UInt8]) {
    guard let envelope = try? Envelope(parsing: file),
      let json = try? JSON(parsing: envelope.payload),
      json["_type"]?.string == Self.statementType,
      json["predicateType"]?.string == Self.predicateType, let clause = json["predicate"],
      let agreement = try? Agreement(clause),
      json["subject"]?.array?.first?["digest"]?["sha256"]?.string == agreement.digest.hex
    else { return nil }
    self.agreement = agreement
    self.envelope = envelope
  }
}
