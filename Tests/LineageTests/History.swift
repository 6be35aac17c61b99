import Accounting
import Arithmetic
import Cryptography
import Foundation
import JSON
import Ledger
import Lineage
import Schemas
import Testing

/// A ledger on disk that grows commit by commit, and the manifests of what it paid for.
struct History {
  private static let guarantee: PrivacyGuarantee = {
    guard let epsilon = Epsilon(Rational(1, 10)), let delta = Delta(Rational(1, 1_000_000_000)),
      let guarantee = try? PrivacyGuarantee(epsilon: epsilon, delta: delta)
    else { preconditionFailure("an example out of range") }
    return guarantee
  }()

  private let measurements = Example.measurements()
  private let folder: TemporaryFolder
  private let name: String

  /// The ledger's file.
  var path: String { "\(folder.path)/\(name)" }

  /// What an auditor reads in the ledger.
  var reading: LedgerVerification { LedgerFile.verify(path) }

  /// Begins a ledger; of another nonce it is another ledger.
  init(in folder: TemporaryFolder, named name: String = "history", nonce: UInt8 = 1) throws {
    self.folder = folder
    self.name = name
    try LedgerFile.create(
      at: path,
      dataset: "harbour calls",
      cap: Example.cap,
      neighbours: .addRemoveOne,
      key: Example.ledgerKey,
      nonce: [UInt8](repeating: nonce, count: 32)
    )
  }

  private init(_ other: History, named name: String) {
    (folder, self.name) = (other.folder, name)
  }

  /// A copy of the ledger as it is now, which then goes its own way.
  func copy(named name: String) throws -> History {
    let other = History(self, named: name)
    for suffix in ["", ".checkpoint"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: other.path + suffix)
    }
    return other
  }

  /// Charges the ledger once.
  ///
  /// - Parameters:
  ///   - place: what the release is called.
  ///   - cumulative: what the manifest states was charged in all; what was, where nothing is given.
  /// - Returns: the release.
  /// - Throws: what the ledger refuses.
  @discardableResult
  func release(
    _ place: String = "a release",
    stating cumulative: PrivacyCost? = nil
  ) throws -> ReleaseComparison.Release {
    var ledger = try LedgerFile(opening: path, key: Example.ledgerKey)
    let reservation = try ledger.reserve(
      History.guarantee,
      purpose: ["neighbours": "add-remove-one", "name": .string(place)],
      nonce: [UInt8](33...64)
    )
    let commitment = try reservation.begin().commit(
      entries: [],
      measurementsDigest: SHA256.digest(of: measurements.bytes)
    )
    let manifest = try Manifest(
      ReleaseFacts(
        about: AboutExample.about,
        claim: PrivacyClaim(
          guarantee: History.guarantee,
          neighbours: .addRemoveOne,
          unit: .row,
          cumulative: cumulative ?? commitment.state.charged,
          cap: commitment.state.limit
        ),
        measurements: measurements,
        commitment: [UInt8](repeating: 7, count: 32),
        evidence: LedgerEvidence(commitment),
        implementation: Implementation(version: "0.1.0", program: [UInt8](repeating: 5, count: 32))
      ),
      of: ReleaseFile.required.map {
        Manifest.Subject(
          name: $0,
          digest: SHA256.digest(of: $0 == ReleaseFile.measurements ? measurements.bytes : [])
        )
      }
    )
    return ReleaseComparison.Release(place: place, manifest: manifest)
  }

  /// Charges the ledger and takes the charge back, which leaves two records.
  func void() throws {
    var ledger = try LedgerFile(opening: path, key: Example.ledgerKey)
    try ledger.reserve(
      History.guarantee,
      purpose: ["neighbours": "add-remove-one"],
      nonce: [UInt8](33...64)
    ).void()
  }

  /// The proof that a release's ledger is a beginning of a later one's, as the publisher writes it.
  func proof(
    from smaller: ReleaseComparison.Release,
    to larger: ReleaseComparison.Release
  ) throws -> ReleaseComparison.Proof {
    let note = try SignedNote(parsing: larger.manifest.ledger.checkpoint)
    let size = try #require(smaller.manifest.ledger.proof.parsed).size
    let state = try LedgerFile.read(path).state
    let request = try #require(WitnessRequest(note, of: state, since: size))
    return ReleaseComparison.Proof(place: "proof", request: request)
  }
}
