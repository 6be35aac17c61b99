import Cryptography
import JSON
import Lineage
import Schemas

/// A release as machine learning tools load it: Croissant 1.1 with its vocabulary for responsible
/// use (RAI 1.0).
///
/// - Source: mlcommons/croissant, docs/croissant-spec-1.1.md and croissant-rai-spec.md.
struct CroissantDescription {
  let facts: ReleaseFacts
  let schema: Schema
  let tableDigest: [UInt8]

  /// The description.
  var json: JSON {
    let about = facts.about
    let words = PlainWords(claim: facts.claim)
    let curators = JSON.array(
      about.list(.curators).map { ["@type": "Organization", "name": .string($0)] }
    )
    return [
      "@context": Self.context, "@type": "sc:Dataset",
      "conformsTo": [
        "http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0",
      ],
      "name": .string(about[.name]), "description": .string(about[.description]),
      "url": .string(about[.address]), "license": .string(about[.terms]), "creator": curators,
      "publisher": curators, "version": .string(about[.version]),
      "datePublished": .string(facts.release.date), "dateCreated": .string(facts.release.date),
      "identifier": .string(JSONLD.urn(facts.release.identifier.hex)),
      "keywords": ["synthetic data", "differential privacy"],
      "citeAs": .string(
        "\(about.list(.curators).joined(separator: ", ")): \(about[.name]), version "
          + "\(about[.version]), \(facts.release.date)"
      ),
      "isLiveDataset": .boolean(about[.dataSourceType] == "Dynamic"),
      "rai:dataCollection": .string(about[.dataDomain]),
      "rai:dataPreprocessingProtocol": [
        .string(about[.preparation]), .string(facts.implementation.preprocessing),
      ],
      "rai:dataUseCases": [.string(about[.intendedUse])],
      "rai:dataLimitations": .array(
        ([about[.unsuitableUse]] + facts.limits).map { .string($0) }
      ),
      "rai:dataBiases": [
        .string(
          "Counts below the noise vanish or appear by chance, so that small groups are reproduced "
            + "worst; report.html tells how well each is."
        )
      ],
      "rai:personalSensitiveInformation": [
        .string(
          "The rows are synthetic. \(words.promise) \(words.neighbours) Price: \(words.price)."
        )
      ],
      "rai:dataReleaseMaintenancePlan": .string("\(about[.releasePlan]) \(about[.changes])"),
      "prov:wasGeneratedBy": [
        "@type": "prov:Activity",
        "prov:label": .string(
          "\(facts.implementation.software) \(facts.implementation.version), see "
            + ReleaseFile.manifest
        ),
      ],
      "usageInfo": [
        "@type": ["CreativeWork", "odrl:Offer"], "name": .string("see \(ReleaseFile.agreement)"),
        "url": .string(ReleaseFile.agreement),
      ],
      "distribution": [
        [
          "@type": "cr:FileObject", "@id": .string(ReleaseFile.table),
          "name": .string(ReleaseFile.table), "contentUrl": .string(ReleaseFile.table),
          "encodingFormat": "text/csv", "sha256": .string(tableDigest.hex),
        ]
      ],
      "recordSet": [
        [
          "@type": "cr:RecordSet", "@id": "rows", "name": "rows",
          "description": "The synthetic rows.", "field": .array(schema.attributes.map(field)),
        ]
      ],
    ]
  }

  private func field(_ column: Column) -> JSON {
    [
      "@type": "cr:Field", "@id": .string("rows/\(column.name)"), "name": .string(column.name),
      "description": .string(Self.description(of: column)),
      "dataType": .string(Self.type(of: column)),
      "source": [
        "fileObject": JSONLD.reference(ReleaseFile.table),
        "extract": ["column": .string(column.name)],
      ],
    ]
  }

  private static func description(of column: Column) -> String {
    let missing = column.missing.isEmpty ? "never missing" : "may be missing"
    if let labels = column.kind.labels { return "one of \(labels.count) categories; \(missing)" }
    guard let (scale, bins) = column.kind.ordered else { return missing }
    return "from \(scale.text(of: bins.minimum)) to \(scale.text(of: bins.maximum)); \(missing)"
  }

  /// Text where a cell may be missing, or a label: a reader would fail on another type.
  private static func type(of column: Column) -> String {
    guard column.missing.isEmpty else { return "sc:Text" }
    return switch column.kind {
    case .integer, .code: "sc:Integer"
    case .decimal: "sc:Float"
    case .date: "sc:Date"
    case .categorical, .boolean, .ignored: "sc:Text"
    }
  }

  /// The specification's own context, with the prefixes of provenance and usage conditions.
  ///
  /// - Source: docs/croissant-spec-1.1.md, appendix 1, as mlcroissant 1.1 writes it.
  private static let context: JSON = [
    "@language": "en", "@vocab": "https://schema.org/", "annotation": "cr:annotation",
    "arrayShape": "cr:arrayShape", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/", "data": ["@id": "cr:data", "@type": "@json"],
    "dataType": ["@id": "cr:dataType", "@type": "@vocab"], "dct": "http://purl.org/dc/terms/",
    "description": ["@container": "@language"], "equivalentProperty": "cr:equivalentProperty",
    "examples": ["@id": "cr:examples", "@type": "@json"], "excludes": "cr:excludes",
    "extract": "cr:extract", "field": "cr:field", "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty", "fileSet": "cr:fileSet", "format": "cr:format",
    "includes": "cr:includes", "isArray": "cr:isArray", "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5",
    "name": ["@container": "@language"],
    "odrl": "http://www.w3.org/ns/odrl/2/", "parentField": "cr:parentField", "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#", "rai": "http://mlcommons.org/croissant/RAI/",
    "readLines": "cr:readLines", "recordSet": "cr:recordSet", "references": "cr:references",
    "regex": "cr:regex", "repeated": "cr:repeated", "replace": "cr:replace",
    "samplingRate": "cr:samplingRate", "sc": "https://schema.org/", "sdVersion": "cr:sdVersion",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform", "unArchive": "cr:unArchive", "value": "cr:value",
  ]
}
