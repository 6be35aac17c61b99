import Accounting
import Arithmetic
import Cryptography
import Ledger
import Lineage

/// An auditor's reading of a ledger and its releases, by code that neither charges nor refuses.
public enum Audits {
  /// Recomputes a whole budget from the ledger's lines, and holds releases against it.
  ///
  /// - Parameters:
  ///   - ledger: the ledger.
  ///   - key: the file of the ledger's public key, from a source other than the ledger; without it
  ///     the key in the ledger counts.
  ///   - releases: folders of releases that it paid for.
  ///   - keys: whose signatures on the releases count, and how many are needed; nil where there is no
  ///     release.
  ///   - notices: rotations and revocations to heed.
  /// - Returns: what the ledger adds up to, where nothing is wrong.
  /// - Throws: `verificationFailed` with every finding; `usage` where releases are given without
  ///   anybody to trust; `failure` where a file can't be read.
  /// - Complexity: linear in the ledger for each release.
  public static func audit(
    _ ledger: String,
    key: String? = nil,
    releases: [String] = [],
    trusting keys: TrustedKeys? = nil,
    heeding notices: HandedNotices = HandedNotices()
  ) throws(MarginaliaError) -> AuditReport {
    guard releases.isEmpty || keys != nil else {
      throw .usage("whose releases are they? name the publisher's public key, or a trust file")
    }
    let trusted = try key.map { key throws(MarginaliaError) in try Keys.publicKey(at: key) }
    try Ledgers.requireFile(ledger)
    let reading = LedgerFile.verify(ledger, trusting: trusted)
    if case .file(let error) = reading.findings.first, case .failure = MarginaliaError(error) {
      throw MarginaliaError(error)
    }
    var findings = reading.findings.map { Finding(place: ledger, message: $0.description) }
    let given = try keys.map { keys throws(MarginaliaError) in
      try verified(releases, keys, notices, &findings)
    }
    let comparison = ReleaseComparison(of: given ?? [], ledger: reading, path: ledger)
    findings += Audits.findings(of: comparison)
    guard findings.isEmpty else {
      throw .verificationFailed("\(ledger) does not hold up", findings: findings)
    }
    return try AuditReport(reading, path: ledger, releases: given ?? [])
  }

  /// Holds releases of one ledger against each other, without the ledger.
  ///
  /// - Parameters:
  ///   - releases: their folders, two or more.
  ///   - keys: whose signatures count, and how many are needed.
  ///   - notices: rotations and revocations to heed.
  ///   - proofs: files as `ledger request` writes them, which show that one release's ledger is a
  ///     beginning of another's, where too many releases lie between for their manifests to show it.
  /// - Returns: the releases in the order of the ledger, where nothing is wrong.
  /// - Throws: `verificationFailed` with all that is wrong, or with what is not shown; `usage` for
  ///   fewer than two releases; `badInput` for a proof that is none; `failure` where a file can't be
  ///   read.
  public static func checkConsistency(
    of releases: [String],
    trusting keys: TrustedKeys,
    heeding notices: HandedNotices = HandedNotices(),
    proofs: [String] = []
  ) throws(MarginaliaError) -> ConsistencyReport {
    guard releases.count > 1 else {
      throw .usage("one release is consistent with itself: name two or more")
    }
    let proofs = try proofs.map { path throws(MarginaliaError) in
      ReleaseComparison.Proof(place: path, request: try Witnesses.request(at: path))
    }
    var findings: [Finding] = []
    let given = try verified(releases, keys, notices, &findings)
    let comparison = ReleaseComparison(of: given, proofs: proofs)
    findings += Audits.findings(of: comparison)
    let gaps = comparison.gaps.map { Finding(place: $0.place, message: $0.sentence) }
    guard findings.isEmpty else {
      throw .verificationFailed("the releases don't hold up together", findings: findings + gaps)
    }
    guard gaps.isEmpty else {
      throw .verificationFailed(
        "nothing contradicts that the releases are of one history, and nothing here shows it",
        findings: gaps
      )
    }
    return ConsistencyReport(given)
  }

  /// The releases that verify by themselves; what is wrong with the others joins the findings.
  private static func verified(
    _ folders: [String],
    _ keys: TrustedKeys,
    _ notices: HandedNotices,
    _ findings: inout [Finding]
  ) throws(MarginaliaError) -> [ReleaseComparison.Release] {
    let notices = try notices.read()
    var releases: [ReleaseComparison.Release] = []
    for folder in folders {
      try Verifier.requireFolder(folder)
      let verification = ReleaseVerification.verify(
        folder: folder,
        trust: keys.trust,
        notices: notices
      )
      for finding in verification.findings where finding.outcome == .failed {
        // A notice is no file of the release.
        let place =
          finding.check == .notice ? "\(folder), by \(finding.file)" : "\(folder)/\(finding.file)"
        findings.append(Finding(place: place, message: finding.sentence))
      }
      if let manifest = verification.manifest {
        releases.append(ReleaseComparison.Release(place: folder, manifest: manifest))
      }
    }
    return releases
  }

  /// What a comparison found, as the library tells it.
  private static func findings(of comparison: ReleaseComparison) -> [Finding] {
    comparison.findings.map { Finding(place: $0.place, message: $0.sentence) }
  }
}
