import Accounting
import JSON
package import Ledger

/// All that is said of a release: the predicate of its manifest, and the one source of every document
/// that goes out with it.
///
/// Every number that privacy depends on is an exact text. Nothing in it is about the private table
/// but a commitment: no hash, size, path or exact row count.
///
/// - Source: NIST SP 800-226 for what a claim has to say; opendp/deployments-registry-data, tier 3.
package struct ReleaseFacts: Sendable {
  /// What only people know.
  package let about: About

  /// Which release this is.
  package let release: ReleaseIdentity

  /// What is guaranteed.
  package let claim: PrivacyClaim

  /// What the mechanisms cost, kind by kind; the commit record has each of them.
  package let accounting: MechanismAccount

  /// The program that made the release.
  package let implementation: Implementation

  /// What it was made from.
  package let inputs: ReleaseInputs

  /// How everything after the mechanisms came about.
  package let process: ReleaseProcess

  /// The ledger's records.
  package let ledger: LedgerEvidence

  /// What was declared before the run, and how the release stands to it.
  package let acceptance: [AcceptanceResult]

  /// What is not claimed.
  package let limits: [String]

  /// The facts of a run.
  ///
  /// - Parameters:
  ///   - about: what only people know.
  ///   - claim: what is guaranteed.
  ///   - measurements: the released measurements.
  ///   - commitment: the HMAC-SHA256 of the private file under its key for this run.
  ///   - evidence: the ledger's records of the charge.
  ///   - implementation: the program that made the release.
  ///   - acceptance: the criteria that were declared, each with what was found.
  /// - Throws: `unpriced` where an answer has no price.
  package init(
    about: About,
    claim: PrivacyClaim,
    measurements: MeasurementsFile,
    commitment: [UInt8],
    evidence: LedgerEvidence,
    implementation: Implementation,
    acceptance: [AcceptanceResult] = []
  ) throws(LineageError) {
    self.about = about
    self.claim = claim
    self.implementation = implementation
    self.acceptance = acceptance
    release = ReleaseIdentity(reserve: evidence.reserve, commit: evidence.commit)
    accounting = MechanismAccount(
      try measurements.ledgerEntries,
      under: claim.guarantee.definition
    )
    inputs = ReleaseInputs(measurements, commitment: commitment)
    process = ReleaseProcess(measurements)
    ledger = evidence
    limits = ReleaseFacts.limits(under: claim.guarantee.definition)
  }

  /// The predicate.
  var json: JSON {
    [
      "release": release.json.adding(about.members(of: .release)),
      "privacy": claim.json.adding(about.members(of: .privacy)),
      "deployment": ReleaseFacts.deployment.adding(about.members(of: .deployment)),
      "accounting": accounting.json(commitRecord: ledger.commit.index),
      "implementation": implementation.json.adding(about.members(of: .implementation)),
      "inputs": inputs.json, "process": process.json, "ledger": ledger.json,
      "agreement": agreementJSON, "acceptance": .array(acceptance.map(\.json)),
      "limits": .array(limits.map { .string($0) }),
    ]
  }

  /// Reads the predicate of a statement whose signature has been checked.
  init(reading predicate: FileFields) throws(LineageError) {
    about = try About(reading: predicate)
    release = try ReleaseIdentity(reading: predicate.object("release"))
    claim = try PrivacyClaim(reading: predicate.object("privacy"))
    ledger = try LedgerEvidence(reading: predicate.object("ledger"))
    accounting = try MechanismAccount(
      reading: predicate.object("accounting"),
      commitRecord: ledger.commit.index,
      under: claim.guarantee.definition
    )
    implementation = try Implementation(reading: predicate.object("implementation"))
    inputs = try ReleaseInputs(reading: predicate.object("inputs"))
    process = try ReleaseProcess(
      reading: predicate.object("process"),
      schemaDigest: inputs.schemaDigest
    )
    var acceptance: [AcceptanceResult] = []
    for element in try predicate.objects("acceptance") {
      acceptance.append(try AcceptanceResult(reading: element))
    }
    self.acceptance = acceptance
    limits = try predicate.texts("limits")
    let deployment = try predicate.object("deployment")
    for member in ReleaseFacts.deployment.members ?? [] {
      guard try deployment.value(member.key) == member.value else {
        throw deployment.fault(.unknownWord, at: member.key)
      }
    }
    guard try predicate.value("agreement").canonical == agreementJSON.canonical else {
      throw predicate.fault(.outOfRange, at: "agreement")
    }
  }

  /// The clause that the release was made under, as the ledger's first record quotes it; nil for none.
  package var agreement: Agreement? {
    guard case .genesis(let genesis) = ledger.genesis.event else { return nil }
    return genesis.agreement
  }

  /// The purpose that the release was made for, by its code; nil where none was named.
  package var use: String? {
    guard case .reserve(let reserve) = ledger.reserve.event else { return nil }
    return reserve.purpose["use"]?.string
  }

  /// Which clause, and for which of its purposes; the clause itself is quoted by the genesis record.
  private var agreementJSON: JSON {
    guard let agreement, let use else { return "none" }
    return ["sha256": .digest(agreement.digest), "purpose": .string(use)]
  }

  /// What is so of every release of this program, in the registry's words.
  private static let deployment: JSON = ["model": "Central", "accessType": "Non-interactive"]

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
      "The commitment to the private file hides it by HMAC-SHA256, for as long as its key stays "
        + "with the curator, and not by differential privacy.",
    ]
  }
}

extension JSON {
  /// The object with more members.
  func adding(_ more: [JSONMember]) -> JSON { .object((members ?? []) + more) }
}
