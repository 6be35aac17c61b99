import Cryptography
import Lineage

/// Checks releases without their private tables.
public enum Verifier {
  /// Checks everything that can be checked about a release that one key should have signed.
  ///
  /// - Parameters:
  ///   - folder: the release.
  ///   - key: the file of the public key that the caller trusts; never one from the release.
  ///   - ledger: the ledger, for those who have it.
  ///   - witnesses: a file with the keys of those who have to have cosigned the ledger's checkpoint,
  ///     one a line.
  ///   - replay: whether to fit the model and draw the rows again.
  /// - Returns: the checks, all of which hold.
  /// - Throws: as the other form does.
  public static func verify(
    folder: String,
    key: String,
    ledger: String? = nil,
    witnesses: String? = nil,
    replay: Bool = false
  ) throws(MarginaliaError) -> Verification {
    try verify(
      folder: folder,
      trusting: .keys([key]),
      ledger: ledger,
      witnesses: witnesses,
      replay: replay
    )
  }

  /// Checks everything that can be checked about a release.
  ///
  /// Signatures, files, the ledger's records, the prices and their sum; with `replay`, that model and
  /// rows follow from the measurements to the last byte.
  ///
  /// - Parameters:
  ///   - folder: the release.
  ///   - keys: whose signatures count, and how many are needed.
  ///   - notices: rotations and revocations to heed.
  ///   - ledger: the ledger, for those who have it.
  ///   - witnesses: a file with the keys of those who have to have cosigned the ledger's checkpoint,
  ///     one a line.
  ///   - replay: whether to fit the model and draw the rows again.
  /// - Returns: the checks, all of which hold.
  /// - Throws: `verificationFailed` with a finding for each check that doesn't hold; `failure` where
  ///   there is no such folder, or a notice can't be read.
  public static func verify(
    folder: String,
    trusting keys: TrustedKeys,
    heeding notices: HandedNotices = HandedNotices(),
    ledger: String? = nil,
    witnesses: String? = nil,
    replay: Bool = false
  ) throws(MarginaliaError) -> Verification {
    try requireFolder(folder)
    if let ledger { try Ledgers.requireFile(ledger) }
    let witnesses = try witnesses.map { path throws(MarginaliaError) in
      try Witnesses.keys(at: path)
    }
    let verification = ReleaseVerification.verify(
      folder: folder,
      trust: keys.trust,
      notices: try notices.read(),
      ledger: ledger,
      witnesses: witnesses ?? [],
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
      signers: verification.signatories.map(Verification.Signer.init),
      claim: PrivacyLoss(manifest.claim.guarantee),
      checks: findings(.passed),
      notes: findings(.noted),
      replayed: replay
    )
  }

  /// Refuses a path at which there is no folder to check.
  ///
  /// - Throws: `failure` where there is nothing; `usage` where it is a file.
  static func requireFolder(_ path: String) throws(MarginaliaError) {
    guard Files.exists(path) else { throw .failure("there is no release at \(path)") }
    guard Files.isFolder(path) else {
      throw .usage("\(path) is a file, and a release is a folder: name the folder that holds it")
    }
  }
}
