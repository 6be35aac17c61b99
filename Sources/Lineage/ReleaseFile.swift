/// The names of the files of a release.
package enum ReleaseFile {
  /// The synthetic rows.
  package static let table = "synthetic.csv"
  /// Every output of a mechanism, and the settings of what followed.
  package static let measurements = "measurements.json"
  /// The fitted model.
  package static let model = "model.json"
  /// The public schema.
  package static let schema = "schema.json"
  /// The public report.
  package static let report = "report.html"
  /// The record for the OpenDP Deployments Registry.
  package static let registry = "registry.yaml"
  /// The description for machine learning (Croissant).
  package static let croissant = "croissant.json"
  /// The record for data catalogues (DCAT).
  package static let catalogue = "dcat.json"
  /// The terms for machines (ODRL).
  package static let agreement = "agreement.json"
  /// The terms in plain English.
  package static let agreementText = "agreement.md"
  /// What each column means.
  package static let dictionary = "dictionary.md"
  /// The release in plain English.
  package static let summary = "summary.md"
  /// The signed manifest, which vouches for all the others.
  package static let manifest = "manifest.dsse.json"

  /// The files without which a release is not whole, the manifest aside.
  package static let required = [table, measurements, model, schema, report] + documents

  /// The documents, each of which follows from the others and the manifest.
  package static let documents = [
    registry, croissant, catalogue, agreement, agreementText, dictionary, summary,
  ]
}
