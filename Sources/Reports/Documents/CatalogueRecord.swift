import Cryptography
import JSON
import Lineage
import Schemas

/// A release as a record for data catalogues: DCAT 3 in JSON-LD.
///
/// - Source: W3C, Data Catalog Vocabulary 3; SPDX for checksums; W3C DPV for the kind of data.
struct CatalogueRecord {
  let facts: ReleaseFacts
  let tableDigest: [UInt8]

  /// The record.
  var json: JSON {
    let about = facts.about
    let words = PlainWords(claim: facts.claim)
    return [
      "@context": [
        "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#", "foaf": "http://xmlns.com/foaf/0.1/",
        "odrl": "http://www.w3.org/ns/odrl/2/", "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
      ],
      "@id": .string(JSONLD.urn(facts.release.identifier.hex)), "@type": "dcat:Dataset",
      "dct:title": .string(about[.name]), "dct:description": .string(about[.description]),
      "dcat:version": .string(about[.version]),
      "dct:identifier": .string(facts.release.identifier.hex),
      "dct:issued": ["@type": "xsd:date", "@value": .string(facts.release.date)],
      "dct:publisher": .array(
        about.list(.curators).map { ["@type": "foaf:Agent", "foaf:name": .string($0)] }
      ),
      "dcat:contactPoint": ["@type": "vcard:Kind", "vcard:fn": .string(about[.contact])],
      "dcat:landingPage": JSONLD.reference(about[.address]),
      "dct:spatial": ["@type": "dct:Location", "rdfs:label": .string(about[.region])],
      "dcat:theme": ["rdfs:label": .string(about[.sector])],
      "dct:accessRights": ["@type": "dct:RightsStatement", "rdfs:label": .string(about[.terms])],
      "odrl:hasPolicy": JSONLD.reference(ReleaseFile.agreement),
      "dct:type": JSONLD.reference("dpv:SyntheticData"),
      "dct:provenance": [
        "@type": "dct:ProvenanceStatement",
        "rdfs:label": .string(
          "Rows drawn from a model of noisy answers under differential privacy: \(words.price). "
            + words.neighbours
        ),
      ],
      "prov:wasGeneratedBy": [
        "@type": "prov:Activity",
        "dpv:hasTechnicalMeasure": JSONLD.reference("dpv:DifferentialPrivacy"),
        "prov:endedAtTime": ["@type": "xsd:dateTime", "@value": .string(facts.release.created)],
      ],
      "dcat:distribution": [
        [
          "@type": "dcat:Distribution", "dct:title": .string(ReleaseFile.table),
          "dcat:downloadURL": JSONLD.reference(ReleaseFile.table),
          "dcat:mediaType": JSONLD.reference(
            "https://www.iana.org/assignments/media-types/text/csv"
          ),
          "dct:conformsTo": JSONLD.reference(ReleaseFile.schema),
          "spdx:checksum": [
            "@type": "spdx:Checksum",
            "spdx:algorithm": JSONLD.reference("spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": [
              "@type": "xsd:hexBinary", "@value": .string(tableDigest.hex),
            ],
          ],
        ]
      ],
    ]
  }
}
