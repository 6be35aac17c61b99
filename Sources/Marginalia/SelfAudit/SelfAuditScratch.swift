import Accounting
import Arithmetic
import Cryptography
import Foundation
import GraphicalModels
import JSON
import Ledger
import Lineage
import Marginals
import Mechanisms
import Randomness
import Schemas
import Strategies
import Tables

/// A folder with ledgers to charge in an audit; it goes away with this value.
struct SelfAuditScratch: ~Copyable {
  private let folder: String
  private let key: Ed25519.PrivateKey

  init() throws(MarginaliaError) {
    let name = "marginalia-audit-\(Array(try Keys.randomBytes().prefix(8)).hex)"
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    let seed = try Keys.randomBytes()
    try Files.makePrivateFolders(to: "\(path)/ledger")
    folder = path
    key = Ed25519.PrivateKey(seed: seed)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The noise of one cell, measured at the real door with and without the one row in it, against
  /// a claim with this δ: 0 has Laplace noise drawn.
  func lossCheck(
    samples: Int,
    delta: String
  ) throws(MarginaliaError) -> SelfAuditReport.Check {
    let claim = try PrivacyTarget(epsilon: "7/2", delta: delta).guarantee
    let answers = try [0, 1].map { rows throws(MarginaliaError) in
      try self.answers(samples, rows: rows, cost: claim.cost)
    }
    let loss = SelfAuditLoss(
      absent: answers[0],
      present: answers[1],
      delta: claim.delta.value.approximation
    )
    return SelfAuditReport.Check(
      name: "ε of one cell at the door, δ = \(delta)",
      claim: "lower bound ≤ \(claim.epsilon.decimal(significantDigits: 3)) (wrong with 1e-9)",
      found: "ε ≥ \(SelfAuditSamplers.decimal(loss.epsilon))",
      holds: loss.epsilon <= claim.epsilon.value.approximation
    )
  }

  /// The answers to one question asked often: the count of a table of `rows` equal rows.
  private func answers(
    _ samples: Int,
    rows: Int,
    cost: PrivacyCost
  ) throws(MarginaliaError) -> [Int] {
    let domain = Domain([Attribute(name: "cell", size: 1)])
    let table = EncodedTable(domain: domain, columns: [Array(repeating: 0, count: rows)])
    // ε of many answers together is under 10·samples, which only the scratch ledger has to bear.
    let delta = cost.definition == .pure ? "0" : "1e-9"
    let total = try PrivacyTarget(epsilon: "\(10 * samples)", delta: delta).guarantee
    let door = try open(table, total, named: "loss-\(cost.definition.word)-\(rows)") { door in
      let block = 4_096
      for start in stride(from: 0, to: samples, by: block) {
        let count = min(block, samples - start)
        door.measure(Array(repeating: (shape: MarginalShape([0]), cost: cost), count: count))
      }
    }
    return door.transcript.measurements.flatMap(\.values)
  }

  /// For each strategy, what passes the door against what a ledger with this δ charges and records:
  /// ε where it is 0.
  func grantChecks(delta: String) throws(MarginaliaError) -> [SelfAuditReport.Check] {
    var checks: [SelfAuditReport.Check] = []
    for strategy in Strategies.all { checks.append(try grantCheck(strategy, delta: delta)) }
    return checks
  }

  private func grantCheck(
    _ strategy: any Strategy,
    delta: String
  ) throws(MarginaliaError) -> SelfAuditReport.Check {
    let domain = Domain([3, 4, 5].map { Attribute(name: "\($0)", size: $0) })
    let columns = [3, 4, 5].map { size in (0..<200).map { UInt32($0 * $0 / 7 % size) } }
    let total = try PrivacyTarget(epsilon: "4", delta: delta).guarantee
    let name = "grants of \(strategy.name), δ = \(delta)"
    let plan = Plan(
      workload: .all(degree: 2, of: domain),
      budget: total.cost,
      cellLimit: 1_000,
      settings: .standard
    )
    let passed = try open(
      EncodedTable(domain: domain, columns: columns),
      total,
      named: name
    ) { door in
      strategy.run(plan, through: &door)
    }
    let transcript = passed.transcript
    let file = MeasurementsFile(
      schemaDigest: Array(repeating: 0, count: 32),
      domain: domain,
      neighbours: .addRemoveOne,
      unit: .row,
      transcript: transcript,
      strategy: strategy.name,
      workload: plan.workload,
      rowRule: .noisyTotal,
      inference: plan.settings
    )
    let charge = passed.charge
    let granted = charge.cost.value - charge.left.value
    let state: LedgerState
    let entries: [LedgerEntry]
    do {
      entries = try file.ledgerEntries
      let digest = SHA256.digest(of: file.bytes)
      state = try charge.commit(entries: entries, measurementsDigest: digest).state
    } catch {
      throw .failure("\(error)")
    }
    let recorded = entries.reduce(Rational(0)) { $0 + $1.cost.value }
    let definition = total.definition
    let prices = entries.compactMap { $0.mechanism.price(under: definition) }
    let price = prices.reduce(.zero(definition), +).value
    let isSound = LedgerFile.verify("\(folder)/\(name)").isSound
    func decimal(_ value: Rational) -> String { value.decimal(significantDigits: 6, .up) }
    return SelfAuditReport.Check(
      name: name,
      claim: "prices ≤ entries = grants ≤ charge, and a sound ledger",
      found: "\(decimal(price)) ≤ \(decimal(recorded)) = \(decimal(granted)) ≤ "
        + "\(decimal(state.charged.value)), \(entries.count) entries",
      holds: prices.count == entries.count && price <= recorded && recorded == granted
        && granted <= state.charged.value && isSound
        && transcript.cost(under: definition).value == granted
    )
  }

  /// What a door let out, and its charge.
  private struct Passed: ~Copyable {
    let transcript: Transcript
    let charge: OpenCharge
  }

  /// Asks a real door that a new ledger pays for.
  private func open(
    _ table: EncodedTable,
    _ total: PrivacyGuarantee,
    named name: String,
    asking: (inout Door) -> Void
  ) throws(MarginaliaError) -> Passed {
    let nonce = try Keys.randomBytes()
    do {
      try LedgerFile.create(
        at: "\(folder)/\(name)",
        dataset: "self-audit",
        cap: total,
        neighbours: .addRemoveOne,
        key: key,
        nonce: nonce
      )
      var ledger = try LedgerFile(opening: "\(folder)/\(name)", key: key)
      let charge = try ledger.reserve(
        total,
        purpose: ["neighbours": "add-remove-one", "kind": "self-audit"],
        nonce: nonce
      ).begin()
      let sensitivity = Sensitivity(rowsPerUnit: 1, replacesUnit: false)
      var door = Door(
        to: NoisyTable(table: table, sensitivity: sensitivity, entropy: try SystemEntropy()),
        sensitivity: sensitivity,
        charge: charge
      )
      asking(&door)
      let transcript = door.transcript
      return Passed(transcript: transcript, charge: door.close())
    } catch let error as LedgerError {
      throw MarginaliaError(error)
    } catch {
      throw .failure("\(error)")
    }
  }
}
