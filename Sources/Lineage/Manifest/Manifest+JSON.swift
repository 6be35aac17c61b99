import Cryptography
import JSON

extension Manifest {
  /// The type of an in-toto statement.
  package static let statementType = "https://in-toto.io/Statement/v1"

  /// The type of the predicate; a new version for every change that a reader has to know of.
  package static let predicateType = "https://marginalia.dev/dp-synthetic-lineage/v2"

  /// The statement.
  var json: JSON {
    [
      "_type": .string(Manifest.statementType),
      "subject": .array(
        subjects.map { ["name": .string($0.name), "digest": ["sha256": .digest($0.digest)]] }
      ),
      "predicateType": .string(Manifest.predicateType),
      "predicate": facts.json,
    ]
  }

  /// The bytes that are signed: the statement in canonical form (RFC 8785).
  package var payload: [UInt8] { json.canonical }

  /// Reads a statement whose signature has been checked.
  ///
  /// Members that this version doesn't know are left alone, as in-toto asks; a blank is refused.
  ///
  /// - Throws: `LineageError` with the path of the first member that isn't as the format asks.
  package init(parsing payload: [UInt8]) throws(LineageError) {
    let file = ReleaseFile.manifest
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: payload)
    } catch {
      throw .json(file: file, error)
    }
    let statement = FileFields(file: file, path: "", json: json)
    try statement.require(Manifest.statementType, at: "_type")
    try statement.require(Manifest.predicateType, at: "predicateType")
    if let path = json.blank() { throw .blank(field: path) }
    var subjects: [Subject] = []
    for subject in try statement.objects("subject") {
      subjects.append(
        Subject(
          name: try subject.text("name"),
          digest: try subject.object("digest").digest("sha256")
        )
      )
    }
    self.init(
      facts: try ReleaseFacts(reading: statement.object("predicate")),
      inOrder: subjects
    )
  }
}
