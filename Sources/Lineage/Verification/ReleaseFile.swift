package import Cryptography

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

  /// The bundle of one signer: `manifest.`, the first 16 hexadecimal digits of the fingerprint's
  /// digest, `.sigstore.json`.
  package static func bundle(of key: Ed25519.PublicKey) -> String {
    bundleStart + Array(key.fingerprintDigest.prefix(8)).hex + bundleEnd
  }

  /// Whether a name is that of some signer's bundle.
  package static func isBundle(_ name: String) -> Bool {
    name.hasPrefix(bundleStart) && name.hasSuffix(bundleEnd)
  }

  private static let bundleStart = "manifest."
  private static let bundleEnd = ".sigstore.json"
  /// Cosignatures of the ledger's checkpoint, which witnesses give after the release was signed.
  package static let cosignatures = "checkpoint.cosignatures"

  /// The files without which a release is not whole, the manifest aside.
  package static let required =
    [table, measurements, model, schema, report, verificationPage] + documents

  /// The documents, each of which follows from the others and the manifest.
  package static let documents = [
    registry, croissant, catalogue, agreement, agreementText, dictionary, summary,
  ]
}
