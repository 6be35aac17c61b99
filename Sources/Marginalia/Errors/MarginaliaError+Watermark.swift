import Lineage

extension MarginaliaError {
  /// What it means to the caller that a release can't be replayed.
  init(_ fault: ReleaseReplay.Fault, release: String) {
    switch fault {
    case .notVerified(let findings):
      self = .verificationFailed(
        "\(release) does not verify",
        findings: findings.map { Finding(place: $0.file, message: $0.sentence) }
      )
    case .otherVersion(let version):
      self = .failure(
        "\(release) was made with determinism version \(version), which this program can't replay; "
          + "use the version of marginalia that made it"
      )
    case .otherRows:
      self = .verificationFailed(
        "the rows of \(release) don't follow from its measurements",
        findings: []
      )
    }
  }

  /// What it means to the caller that a table can't be compared.
  init(_ fault: SuspectTable.Fault, suspect: String) {
    switch fault {
    case .noSharedColumn:
      self = .badInput(
        "the first line of \(suspect) names none of the release's columns; add a header with their "
          + "names",
        findings: []
      )
    case .noRow:
      self = .badInput("\(suspect) has no row as long as its header", findings: [])
    }
  }
}
