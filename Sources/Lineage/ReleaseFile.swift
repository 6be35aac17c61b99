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
  /// The page that checks the release in a browser.
  package static let verificationPage = "verify.html"
  /// The signed manifest, which vouches for all the others.
  package static let manifest = "manifest.dsse.json"

  /// Cosignatures of the ledger's checkpoint, which witnesses give after the release was signed.
  package static let cosignatures = "checkpoint.cosignatures"

  /// The files without which a release is not whole, the manifest aside.
  package static let required = [table, measurements, model, schema, report]
}
