import Accounting
import Cryptography
import JSON
import Ledger

extension Manifest {
  /// The type of an in-toto statement.
  private static let statementType = "https://in-toto.io/Statement/v1"

  /// The type of the predicate; a new version for every change that a reader has to know of.
  package static let predicateType = "https://marginalia.dev/dp-synthetic-lineage/v1"

  /// The rule by which the prices of the mechanisms add up.
  private static func composition(under definition: PrivacyDefinition) -> String {
    switch definition {
    case .zeroConcentrated:
      "zCDP: the prices rho add up, as exact rationals; Gaussian Δ²/(2σ²), exponential η²/8"
    case .pure:
      "pure DP: the prices epsilon add up, as exact rationals; Laplace Δ/t, exponential η"
    }
  }

  /// The statement.
  var json: JSON {
    [
      "_type": .string(Manifest.statementType),
      "subject": .array(
        subjects.map { ["name": .string($0.name), "digest": ["sha256": .digest($0.digest)]] }
      ),
      "predicateType": .string(Manifest.predicateType),
      "predicate": [
        "release": release.json, "privacy": claim.json,
        "accounting": [
          "composition": .string(Manifest.composition(under: claim.guarantee.definition)),
          "mechanisms": .array(mechanisms),
          "commitRecord": .integer(ledger.commit.index),
        ],
        "implementation": implementation.json,
        "inputs": ["schema": ["sha256": .digest(process.schemaDigest)]],
        "process": process.json, "ledger": ledger.json,
        "limits": .array(limits.map { .string($0) }),
      ],
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
    guard try statement.text("_type") == Manifest.statementType else {
      throw .unknownFormat(file: file, expected: Manifest.statementType)
    }
    guard try statement.text("predicateType") == Manifest.predicateType else {
      throw .unknownFormat(file: file, expected: Manifest.predicateType)
    }
    if let path = json.blank() { throw .blank(field: path) }
    let predicate = try statement.object("predicate")
    let accounting = try predicate.object("accounting")
    let inputs = try predicate.object("inputs")
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
      subjects: subjects,
      release: try ReleaseIdentity(reading: predicate.object("release")),
      claim: try PrivacyClaim(reading: predicate.object("privacy")),
      mechanisms: try accounting.elements("mechanisms"),
      implementation: try Implementation(reading: predicate.object("implementation")),
      process: try ReleaseProcess(
        reading: predicate.object("process"),
        schemaDigest: inputs.object("schema").digest("sha256")
      ),
      ledger: try LedgerEvidence(reading: predicate.object("ledger")),
      limits: try predicate.texts("limits")
    )
    let commit = try accounting.integer("commitRecord", in: 0...Int.max)
    guard commit == ledger.commit.index else {
      throw accounting.fault(.outOfRange, at: "commitRecord")
    }
  }
}
