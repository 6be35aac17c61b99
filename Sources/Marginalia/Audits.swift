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
  ///   - releaseKey: the file of the publisher's public key, which every release has to be signed by.
  /// - Returns: what the ledger adds up to, where nothing is wrong.
  /// - Throws: `verificationFailed` with every finding; `usage` where releases are given without a
  ///   key to trust; `failure` where a file can't be read.
  /// - Complexity: linear in the ledger for each release.
  public static func audit(
    _ ledger: String,
    key: String? = nil,
    releases: [String] = [],
    releaseKey: String? = nil
  ) throws(MarginaliaError) -> AuditReport {
    let trusted = try key.map { key throws(MarginaliaError) in try Keys.publicKey(at: key) }
    guard Files.exists(ledger) else { throw MarginaliaError(LedgerError.missing(path: ledger)) }
    let reading = LedgerFile.verify(ledger, trusting: trusted)
    if case .file(let error) = reading.findings.first, case .failure = MarginaliaError(error) {
      throw MarginaliaError(error)
    }
    var findings = reading.findings.map { Finding(place: ledger, message: $0.description) }
    let given = try verified(releases, releaseKey, &findings)
    findings += Audits.findings(
      of: ReleaseComparison(of: given, ledger: reading, path: ledger)
    )
    guard findings.isEmpty else {
      throw .verificationFailed("\(ledger) does not hold up", findings: findings)
    }
    return try AuditReport(reading, path: ledger, releases: given)
  }

  /// Holds releases of one ledger against each other, without the ledger.
  ///
  /// - Parameters:
  ///   - releases: their folders, two or more.
  ///   - releaseKey: the file of the publisher's public key.
  /// - Returns: the releases in the order of the ledger, where nothing is wrong.
  /// - Throws: as ``audit(_:key:releases:releaseKey:)``; `usage` for fewer than two.
  public static func checkConsistency(
    of releases: [String],
    releaseKey: String
  ) throws(MarginaliaError) -> ConsistencyReport {
    guard releases.count > 1 else {
      throw .usage("one release is consistent with itself: name two or more")
    }
    var findings: [Finding] = []
    let given = try verified(releases, releaseKey, &findings)
    findings += Audits.findings(of: ReleaseComparison(of: given))
    guard findings.isEmpty else {
      throw .verificationFailed("the releases contradict each other", findings: findings)
    }
    return ConsistencyReport(given)
  }

  /// The releases that verify by themselves; what is wrong with the others joins the findings.
  private static func verified(
    _ folders: [String],
    _ key: String?,
    _ findings: inout [Finding]
  ) throws(MarginaliaError) -> [ReleaseComparison.Release] {
    guard !folders.isEmpty else { return [] }
    guard let key else {
      throw .usage("whose releases are they? --release-key names the publisher's public key")
    }
    let trusted = try Keys.publicKey(at: key)
    var releases: [ReleaseComparison.Release] = []
    for folder in folders {
      guard Files.exists(folder) else { throw .failure("there is no release at \(folder)") }
      let verification = ReleaseVerification.verify(folder: folder, trustedKey: trusted)
      for finding in verification.findings where finding.outcome == .failed {
        findings.append(Finding(place: "\(folder)/\(finding.file)", message: finding.sentence))
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
