package import Lineage
package import Schemas

/// The documents that go out with a release, each written from the same facts.
///
/// Their bytes depend on signed facts, schema and measurements alone, so that anyone who has a
/// release can have them written again and compare.
package struct ReleaseDocuments {
  private let facts: ReleaseFacts
  private let schema: Schema
  private let measurements: MeasurementsFile
  private let tableDigest: [UInt8]

  /// The documents of a release.
  ///
  /// - Parameters:
  ///   - facts: what its manifest says.
  ///   - schema: what its columns are.
  ///   - measurements: every output of a mechanism.
  ///   - tableDigest: the SHA-256 of the synthetic rows.
  package init(
    facts: ReleaseFacts,
    schema: Schema,
    measurements: MeasurementsFile,
    tableDigest: [UInt8]
  ) {
    self.facts = facts
    self.schema = schema
    self.measurements = measurements
    self.tableDigest = tableDigest
  }

  /// Each document with its name in the release, in the order of the names.
  package var files: [(name: String, bytes: [UInt8])] {
    let accuracy = Accuracy(measurements)
    let terms = Terms(facts: facts, accuracy: accuracy)
    func bytes(_ text: String) -> [UInt8] { [UInt8](text.utf8) }
    return [
      (ReleaseFile.agreement, JSONLD.file(terms.json)),
      (ReleaseFile.agreementText, bytes(terms.text)),
      (
        ReleaseFile.croissant,
        JSONLD.file(
          CroissantDescription(facts: facts, schema: schema, tableDigest: tableDigest).json
        )
      ),
      (
        ReleaseFile.catalogue,
        JSONLD.file(CatalogueRecord(facts: facts, tableDigest: tableDigest).json)
      ),
      (ReleaseFile.dictionary, bytes(DataDictionary(facts: facts, schema: schema).text)),
      (
        ReleaseFile.registry,
        bytes(RegistryRecord(facts: facts, strategy: measurements.strategy).text)
      ),
      (ReleaseFile.summary, bytes(PlainSummary(facts: facts, accuracy: accuracy).text)),
    ]
  }
}
