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
      json["predicateType"]?.string == "https://marginalia.dev/dp-synthetic-lineage/v1"
    )
    let subjects = try #require(json["subject"]?.array)
    #expect(
      subjects.map { $0["name"]?.string }
        == ["measurements.json", "model.json", "report.html", "schema.json", "synthetic.csv"]
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
    let mechanisms = try #require(json["predicate"]?["accounting"]?["mechanisms"]?.array)
    #expect(mechanisms.count == 7)
    #expect(mechanisms.allSatisfy { $0["rho"]?.string != nil && $0["parameters"] != nil })
    #expect(mechanisms.map { $0["commitEntry"]?.integer } == Array(0..<7))
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
      name: String = "n",
      version: String = "1",
      without file: String? = nil
    ) throws -> Manifest {
      try Manifest(
        name: name,
        subjects: example.manifest.subjects.filter { $0.name != file },
        claim: example.manifest.claim,
        measurements: example.measurements,
        evidence: example.manifest.ledger,
        implementation: Implementation(version: version)
      )
    }
    #expect(try manifest().release.name == "n")
    #expect(throws: LineageError.blank(field: "predicate.release.name")) {
      try manifest(name: " \t")
    }
    #expect(throws: LineageError.blank(field: "predicate.implementation.version")) {
      try manifest(version: "")
    }
    for file in ReleaseFile.required {
      #expect(throws: LineageError.blank(field: "subject.\(file)")) { try manifest(without: file) }
    }
  }

  @Test(arguments: [
    (
      #""row","unprotected"#, #""cell","unprotected"#, "predicate.privacy.unit",
      MemberFault.unknownWord
    ),
    (#""epsilon":"1""#, #""epsilon":"-1""#, "predicate.privacy.thisRelease.epsilon", .outOfRange),
    (#""epsilon":"1""#, #""epsilon":1"#, "predicate.privacy.thisRelease.epsilon", .notExact),
    (
      #""unprotectedQuantities":[]"#, #""unprotectedQuantities":["n"]"#,
      "predicate.privacy.unprotectedQuantities", .outOfRange
    ),
    (#""commitRecord":3"#, #""commitRecord":4"#, "predicate.accounting.commitRecord", .outOfRange),
    (#"\"i\":1,"#, #"\"i\":1, "#, "predicate.ledger.records.reserve", .notARecord),
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
      try Self.error(replacing: "Statement/v1", by: "Statement/v0.1")
        == .unknownFormat(
          file: "manifest.dsse.json",
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
