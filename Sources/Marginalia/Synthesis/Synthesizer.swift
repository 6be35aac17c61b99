import Accounting
import Arithmetic
import Cryptography
import GraphicalModels
import JSON
import Ledger
import Lineage
import Marginals
import Mechanisms
import Randomness
import Reports
import Schemas
import Strategies
import Tables

/// The whole path from a private table to a signed release.
///
/// Making a synthesizer reads what is public (request, schema, ledger) and checks the cap; it
/// touches no private data. Running it reads the table, charges the ledger, draws noise, and
/// writes the release folder, which is whole or absent.
public struct Synthesizer: ~Copyable {
  private let request: SynthesisRequest
  private let terms: SynthesisTerms
  private let releaseKey: Ed25519.PrivateKey
  private let commitmentSeed: [UInt8]
  private let surroundings: Surroundings
  private var ledger: LedgerFile

  /// What the run will cost.
  public let price: Price

  /// Reads what is public, and checks the price against the ledger's cap.
  ///
  /// - Throws: `usage` for a request that makes no sense, `badInput` for a schema or workload that
  ///   can't be used, `budgetRefused` where the cap leaves too little, `verificationFailed` where
  ///   the ledger is damaged, `failure` where a file can't be read.
  public init(_ request: SynthesisRequest) throws(MarginaliaError) {
    try self.init(request, in: .system)
  }

  /// Reads what is public, as above, for a run in given surroundings.
  package init(
    _ request: SynthesisRequest,
    in surroundings: Surroundings
  ) throws(MarginaliaError) {
    var terms = try SynthesisTerms(request)
    guard request.overwrites || !Files.exists(request.output) else {
      throw .usage("\(request.output) exists; --force replaces it")
    }
    let passphrases = request.passphrases
    let releaseKey = try Keys.privateKey(at: request.releaseKey, passphrases: passphrases)
    let ledgerKey = try Keys.privateKey(at: request.ledgerKey, passphrases: passphrases)
    let ledger = try Synthesizer.ledger(
      at: request.ledger,
      key: ledgerKey,
      files: surroundings.files,
      for: terms
    )
    try terms.adopt(ledger.state.genesis.agreement)
    try Synthesizer.check(terms.purpose, by: ledger)
    price = try Synthesizer.price(of: terms.guarantee, in: ledger.state)
    self.request = request
    self.terms = terms
    self.releaseKey = releaseKey
    commitmentSeed = ledgerKey.seed
    self.surroundings = surroundings
    self.ledger = ledger
  }

  /// Reads the table, spends the price, and makes the release.
  ///
  /// - Parameter progress: is told the stations; nothing while noise is drawn.
  /// - Returns: the release, in its place.
  /// - Throws: `usage` where memory may run out and `badInput` where the table is malformed, before
  ///   anything is charged; `failure` where
  ///   a file can't be written, with the charge kept once noise may have been drawn.
  public consuming func run(
    progress: (SynthesisProgress) -> Void
  ) throws(MarginaliaError) -> Release {
    try MemoryEstimate(
      domain: terms.schema.domain,
      workload: terms.plan.workload,
      cellLimit: terms.plan.cellLimit,
      fileSize: Files.size(request.data),
      rows: request.rows,
      rowBytes: terms.rowBytes
    ).check(against: request.memory ?? MachineMemory.bytes)
    progress(.station("reading"))
    let entropy = try checkedEntropy()
    let nonce = try surroundings.nonce()
    let table: EncodedTable
    do {
      table = try EncodedTable(
        csv: request.data,
        schema: terms.schema,
        commitmentKey: ReleaseInputs.key(seed: commitmentSeed, nonce: nonce)
      )
    } catch {
      throw MarginaliaError(error)
    }
    let commitment = surroundings.commitment(table.commitment ?? [])
    var folder = try StagedFolder(
      for: request.output,
      suffix: Array(nonce.prefix(4)).hex,
      overwrites: request.overwrites
    )

    progress(.station("measuring"))
    let measured = try measure(table, entropy: entropy, nonce: nonce, into: folder)
    folder.keep()

    progress(.station("fitting the model and drawing rows"))
    let seed = SamplingSeed.derive(
      measurementsDigest: measured.digest,
      reserveRecordHash: measured.commitment.reserve.hash
    )
    let replay: Replay
    do {
      replay = try Replay(measured.file, schema: terms.schema, seed: seed)
    } catch {
      throw MarginaliaError(error)
    }

    progress(.station("writing the release"))
    return try finish(replay, measured, commitment: commitment, in: &folder)
  }

  /// The ledger, open and locked, for these neighbours and with enough left.
  private static func ledger(
    at path: String,
    key: Ed25519.PrivateKey,
    files: any FileOperations,
    for terms: SynthesisTerms
  ) throws(MarginaliaError) -> LedgerFile {
    let relation = terms.schema.neighbours.rawValue
    do {
      let ledger = try LedgerFile(opening: path, key: key, files: files)
      guard ledger.state.genesis.neighbours.rawValue == relation else {
        throw MarginaliaError.usage("the schema says \(relation), and the ledger doesn't")
      }
      let unit = ProtectedUnit(terms.schema.unit)
      guard ledger.state.genesis.unit == unit else {
        throw MarginaliaError.usage(
          "the schema protects a \(unit), and the ledger is about a \(ledger.state.genesis.unit): "
            + "charges about different units don't add up"
        )
      }
      try ledger.check(terms.guarantee.cost)
      return ledger
    } catch {
      throw MarginaliaError(error)
    }
  }

  /// Refuses what the ledger's agreement doesn't allow.
  private static func check(
    _ purpose: JSON,
    by ledger: borrowing LedgerFile
  ) throws(MarginaliaError) {
    do {
      try ledger.checkAgreement(on: purpose)
    } catch {
      throw MarginaliaError(error)
    }
  }

  private static func price(
    of guarantee: PrivacyGuarantee,
    in state: LedgerState
  ) throws(MarginaliaError) -> Price {
    do {
      return try Price(of: guarantee, charged: state.charged, cap: state.limit)
    } catch {
      throw MarginaliaError(error)
    }
  }

  /// The operating system's randomness, checked before anything is charged.
  private func checkedEntropy() throws(MarginaliaError) -> SystemEntropy {
    do {
      return try surroundings.entropy()
    } catch {
      throw MarginaliaError(error)
    }
  }

  /// What the door let out, on disk and committed.
  private struct Measured {
    let file: MeasurementsFile
    let digest: [UInt8]
    let commitment: Commitment
  }

  /// From reservation to commit: the only stretch in which private counts are looked at.
  private mutating func measure(
    _ table: consuming EncodedTable,
    entropy: consuming SystemEntropy,
    nonce: [UInt8],
    into folder: borrowing StagedFolder
  ) throws(MarginaliaError) -> Measured {
    do {
      let charge = try ledger.reserve(
        terms.guarantee,
        purpose: terms.purpose,
        nonce: nonce
      ).begin()
      var door = Door(
        to: surroundings.privateSide(table, terms.sensitivity, entropy),
        sensitivity: terms.sensitivity,
        charge: charge
      )
      terms.strategy.run(terms.plan, through: &door)
      let file = terms.measurements(door.transcript)
      let spent = door.close()
      let bytes = file.bytes
      try folder.write(bytes, to: ReleaseFile.measurements)
      let digest = SHA256.digest(of: bytes)
      let commitment = try spent.commit(
        entries: try file.ledgerEntries,
        measurementsDigest: digest
      )
      return Measured(file: file, digest: digest, commitment: commitment)
    } catch {
      throw MarginaliaError(error)
    }
  }

  /// Writes the other files, signs the manifest over all of them, and publishes the folder.
  private mutating func finish(
    _ replay: Replay,
    _ measured: Measured,
    commitment: [UInt8],
    in folder: inout StagedFolder
  ) throws(MarginaliaError) -> Release {
    let claim = PrivacyClaim(
      guarantee: terms.guarantee,
      neighbours: terms.schema.neighbours,
      unit: terms.schema.unit,
      cumulative: measured.commitment.state.charged,
      cap: measured.commitment.state.limit
    )
    let acceptance = AcceptanceReview.results(
      of: terms.criteria,
      for: measured.file,
      schema: terms.schema
    )
    let envelope: Envelope
    let files: [(String, [UInt8])]
    do {
      let facts = try ReleaseFacts(
        about: terms.about,
        claim: claim,
        measurements: measured.file,
        commitment: commitment,
        evidence: LedgerEvidence(measured.commitment),
        implementation: terms.implementation,
        acceptance: acceptance
      )
      let documents = ReleaseDocuments(
        facts: facts,
        schema: terms.schema,
        measurements: measured.file,
        tableDigest: SHA256.digest(of: replay.table)
      )
      let written =
        [
          (ReleaseFile.table, replay.table),
          (ReleaseFile.model, replay.modelFile),
          (ReleaseFile.schema, terms.schema.releasedBytes),
          (ReleaseFile.verificationPage, VerificationPage.html),
          (
            ReleaseFile.report,
            PublicReport.html(
              measurements: measured.file,
              model: replay.model,
              schema: terms.schema,
              claim: claim,
              acceptance: acceptance
            )
          ),
        ] + documents.files
      for (name, bytes) in written { try folder.write(bytes, to: name) }
      files = written + [(ReleaseFile.measurements, measured.file.bytes)]
      let manifest = try Manifest(
        facts,
        of: files.map { Manifest.Subject(name: $0.0, digest: SHA256.digest(of: $0.1)) }
      )
      envelope = Envelope(signing: manifest, by: releaseKey)
    } catch {
      throw MarginaliaError(error)
    }
    try folder.write(envelope.bytes, to: ReleaseFile.manifest)
    let bundle = ReleaseFile.bundle(of: releaseKey.publicKey)
    if let content = SignatureBundle(of: releaseKey.publicKey, in: envelope) {
      try folder.write(content.bytes, to: bundle)
    }
    try folder.publish()
    do {
      try ledger.recordRelease(
        reservation: measured.commitment.reserve.index,
        manifestDigest: SHA256.digest(of: envelope.payload),
        tableDigest: SHA256.digest(of: replay.table)
      )
    } catch {
      throw MarginaliaError(error)
    }
    return Release(
      folder: request.output,
      files: (files.map(\.0) + [ReleaseFile.manifest, bundle]).sorted(),
      rho: price.rho,
      epsilon: price.epsilon,
      delta: price.delta,
      rows: replay.rows.count,
      marginalsMeasured: measured.file.transcript.measurements.count,
      strategy: terms.strategy.name,
      reservation: measured.commitment.reserve.hash.hex,
      criteria: acceptance.map(Release.Criterion.init)
    )
  }
}
