import Accounting
import Arithmetic
import Cryptography
import Foundation
import GraphicalModels
import JSON
import Ledger
import Lineage
import Marginals
import Schemas
import Testing

/// A small release, made as the program makes one, from made-up counts instead of private rows.
struct Example {
  /// The definition of privacy that the release is made under.
  @TaskLocal static var definition = PrivacyDefinition.zeroConcentrated

  static let key = Ed25519.PrivateKey(seed: [UInt8](repeating: 17, count: 32))
  static let otherKey = Ed25519.PrivateKey(seed: [UInt8](repeating: 18, count: 32))
  static let ledgerKey = Ed25519.PrivateKey(seed: [UInt8](repeating: 3, count: 32))

  static let schema = Schema(
    name: "harbour",
    columns: [
      Column(name: "port", kind: .categorical(["Ålesund", "Bergen", "Stavanger, N"])),
      Column(
        name: "tonnage",
        kind: .integer(Bins(minimum: 0, maximum: 999, cut: .width(250))),
        missing: [""]
      ),
      Column(
        name: "arrived",
        kind: .date(Bins(minimum: 18_262, maximum: 18_626, cut: .width(61)))
      ),
    ]
  )

  static var guarantee: PrivacyGuarantee { guaranteed(epsilon: 1) }
  static var cap: PrivacyGuarantee { guaranteed(epsilon: 4) }

  static func guaranteed(epsilon: Int) -> PrivacyGuarantee {
    guard let epsilon = Epsilon(Rational(epsilon)),
      let delta = definition == .pure ? .zero : Delta(Rational(1, 1_000_000_000)),
      let guarantee = try? PrivacyGuarantee(epsilon: epsilon, delta: delta)
    else { preconditionFailure("an example out of range") }
    return guarantee
  }

  /// A transcript with every kind of answer, within ``guarantee``; on request with a marginal whose
  /// levels are merged.
  static func transcript(rowsPerUnit: Int = 1, merged: Bool = true) -> Transcript {
    guard let share = PrivacyCost(guarantee.cost.value / 8, under: definition) else {
      preconditionFailure("a negative price")
    }
    // Noise on `count` numbers, each of which a unit moves by its rows.
    func noise(_ count: Int) -> Noise {
      let squared = count * rowsPerUnit * rowsPerUnit
      return switch share {
      case .zeroConcentrated(let rho):
        .discreteGaussian(variance: Price.variance(sensitivitySquared: squared, within: rho))
      case .pure(let epsilon):
        .discreteLaplace(scale: Price.scale(sensitivity: count * rowsPerUnit, within: epsilon))
      }
    }
    let marginal = noise(1)
    let coarse = MarginalShape([0, 2], groupings: [Grouping([0, 1, 1, 1]), nil])
    let coarseAnswer = Transcript.Answer.measurement(
      Measurement(
        shape: coarse,
        values: [31, 40, 44, 36, 32, 30, 110, 141, 155, 136, 127, 121],
        noise: marginal
      )
    )
    let answers: [Transcript.Answer] = [
      .measurement(Measurement(clique: [0], values: [211, 402, 388, -3], noise: marginal)),
      .measurement(Measurement(clique: [1], values: [301, 180, 262, 198, 54], noise: marginal)),
      .measurement(
        Measurement(clique: [2], values: [140, 182, 199, 171, 160, 149], noise: marginal)
      ),
      .errors(
        NoisyErrors(
          cliques: [[0, 1], [0, 2]],
          values: [312, -7],
          noise: noise(2)
        )
      ),
      .selection(
        Selection(
          candidates: [[0, 1], [0, 2], [1, 2]],
          terms: [
            .distance(weight: 2, penalty: 31), .distance(weight: 1, penalty: 0),
            .dependence(child: 2, total: 65_536, weight: 3),
          ],
          chosen: 0,
          rate: Price.rate(within: share)
        )
      ),
      .measurement(
        Measurement(
          clique: [0, 1],
          values: [
            90, 41, 48, 22, 9, 112, 70, 131, 77, 20, 101, 71, 84, 99, 25, 0, 3, -4, 2, 1,
          ],
          noise: marginal
        )
      ),
    ]
    return Transcript(
      (answers + (merged ? [coarseAnswer] : [])).map {
        Transcript.Entry(answer: $0, cost: share)
      }
    )
  }

  static func measurements(
    transcript: Transcript = transcript(),
    schema: Schema = schema,
    rows: RowRule = .noisyTotal
  ) -> MeasurementsFile {
    MeasurementsFile(
      schemaDigest: SHA256.digest(of: schema.releasedBytes),
      domain: schema.domain,
      neighbours: schema.neighbours,
      unit: schema.unit,
      transcript: transcript,
      strategy: "grove",
      strategySettings: ["batches": "2"],
      workload: Workload.all(degree: 2, of: schema.domain),
      rowRule: rows,
      inference: .standard
    )
  }

  /// What a release consists of: each file by its name, and what the manifest says of them.
  var files: [String: [UInt8]]
  var manifest: Manifest
  let measurements: MeasurementsFile
  let ledgerPath: String

  /// Charges a new ledger in `folder`, makes the release, and signs it.
  init(
    in folder: TemporaryFolder,
    measurements: MeasurementsFile = measurements(),
    committed: MeasurementsFile? = nil,
    schema: Schema = schema
  ) throws {
    self.measurements = measurements
    ledgerPath = folder.path + "/ledger"
    let relation = try #require(
      NeighbouringRelation(rawValue: schema.neighbours.rawValue)
    )
    try LedgerFile.create(
      at: ledgerPath,
      dataset: "harbour calls",
      cap: Example.cap,
      neighbours: relation,
      unit: ProtectedUnit(schema.unit),
      key: Example.ledgerKey,
      nonce: [UInt8](1...32)
    )
    var ledger = try LedgerFile(opening: ledgerPath, key: Example.ledgerKey)
    let reservation = try ledger.reserve(
      Example.guarantee,
      purpose: ["neighbours": .string(schema.neighbours.rawValue), "strategy": "grove"],
      nonce: [UInt8](33...64)
    )
    let reserveHash = reservation.record.hash
    var charge = try reservation.begin()
    _ = try charge.grant(Example.guarantee.cost)
    let recorded = committed ?? measurements
    let digest = SHA256.digest(of: measurements.bytes)
    let commitment = try charge.commit(
      entries: try recorded.ledgerEntries,
      measurementsDigest: digest
    )
    let replay = try Replay(
      measurements,
      schema: schema,
      seed: SamplingSeed.derive(measurementsDigest: digest, reserveRecordHash: reserveHash)
    )
    files = [
      ReleaseFile.table: replay.table,
      ReleaseFile.measurements: measurements.bytes,
      ReleaseFile.model: replay.modelFile,
      ReleaseFile.schema: schema.releasedBytes,
      ReleaseFile.report: [UInt8]("<!doctype html>\n".utf8),
      ReleaseFile.verificationPage: [UInt8]("<!doctype html>\n<script></script>\n".utf8),
    ]
    for name in ReleaseFile.documents { files[name] = [UInt8]("\(name)\n".utf8) }
    manifest = try Manifest(
      ReleaseFacts(
        about: AboutExample.about,
        claim: PrivacyClaim(
          guarantee: Example.guarantee,
          neighbours: schema.neighbours,
          unit: schema.unit,
          cumulative: commitment.state.charged,
          cap: commitment.state.limit
        ),
        measurements: measurements,
        commitment: HMACSHA256.code(for: [1, 2, 3], key: [7]),
        evidence: LedgerEvidence(commitment),
        implementation: Implementation(version: "0.1.0", program: [UInt8](repeating: 5, count: 32))
      ),
      of: files.map { Manifest.Subject(name: $0.key, digest: SHA256.digest(of: $0.value)) }
    )
    sign(manifest.payload)
  }

  /// Changes a file and signs the release anew, as a publisher who lies would.
  mutating func replace(_ name: String, with bytes: [UInt8]) {
    let old = SHA256.digest(of: files[name] ?? []).hex
    files[name] = bytes
    resign { $0.replacingOccurrences(of: old, with: SHA256.digest(of: bytes).hex) }
  }

  /// Changes the text of the statement and signs it.
  mutating func resign(_ edit: (String) -> String) {
    let text = edit(String(decoding: manifest.payload, as: UTF8.self))
    sign([UInt8](text.utf8))
  }

  /// Signs a statement by some keys, and writes the bundle of each.
  mutating func sign(_ payload: [UInt8], by keys: [Ed25519.PrivateKey] = [key]) {
    var envelope = Envelope(signing: payload, by: keys[0])
    for key in keys.dropFirst() { envelope.sign(by: key) }
    files[ReleaseFile.manifest] = envelope.bytes
    for key in keys.map(\.publicKey) {
      files[ReleaseFile.bundle(of: key)] = SignatureBundle(of: key, in: envelope)?.bytes
    }
  }

  /// An envelope over any payload, validly signed.
  static func envelope(of payload: [UInt8], type: String = Envelope.payloadType) -> [UInt8] {
    let message = DSSE.preAuthenticationEncoding(type: type, body: payload)
    let json: JSON = [
      "payload": .string(Base64.encode(payload)), "payloadType": .string(type),
      "signatures": [
        [
          "keyid": .string(key.publicKey.fingerprint),
          "sig": .string(Base64.encode(key.signature(for: message))),
        ]
      ],
    ]
    return json.canonical + [UInt8(ascii: "\n")]
  }

  /// Writes the release into a folder and checks it.
  func verified(
    in folder: TemporaryFolder,
    key: Ed25519.PrivateKey = key,
    ledger: Bool = false,
    replay: Bool = false
  ) throws -> ReleaseVerification {
    for (name, bytes) in files { try folder.write(bytes, to: "release/" + name) }
    return ReleaseVerification.verify(
      folder: folder.path + "/release",
      trustedKey: key.publicKey,
      ledger: ledger ? ledgerPath : nil,
      replay: replay
    )
  }
}
