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
  /// The signed manifest, which vouches for all the others.
  package static let manifest = "manifest.dsse.json"

  /// Cosignatures of the ledger's checkpoint, which witnesses give after the release was signed.
  package static let cosignatures = "checkpoint.cosignatures"

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

  /// The files without which a release is not whole, the manifest aside.
  package static let required = [table, measurements, model, schema, report]
}
