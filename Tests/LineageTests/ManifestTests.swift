import Accounting
import Arithmetic
import Cryptography
import Foundation
import JSON
import Ledger
import Lineage
import Testing

@Suite struct ManifestTests {
  static func example() throws -> Example { try Example(in: TemporaryFolder()) }

  /// The error for the example's statement with one piece of its text replaced.
  static func error(replacing old: String, by new: String) throws -> LineageError? {
    let text = String(decoding: try example().manifest.payload, as: UTF8.self)
    let range = try #require(text.range(of: old), "the example doesn't hold \(old)")
    do throws(LineageError) {
      _ = try Manifest(parsing: [UInt8](text.replacingCharacters(in: range, with: new).utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func `A statement reads back exactly`() throws {
    let manifest = try Self.example().manifest
    let read = try Manifest(parsing: manifest.payload)
    #expect(read == manifest)
    #expect(read.payload == manifest.payload)
  }

  @Test func `The statement has the members that in-toto asks for`() throws {
    let example = try Self.example()
    let json = try JSON(parsing: example.manifest.payload)
    #expect(json["_type"]?.string == "https://in-toto.io/Statement/v1")
    #expect(
      json["predicateType"]?.string == "https://marginalia.dev/dp-synthetic-lineage/v2"
    )
    let subjects = try #require(json["subject"]?.array)
    #expect(
      subjects.map { $0["name"]?.string }
        == [
          "agreement.json", "agreement.md", "croissant.json", "dcat.json", "dictionary.md",
          "measurements.json", "model.json", "registry.yaml", "report.html", "schema.json",
          "summary.md", "synthetic.csv", "verify.html",
        ]
    )
    for subject in subjects {
      let name = try #require(subject["name"]?.string)
      let bytes = try #require(example.files[name])
      #expect(subject["digest"]?["sha256"]?.string == SHA256.digest(of: bytes).hex)
    }
  }

  @Test func `Every number that privacy depends on is an exact text`() throws {
    let json = try JSON(parsing: try Self.example().manifest.payload)
    let privacy = try #require(json["predicate"]?["privacy"])
    #expect(privacy["thisRelease"]?["epsilon"]?.string == "1")
    #expect(privacy["thisRelease"]?["delta"]?.string == "1/1000000000")
    #expect(
      privacy["thisRelease"]?["rho"]?.string == Example.guarantee.cost.value.description
    )
    for key in ["rho"] { #expect(privacy["cumulative"]?[key]?.string != nil) }
    for key in ["epsilon", "delta", "rho"] { #expect(privacy["cap"]?[key]?.string != nil) }
    let accounting = try #require(json["predicate"]?["accounting"])
    let mechanisms = try #require(accounting["mechanisms"]?.array)
    #expect(
      mechanisms.map { $0["mechanism"]?.string } == ["discrete-gaussian", "exponential"]
    )
    #expect(mechanisms.map { $0["count"]?.integer } == [6, 1])
    #expect(mechanisms.allSatisfy { $0["rho"]?.string != nil })
    #expect(accounting["commitRecord"]?.integer == 3)
  }

  @Test func `A commit record's entries are said once`() throws {
    let manifest = try Self.example().manifest
    let text = String(decoding: manifest.payload, as: UTF8.self)
    #expect(text.components(separatedBy: "sensitivitySquared").count == 6 + 1)
  }

  @Test func `The predicate says what the registry and NIST ask of a claim`() throws {
    let predicate = try #require(
      try JSON(parsing: try Self.example().manifest.payload)["predicate"]
    )
    func text(_ path: String) -> String? {
      path.split(separator: ".").reduce(Optional(predicate)) { $0?[String($1)] }?.string
    }
    #expect(text("privacy.variant") == "Zero-concentrated DP")
    #expect(text("privacy.adjacency") == "add-remove-one")
    #expect(text("release.productType") == "Synthetic data")
    #expect(text("release.sector") == "Government")
    #expect(text("deployment.model") == "Central")
    #expect(text("deployment.accessType") == "Non-interactive")
    #expect(text("implementation.program.digest.sha256") == String(repeating: "05", count: 32))
    #expect(text("implementation.selfAudit") == "not given")
    #expect(text("inputs.privateInput.algorithm") == "HMAC-SHA256")
    #expect(text("inputs.rowCount.exact") == "withheld")
    #expect(text("inputs.rowCount.noisy").flatMap { Int($0) } != nil)
    #expect(predicate["privacy"]?["unprotectedQuantities"]?.array == [])
    for field in AboutField.allCases {
      let holders = ["release", "privacy", "deployment", "implementation"].filter {
        predicate[$0]?[field.rawValue] != nil
      }
      #expect(!holders.isEmpty, "\(field.rawValue)")
    }
  }

  @Test func `The report of a self-audit is quoted as it is`() throws {
    let report: JSON = ["marginalia": "self-audit/1", "checks": [["holds": true]]]
    let facts = try Self.example().manifest.facts
    let audited = try ReleaseFacts(
      about: facts.about,
      claim: facts.claim,
      measurements: Example.measurements(),
      commitment: facts.inputs.commitment,
      evidence: facts.ledger,
      implementation: Implementation(version: "1", program: nil, selfAudit: report)
    )
    let manifest = try Manifest(audited, of: try Self.example().manifest.subjects)
    let read = try Manifest(parsing: manifest.payload)
    #expect(read.facts.implementation.selfAudit?.canonical == report.canonical)
    #expect(read.facts.implementation.program == nil)
  }

  @Test func `Ledger records are quoted verbatim, so that their hashes can be taken`() throws {
    let folder = try TemporaryFolder()
    let example = try Example(in: folder)
    let json = try JSON(parsing: example.manifest.payload)
    let ledger = try #require(json["predicate"]?["ledger"])
    let records = try LedgerFile.show(example.ledgerPath).records
    for (name, index) in [("genesis", 0), ("reserve", 1), ("begin", 2), ("commit", 3)] {
      let text = try #require(ledger["records"]?[name]?.string)
      #expect([UInt8](text.utf8) == records[index].bytes)
    }
    #expect(ledger["id"]?.string == records[0].hash.hex)
    #expect(ledger["checkpoint"]?.string?.contains("marginalia-ledger/") == true)
  }

  @Test func `A blank is not signed`() throws {
    let example = try Self.example()
    func manifest(
      version: String = "1",
      without file: String? = nil
    ) throws -> Manifest {
      let facts = example.manifest.facts
      return try Manifest(
        ReleaseFacts(
          about: facts.about,
          claim: facts.claim,
          measurements: example.measurements,
          commitment: facts.inputs.commitment,
          evidence: facts.ledger,
          implementation: Implementation(version: version, program: nil)
        ),
        of: example.manifest.subjects.filter { $0.name != file }
      )
    }
    #expect(try manifest().subjects.count == 13)
    #expect(throws: LineageError.blank(field: "predicate.implementation.version")) {
      try manifest(version: " \t")
    }
    for file in ReleaseFile.required {
      #expect(throws: LineageError.blank(field: "subject.\(file)")) { try manifest(without: file) }
    }
  }

  @Test(arguments: [
    (
      #""unit":"row""#, #""unit":"cell""#, "predicate.privacy.unit",
      MemberFault.unknownWord
    ),
    (#""epsilon":"1""#, #""epsilon":"-1""#, "predicate.privacy.thisRelease.epsilon", .outOfRange),
    (#""epsilon":"1""#, #""epsilon":1"#, "predicate.privacy.thisRelease.epsilon", .notExact),
    (
      #""unprotectedQuantities":[]"#, #""unprotected":[]"#,
      "predicate.privacy.unprotectedQuantities", .missing
    ),
    (#""adjacency":"#, #""adjacent":"#, "predicate.privacy.adjacency", .missing),
    (#""variant":"#, #""kind":"#, "predicate.privacy.variant", .missing),
    (#""cumulative":"#, #""sum":"#, "predicate.privacy.cumulative", .missing),
    (#""sector":"Government""#, #""sector":"Harbours""#, "predicate.release.sector", .unknownWord),
    (#""agreement":"none""#, #""agreement":"some""#, "predicate.agreement", .outOfRange),
    (#""acceptance":[]"#, #""acceptance":[{}]"#, "predicate.acceptance[0].kind", .unknownWord),
    (#""acceptance":[]"#, #""accepted":[]"#, "predicate.acceptance", .missing),
    (#""model":"Central""#, #""model":"Local""#, "predicate.deployment.model", .unknownWord),
    (
      #""exact":"withheld""#, #""exact":"4711""#, "predicate.inputs.rowCount.exact", .unknownWord
    ),
    (#""commitRecord":3"#, #""commitRecord":4"#, "predicate.accounting.commitRecord", .outOfRange),
    (#"\"i\":1,"#, #"\"i\":1, "#, "predicate.ledger.records.reserve", .notARecord),
    (#"\"v\":2"#, #"\"v\":1"#, "predicate.ledger.records.begin", .recordVersion(1)),
    (
      #""maximumRows":1"#, #""maximumRows":2"#,
      "predicate.privacy.contributionBound.maximumRows", .outOfRange
    ),
  ])
  func `A planted mistake is named with its place`(
    old: String,
    new: String,
    path: String,
    fault: MemberFault
  ) throws {
    #expect(
      try Self.error(replacing: old, by: new)
        == .member(file: "manifest.dsse.json", path: path, fault: fault)
    )
  }

  @Test func `A blank or another type is refused on reading too`() throws {
    #expect(
      try Self.error(replacing: #""software":"marginalia""#, by: #""software":" ""#)
        == .blank(field: "predicate.implementation.software")
    )
    #expect(
      try Self.error(replacing: "lineage/v2", by: "lineage/v1")
        == .unknownFormat(
          file: "manifest.dsse.json",
          found: "https://marginalia.dev/dp-synthetic-lineage/v1",
          expected: "https://marginalia.dev/dp-synthetic-lineage/v2"
        )
    )
    #expect(
      try Self.error(replacing: "Statement/v1", by: "Statement/v0.1")
        == .unknownFormat(
          file: "manifest.dsse.json",
          found: "https://in-toto.io/Statement/v0.1",
          expected: "https://in-toto.io/Statement/v1"
        )
    )
  }

  @Test func `Members that this version doesn't know are left alone`() throws {
    #expect(
      try Self.error(replacing: #""software":"#, by: #""audited":"yes","software":"#) == nil
    )
  }
}
