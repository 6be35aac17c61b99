import Cryptography
import Foundation
import JSON
import Ledger
import Lineage
import Reports
import Schemas
import Testing

@Suite struct ReleaseDocumentsTests {
  static func plain() throws -> [String: String] { try ReleaseExample.documents() }

  static func json(_ name: String, agreement: Agreement? = nil) throws -> JSON {
    let text = try #require(try ReleaseExample.documents(agreement: agreement)[name])
    return try JSON(parsing: [UInt8](text.utf8))
  }

  @Test func `Every document of a release is there, with something in it`() throws {
    let documents = try Self.plain()
    #expect(documents.keys.sorted() == ReleaseFile.documents.sorted())
    for (name, text) in documents {
      #expect(text.count > 300 && text.hasSuffix("\n"), "\(name)")
    }
  }

  @Test func `The same facts give the same bytes`() throws {
    let facts = try ReleaseExample.facts()
    func files() -> [[UInt8]] {
      ReleaseDocuments(
        facts: facts,
        schema: Example.schema,
        measurements: Example.measurements(),
        tableDigest: ReleaseExample.tableDigest
      ).files.map(\.bytes)
    }
    #expect(files() == files())
  }

  // MARK: The registry

  /// The paths of a mapping by its indentation: "deployment/basic/name".
  static func paths(_ yaml: some Sequence<Substring>, below: String = "properties")
    -> [(path: [String], line: Substring)]
  {
    var open: [(indent: Int, key: String)] = []
    var block: Int?
    return yaml.compactMap { line in
      let indent = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(indent)
      if rest.isEmpty { return nil }
      if let start = block {
        if indent > start { return nil }
        block = nil
      }
      guard !rest.hasPrefix("- "), !rest.hasPrefix("#"), let colon = rest.firstIndex(of: ":") else {
        return nil
      }
      while let last = open.last, last.indent >= indent { open.removeLast() }
      open.append((indent, String(rest[..<colon])))
      if rest.hasSuffix("|") { block = indent }
      return (open.map(\.key), line)
    }
  }

  @Test func `The registry's record has each field of its schema, and no other`() throws {
    let schema = try Vectors.text("deployments-registry/deployments-schema.yaml")
    let declared = Self.paths(schema.split(separator: "\n")).map(\.path)
      .filter { $0.last.map { !["properties"].contains($0) } ?? false }
      .compactMap { path -> [String]? in
        // properties/a/properties/b is the field a/b; all else describes a field.
        guard path.count.isMultiple(of: 2) else { return nil }
        let pairs = stride(from: 0, to: path.count, by: 2).map { (path[$0], path[$0 + 1]) }
        return pairs.allSatisfy { $0.0 == "properties" } ? pairs.map(\.1) : nil
      }
    let text = try #require(try Self.plain()[ReleaseFile.registry])
    let written = Self.paths(text.split(separator: "\n")).map(\.path)
    #expect(declared.count > 35)
    #expect(Set(written).subtracting(declared) == [])
    // What the registry calls details is left out where nothing is to be added.
    #expect(
      Set(declared).subtracting(written) == [
        ["deployment", "deployment_model", "data_source_type_details"]
      ]
    )
  }

  @Test func `The registry's record says what the facts say`() throws {
    let text = try #require(try Self.plain()[ReleaseFile.registry])
    for line in [
      #"url_slug: "harbour-calls-synthetic-the-harbour-office-"#, "status: \"Draft\"", "tier: 3",
      #"    data_product_type: "Synthetic data""#, #"    variant_name: "Zero-concentrated DP""#,
      "      epsilon: 1.0\n", "      delta: 1.0e-9\n", #"    data_product_sector: "Government""#,
      #"    release_type: "One release""#, #"    access_type: "Non-interactive""#,
      "discrete-gaussian: 11 times", "exponential: 1 times",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  // MARK: JSON-LD

  @Test func `Croissant names every column with its type, and the rows' digest`() throws {
    let json = try Self.json(ReleaseFile.croissant)
    #expect(json["conformsTo"]?.array?.first?.string == "http://mlcommons.org/croissant/1.1")
    for key in ["name", "description", "url", "license", "creator", "datePublished", "version"] {
      #expect(json[key] != nil, "\(key)")
    }
    let file = json["distribution"]?.array?.first
    #expect(file?["sha256"]?.string == ReleaseExample.tableDigest.hex)
    let fields = json["recordSet"]?.array?.first?["field"]?.array ?? []
    #expect(fields.map { $0["name"]?.string } == Example.schema.attributes.map(\.name))
    #expect(
      fields.map { $0["dataType"]?.string }
        == ["sc:Text", "sc:Integer", "sc:Text", "sc:Integer", "sc:Integer", "sc:Date"]
    )
  }

  @Test func `DCAT has the checksum by which the rows are known`() throws {
    let json = try Self.json(ReleaseFile.catalogue)
    let checksum = json["dcat:distribution"]?.array?.first?["spdx:checksum"]
    #expect(checksum?["spdx:checksumValue"]?["@value"]?.string == ReleaseExample.tableDigest.hex)
    #expect(json["dct:title"]?.string == "Harbour calls, synthetic")
  }

  @Test func `Without a contract the terms are an offer; under one they are it, word for word`()
    throws
  {
    let offer = try Self.json(ReleaseFile.agreement)
    #expect(offer["@type"]?.string == "Offer")
    #expect(offer["dp:clause"] == nil)
    let agreement = try Agreement(ReleaseExample.clause)
    let policy = try Self.json(ReleaseFile.agreement, agreement: agreement)
    #expect(policy["@type"]?.string == "Agreement")
    #expect(policy["dp:clause"]?.canonical == agreement.json.canonical)
    #expect(policy["dp:clauseDigest"]?["dp:sha256"]?.string == agreement.digest.hex)
    let purposes = policy["permission"]?.array?.first?["constraint"]?.array?.first
    #expect(purposes?["rightOperand"]?.array?.first?["@id"]?.string == "duo:0000042")
    let forbidden = policy["prohibition"]?.array?.compactMap { $0["dct:description"]?.string }
    #expect(forbidden == ["to sell the rows"])
    #expect(policy["dp:guarantee"]?["dp:epsilon"]?.string == "1")
    #expect(policy["dp:guarantee"]?["dp:delta"]?.string == "1/1000000000")
  }

  // MARK: For people

  @Test func `The dictionary has a section for every column, and what cells may say`() throws {
    let text = try #require(try Self.plain()[ReleaseFile.dictionary])
    for column in Example.schema.attributes {
      #expect(text.contains("## \(column.name.replacingOccurrences(of: "_", with: "\\_"))\n"))
    }
    #expect(text.contains("`Pilot`"))
    #expect(text.contains("From 17 to 90, every value a level of its own."))
    #expect(text.contains("From 0 to 500000, in 7 bins"))
    #expect(text.contains("From 2000-01-01 to 2025-12-31"))
  }

  @Test func `Summary and terms say price, cap and how to check, in words`() throws {
    let documents = try ReleaseExample.documents(agreement: Agreement(ReleaseExample.clause))
    for name in [ReleaseFile.summary, ReleaseFile.agreementText] {
      let text = try #require(documents[name])
      for words in ["epsilon = 1 at delta = 1e-9", "epsilon = 4 at delta = 1e-9", "verify"] {
        #expect(text.contains(words), "\(name): \(words)")
      }
    }
    let terms = try #require(documents[ReleaseFile.agreementText])
    #expect(terms.contains("Contract \\*12\\*"), "a title can't set itself in Markdown")
    #expect(terms.contains("general research (DUO:0000042), for which they were made"))
  }

  @Test func `A clause in plain English names parties, purposes and limits`() throws {
    let text = AgreementText(agreement: try Agreement(ReleaseExample.clause)).text
    for words in [
      "**The office**", "general research", "2999-12-31", "to sell the rows", "epsilon = 4",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }
}
