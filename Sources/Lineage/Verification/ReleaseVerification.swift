package import Cryptography

/// Everything that can be checked about a release, check by check; no check hides another.
///
/// The trusted keys come from the caller, never from the release. A check is left out only where
/// something that it builds on has failed or is missing, and that is a finding of its own.
package struct ReleaseVerification: Sendable, Equatable {
  /// What is checked.
  package enum Check: String, Sendable, Hashable, CaseIterable {
    /// The manifest is a well-formed envelope in its one spelling.
    case envelope
    /// Enough trusted signers signed it.
    case signature
    /// What the verifier was handed about keys and releases was heeded, and nothing is revoked.
    case notice
    /// Each signer's bundle holds the same payload and signature.
    case bundle
    /// What is signed is a complete statement of a known type.
    case statement
    /// A listed file is there and has the listed digest.
    case file
    /// Schema and measurements can be read and belong together.
    case measurements
    /// The ledger's records are what their hashes say, and belong to the measurements.
    case ledger
    /// The witnesses that the verifier asks for cosigned the ledger's checkpoint.
    case witness
    /// The prices, recomputed, stay within the charge, and (ε, δ) follows from it.
    case accounting
    /// All charges to the ledger together stay within its cap.
    case cap
    /// The model and the rows follow from the measurements, to the last byte.
    case replay
    /// The folder holds nothing that isn't listed.
    case folder
  }

  /// How a check came out.
  package enum Outcome: String, Sendable, Hashable {
    /// It holds.
    case passed
    /// It doesn't.
    case failed
    /// Worth knowing; the release is no worse for it.
    case noted
  }

  /// One check and its outcome.
  package struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// What was checked.
    package let check: Check

    /// How it came out.
    package let outcome: Outcome

    /// The file concerned.
    package let file: String

    /// What was found, in a sentence.
    package let sentence: String

    package var description: String { "\(outcome.rawValue) \(check.rawValue) \(file): \(sentence)" }
  }

  /// All findings, in the order of the checks.
  package internal(set) var findings: [Finding] = []

  /// Whether every check that was made holds.
  package var isValid: Bool { !findings.contains { $0.outcome == .failed } }

  /// The files that a failed check concerns, each once, in the order of the findings.
  package var failedFiles: [String] {
    var files: [String] = []
    for finding in findings where finding.outcome == .failed && !files.contains(finding.file) {
      files.append(finding.file)
    }
    return files
  }

  /// The manifest, where its signature holds and it could be read.
  package internal(set) var manifest: Manifest?

  /// Those whose signatures count, each once.
  package internal(set) var signatories: [Trust.Signatory] = []

  /// Checks a release that one key should have signed.
  package static func verify(
    folder path: String,
    trustedKey key: Ed25519.PublicKey,
    ledger: String? = nil,
    witnesses: [CosignatureKey] = [],
    replay: Bool = false
  ) -> ReleaseVerification {
    verify(
      folder: path,
      trust: Trust(key),
      ledger: ledger,
      witnesses: witnesses,
      replay: replay
    )
  }

  /// Checks a release.
  ///
  /// - Parameters:
  ///   - path: the folder of the release.
  ///   - trust: whose signatures count, from a source other than the release.
  ///   - notices: rotations and revocations that the verifier was handed.
  ///   - ledger: the path of the ledger, for those who have it.
  ///   - witnesses: those who have to have cosigned the ledger's checkpoint.
  ///   - replay: whether to fit the model and draw the rows again.
  /// - Returns: all findings; nothing is thrown, as a broken release is a finding.
  package static func verify(
    folder path: String,
    trust: Trust,
    notices: Notices = Notices(),
    ledger: String? = nil,
    witnesses: [CosignatureKey] = [],
    replay: Bool = false
  ) -> ReleaseVerification {
    var verification = ReleaseVerification()
    let folder = ReleaseFolder(path: path)
    guard
      let manifest = verification.checkManifest(in: folder, trust: trust, notices: notices)
    else { return verification }
    verification.manifest = manifest
    verification.checkFiles(of: manifest, in: folder)
    verification.checkLedgerRecords(of: manifest)
    if !witnesses.isEmpty || folder.names.contains(ReleaseFile.cosignatures) {
      verification.checkWitnesses(witnesses, of: manifest, in: folder)
    }
    verification.checkClaim(of: manifest)
    if let measurements = verification.checkMeasurements(of: manifest, in: folder) {
      verification.checkAccounting(of: manifest, measurements: measurements.file)
      if replay { verification.checkReplay(of: manifest, measurements) }
    }
    if let ledger { verification.checkLedgerFile(ledger, against: manifest) }
    return verification
  }

  /// Adds a finding.
  mutating func note(_ check: Check, _ outcome: Outcome, _ file: String, _ sentence: String) {
    findings.append(Finding(check: check, outcome: outcome, file: file, sentence: sentence))
  }

  /// Adds an error about a file, whose name it needn't say twice.
  mutating func note(_ check: Check, failed error: LineageError, in file: String) {
    let words = error.description
    let prefix = "\(file): "
    note(
      check,
      .failed,
      file,
      words.hasPrefix(prefix) ? String(words.dropFirst(prefix.count)) : words
    )
  }

  /// Adds a finding that holds or doesn't, with a sentence for either.
  mutating func require(
    _ holds: Bool,
    _ check: Check,
    _ file: String,
    _ sentence: String,
    else failure: String
  ) {
    note(check, holds ? .passed : .failed, file, holds ? sentence : failure)
  }
}
