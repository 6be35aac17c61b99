import JSON

/// What a publisher signs: which files belong to a release, and what is said of them.
///
/// An in-toto statement whose subjects are all released files but the manifest itself, with a
/// predicate that makes the privacy claim checkable.
///
/// - Source: in-toto attestation framework, spec/v1/statement.md.
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

  /// What is said of the release.
  package let facts: ReleaseFacts

  /// Describes a release.
  ///
  /// - Parameters:
  ///   - facts: what is said of it.
  ///   - subjects: every released file but the manifest.
  /// - Throws: `blank` where the statement has an empty field, or lacks a file that every release
  ///   has.
  package init(_ facts: ReleaseFacts, of subjects: [Subject]) throws(LineageError) {
    self.subjects = subjects.sorted { $0.name < $1.name }
    self.facts = facts
    for file in ReleaseFile.required where !subjects.contains(where: { $0.name == file }) {
      throw .blank(field: "subject.\(file)")
    }
    if let path = json.blank() { throw .blank(field: path) }
  }

  init(facts: ReleaseFacts, inOrder subjects: [Subject]) {
    self.facts = facts
    self.subjects = subjects
  }

  /// Which release it is about.
  package var release: ReleaseIdentity { facts.release }

  /// What is guaranteed.
  package var claim: PrivacyClaim { facts.claim }

  /// How everything after the mechanisms came about.
  package var process: ReleaseProcess { facts.process }

  /// The ledger's records.
  package var ledger: LedgerEvidence { facts.ledger }

  /// Whether two manifests sign the same bytes.
  package static func == (left: Manifest, right: Manifest) -> Bool {
    left.payload == right.payload
  }

  /// The digest of the file of that name.
  package func digest(of file: String) -> [UInt8]? {
    subjects.first { $0.name == file }?.digest
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
