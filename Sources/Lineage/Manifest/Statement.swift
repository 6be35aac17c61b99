package import Cryptography
package import JSON

/// An in-toto statement: what is said of which subjects.
///
/// - Source: in-toto attestation framework, spec/v1/statement.md.
package struct Statement: Sendable, Equatable {
  /// The type of every statement.
  static let type = "https://in-toto.io/Statement/v1"

  /// What is spoken of: each a name and a SHA-256.
  package let subjects: [Manifest.Subject]

  /// What kind of thing is said.
  package let predicateType: String

  /// What is said.
  package let predicate: JSON

  /// The bytes that are signed: the canonical form (RFC 8785).
  package var payload: [UInt8] {
    let json: JSON = [
      "_type": .string(Statement.type),
      "subject": .array(
        subjects.map { ["name": .string($0.name), "digest": ["sha256": .digest($0.digest)]] }
      ),
      "predicateType": .string(predicateType), "predicate": predicate,
    ]
    return json.canonical
  }

  /// Makes a statement.
  package init(subjects: [Manifest.Subject], predicateType: String, predicate: JSON) {
    self.subjects = subjects
    self.predicateType = predicateType
    self.predicate = predicate
  }

  /// Reads a statement of one kind, out of an envelope; `file` is named in errors.
  init(
    parsing payload: [UInt8],
    expecting predicateType: String,
    file: String
  ) throws(LineageError) {
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: payload)
    } catch {
      throw .json(file: file, error)
    }
    let fields = FileFields(file: file, path: "", json: json)
    try fields.require(Statement.type, at: "_type")
    try fields.require(predicateType, at: "predicateType")
    if let path = json.blank() { throw .blank(field: path) }
    var subjects: [Manifest.Subject] = []
    for subject in try fields.objects("subject") {
      subjects.append(
        Manifest.Subject(
          name: try subject.text("name"),
          digest: try subject.object("digest").digest("sha256")
        )
      )
    }
    self.init(
      subjects: subjects,
      predicateType: predicateType,
      predicate: try fields.object("predicate").json
    )
  }
}

extension Manifest.Subject {
  /// A key as a subject: its fingerprint, and the digest in it.
  ///
  /// - Source: RFC 4253, section 6.6, for what is hashed.
  package init(_ key: Ed25519.PublicKey) {
    self.init(name: key.fingerprint, digest: key.fingerprintDigest)
  }
}
