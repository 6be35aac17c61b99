import Accounting
package import JSON
import Ledger

/// What a publisher signs: which files belong to a release, and how they came about.
///
/// An in-toto statement whose subjects are all released files but the manifest itself, with a
/// predicate that makes the privacy claim checkable. Every number that privacy depends on is an
/// exact text. Nothing in it is about the private table: no hash, size, path or row count.
///
/// - Source: in-toto attestation framework, spec/v1/statement.md; NIST SP 800-226 for what a claim
///   has to say.
package struct Manifest: Sendable, Equatable {
  /// A released file.
  package struct Subject: Sendable, Hashable {
    /// The file's name in the release folder.
    package let name: String

    /// The SHA-256 of its bytes.
    package let digest: [UInt8]

    /// Makes a subject.
    package init(name: String, digest: [UInt8]) {
      self.name = name
      self.digest = digest
    }
  }

  /// The released files, in the order of their names.
  package let subjects: [Subject]

  /// Which release this is.
  package let release: ReleaseIdentity

  /// What is guaranteed.
  package let claim: PrivacyClaim

  /// Each mechanism with its parameters and its price, in the order of the commit record.
  package let mechanisms: [JSON]

  /// The program that made the release.
  package let implementation: Implementation

  /// How everything after the mechanisms came about.
  package let process: ReleaseProcess

  /// The ledger's records.
  package let ledger: LedgerEvidence

  /// What is not claimed.
  package let limits: [String]

  /// Describes a release.
  ///
  /// - Parameters:
  ///   - name: what the released table is called; public.
  ///   - subjects: every released file but the manifest.
  ///   - claim: what is guaranteed.
  ///   - measurements: the released measurements.
  ///   - evidence: the ledger's records of the charge.
  ///   - implementation: the program that made the release.
  /// - Throws: `unpriced` where an answer has no price; `blank` where the statement has an empty
  ///   field, or lacks a file that every release has.
  package init(
    name: String,
    subjects: [Subject],
    claim: PrivacyClaim,
    measurements: MeasurementsFile,
    evidence: LedgerEvidence,
    implementation: Implementation
  ) throws(LineageError) {
    self.subjects = subjects.sorted { $0.name < $1.name }
    self.claim = claim
    self.implementation = implementation
    release = ReleaseIdentity(name: name, reserve: evidence.reserve, commit: evidence.commit)
    mechanisms = Manifest.mechanisms(of: try measurements.ledgerEntries)
    process = ReleaseProcess(measurements)
    ledger = evidence
    limits = Manifest.limits(under: claim.guarantee.definition)
    for file in ReleaseFile.required where !subjects.contains(where: { $0.name == file }) {
      throw .blank(field: "subject.\(file)")
    }
    if let path = json.blank() { throw .blank(field: path) }
  }

  init(
    subjects: [Subject],
    release: ReleaseIdentity,
    claim: PrivacyClaim,
    mechanisms: [JSON],
    implementation: Implementation,
    process: ReleaseProcess,
    ledger: LedgerEvidence,
    limits: [String]
  ) {
    self.subjects = subjects
    self.release = release
    self.claim = claim
    self.mechanisms = mechanisms
    self.implementation = implementation
    self.process = process
    self.ledger = ledger
    self.limits = limits
  }

  /// Whether two manifests sign the same bytes.
  package static func == (left: Manifest, right: Manifest) -> Bool {
    left.payload == right.payload
  }

  /// The digest of the file of that name.
  package func digest(of file: String) -> [UInt8]? {
    subjects.first { $0.name == file }?.digest
  }

  /// The ledger entries with their positions in the commit record.
  static func mechanisms(of entries: [LedgerEntry]) -> [JSON] {
    entries.enumerated().map { position, entry in
      .object(
        [JSONMember(key: "commitEntry", value: .integer(position))] + (entry.json.members ?? [])
      )
    }
  }

  /// What nobody should read into a release.
  private static func limits(under definition: PrivacyDefinition) -> [String] {
    let group =
      switch definition {
      case .zeroConcentrated: "k² times less (in rho)"
      case .pure: "k times less (in epsilon)"
      }
    return [
      "A signature shows who vouches for the noise, not that it was drawn honestly; replay shows "
        + "that nothing private entered after the measurements, and nothing about them.",
      "The guarantee is about the presence of one privacy unit. What is true of a group of k units "
        + "is hidden \(group), and what is true of the population is not hidden at all.",
      "Only charges in this ledger are counted. Other releases about the same people add up.",
      "Synthetic rows are not records of people; a row that resembles someone is no evidence about "
        + "them.",
      "Marginals that were not measured are the model's guess; see the report for expected errors.",
      "The running times of the program are not protected.",
    ]
  }
}

extension JSON {
  /// The path of the first text that says nothing, or of the first `null`; nil where there is none.
  ///
  /// An empty list says something: that there is nothing of the kind.
  func blank(at path: String = "") -> String? {
    switch self {
    case .null: return path
    case .string(let text): return text.allSatisfy(\.isWhitespace) ? path : nil
    case .object(let members) where members.isEmpty: return nil
    case .object(let members):
      return members.lazy.compactMap { member in
        member.value.blank(at: path.isEmpty ? member.key : "\(path).\(member.key)")
      }.first
    case .array(let elements):
      return elements.enumerated().lazy.compactMap { index, element in
        element.blank(at: "\(path)[\(index)]")
      }.first
    case .boolean, .number: return nil
    }
  }
}
