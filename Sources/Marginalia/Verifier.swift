import Cryptography
import Lineage

/// Checks releases without their private tables.
public enum Verifier {
  /// Checks everything that can be checked about a release.
  ///
  /// Signature, files, the ledger's records, the prices and their sum; with `replay`, that model and
  /// rows follow from the measurements to the last byte.
  ///
  /// - Parameters:
  ///   - folder: the release.
  ///   - key: the file of the public key that the caller trusts; never one from the release.
  ///   - ledger: the ledger, for those who have it.
  ///   - replay: whether to fit the model and draw the rows again.
  /// - Returns: the checks, all of which hold.
  /// - Throws: `verificationFailed` with a finding for each check that doesn't hold; `badInput`
  ///   where the key can't be read; `failure` where there is no such folder.
  public static func verify(
    folder: String,
    key: String,
    ledger: String? = nil,
    replay: Bool = false
  ) throws(MarginaliaError) -> Verification {
    let key = try Keys.publicKey(at: key)
    guard Files.exists(folder) else { throw .failure("there is no release at \(folder)") }
    let verification = ReleaseVerification.verify(
      folder: folder,
      trustedKey: key,
      ledger: ledger,
      replay: replay
    )
    let findings = { (outcome: ReleaseVerification.Outcome) in
      verification.findings.filter { $0.outcome == outcome }.map {
        Finding(place: $0.file, message: $0.sentence)
      }
    }
    guard verification.isValid, let manifest = verification.manifest else {
      let files = verification.failedFiles.joined(separator: ", ")
      throw .verificationFailed(
        "\(folder) does not verify: see \(files)",
        findings: findings(.failed)
      )
    }
    return Verification(
      folder: folder,
      key: key.fingerprint,
      claim: PrivacyLoss(manifest.claim.guarantee),
      checks: findings(.passed),
      notes: findings(.noted),
      replayed: replay
    )
  }
}
