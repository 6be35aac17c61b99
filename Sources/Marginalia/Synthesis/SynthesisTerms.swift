import Accounting
import Cryptography
import GraphicalModels
import JSON
import Ledger
import Lineage
import Marginals
import Mechanisms
import Schemas
import Strategies

/// The public terms of a run, read and checked before anything private is.
struct SynthesisTerms: Sendable {
  let schema: Schema
  let about: About
  let implementation: Implementation
  let strategy: any Strategy
  let plan: Plan
  let guarantee: PrivacyGuarantee
  let rowRule: RowRule
  private let workloadName: String
  private let use: String?

  /// What the release has to be good enough for, all of it declared before anything is drawn.
  private(set) var criteria: [AcceptanceCriterion]

  /// Reads schema and workload, and converts (ε, δ) to a price.
  init(_ request: SynthesisRequest) throws(MarginaliaError) {
    schema = try SynthesisTerms.schema(at: request.schema)
    about = try AboutFiles.about(at: request.about)
    implementation = Implementation(
      version: Version.current,
      program: ProgramFile.digest,
      selfAudit: try request.selfAudit.map { path throws(MarginaliaError) in
        try AboutFiles.selfAudit(at: path)
      }
    )
    guard let strategy = Strategies.named(request.strategy) else {
      throw .usage(
        "there is no strategy \(request.strategy): one of "
          + SynthesisRequest.strategies.joined(separator: ", ")
      )
    }
    self.strategy = strategy
    guarantee = try PrivacyTarget(epsilon: request.epsilon, delta: request.delta).guarantee
    try EpsilonPolicy.check(guarantee.epsilon, isAccepted: request.acceptsLargeEpsilon)
    rowRule = try SynthesisTerms.rowRule(request.rows)
    workloadName = request.workload
    use = request.purpose
    criteria =
      try request.criteria.map { path throws(MarginaliaError) in
        try CriteriaFile.criteria(at: path)
      } ?? []
    let cells = request.modelCells ?? strategy.defaultModelCells
    let domain = schema.domain
    let least = domain.attributes.reduce(0) { $0 + $1.size }
    // One-ways are asked about whole, so that all of them together are held to the size of one.
    let room = min(cells, Plan.greatestMarginal)
    guard room >= least else {
      throw SynthesisTerms.tooLarge(domain, forCells: room, schema: request.schema)
    }
    try SynthesisTerms.check(schema, holdIn: cells, at: request.schema)
    plan = Plan(
      workload: try WorkloadFile.workload(request.workload, of: domain),
      budget: guarantee.cost,
      cellLimit: cells,
      settings: .standard,
      impossible: schema.impossible
    )
  }

  /// Takes on the criteria of the agreement that the ledger was made under, before those of the
  /// request.
  ///
  /// - Throws: `badInput` where a criterion is about columns that the schema hasn't.
  mutating func adopt(_ agreement: Agreement?) throws(MarginaliaError) {
    if let agreement {
      criteria = try CriteriaFile.criteria(agreement.criteria, at: agreement.title) + criteria
    }
    try CriteriaFile.check(criteria, in: schema.domain)
  }

  /// How far one privacy unit can move the answers.
  var sensitivity: Sensitivity {
    Sensitivity(
      rowsPerUnit: schema.unit.maximumRows,
      replacesUnit: schema.neighbours == .replaceOne
    )
  }

  /// The bytes of a written row, in the mean over all levels of each column.
  ///
  /// - Complexity: O(columns · levels of the widest).
  var rowBytes: Double {
    let sizes = schema.domain.attributes.map(\.size)
    let rows = max(1, sizes.max() ?? 0)
    let decoder = RowDecoder(schema: schema, seed: Array(repeating: 0, count: 32))
    let columns = sizes.map { size in (0..<rows).map { UInt32($0 % max(1, size)) } }
    let table = decoder.csv(columns: columns, rows: rows)
    return Double(table.count - decoder.header.count) / Double(rows)
  }

  /// The plan as the ledger records it before anything is drawn.
  var purpose: JSON {
    let plan: JSON = [
      "kind": "synthesis", "strategy": .string(strategy.name),
      "workload": .string(["pairs", "triples"].contains(workloadName) ? workloadName : "file"),
      "modelCells": .integer(self.plan.cellLimit),
      "schema": .string(SHA256.digest(of: schema.releasedBytes).hex),
      "neighbours": .string(schema.neighbours.rawValue),
      "unit": .string(ProtectedUnit(schema.unit).name),
      "rowsPerUnit": .integer(schema.unit.maximumRows),
    ]
    var members = plan.members ?? []
    if let use { members.append(JSONMember(key: "use", value: .string(use))) }
    if !criteria.isEmpty {
      members.append(JSONMember(key: "criteria", value: .array(criteria.map(\.json))))
    }
    if EpsilonPolicy.needsWord(guarantee.epsilon) {
      members.append(JSONMember(key: EpsilonPolicy.word, value: true))
    }
    return .object(members)
  }

  /// The measurements file of a run under these terms.
  func measurements(_ transcript: Transcript) -> MeasurementsFile {
    MeasurementsFile(
      schemaDigest: SHA256.digest(of: schema.releasedBytes),
      domain: schema.domain,
      neighbours: schema.neighbours,
      unit: schema.unit,
      transcript: transcript,
      strategy: strategy.name,
      strategySettings: ["modelCells": .integer(plan.cellLimit)],
      workload: plan.workload,
      rowRule: rowRule,
      inference: plan.settings
    )
  }

  private static func schema(at path: String) throws(MarginaliaError) -> Schema {
    let schema = try SchemaFiles.schema(at: path)
    let unvouched = schema.unvouchedColumns
    guard unvouched.isEmpty else {
      throw .badInput(
        "the schema was drafted from private rows, and no person has vouched for all of it: check "
          + "each column, then set its \"vouched\" to true",
        findings: unvouched.map { Finding(place: path, message: "column \($0) is not vouched for") }
      )
    }
    return schema
  }

  /// A schema with more levels than the model may have cells; names the columns with most of them.
  private static func tooLarge(
    _ domain: Domain,
    forCells cells: Int,
    schema path: String
  ) -> MarginaliaError {
    let widest = domain.attributes.sorted { $0.size > $1.size }.prefix(3)
    return .badInput(
      "the columns' levels don't fit into a model of \(cells) cells: declare fewer of them",
      findings: widest.map {
        Finding(
          place: path,
          message: "column \"\(Printable.text($0.name))\": \($0.size) levels; take wider bins or "
            + "fewer categories, or ignore the column"
        )
      }
    )
  }

  /// Refuses impossible combinations that leave no row, or whose tables pass the model's size.
  static func check(
    _ schema: Schema,
    holdIn cells: Int,
    at path: String
  ) throws(MarginaliaError) {
    guard !schema.impossible.isEmpty else { return }
    let domain = schema.domain
    let size = JunctionTree.cellCount(domain: domain, cliques: schema.impossible.map(\.clique))
    guard size <= cells else {
      let widest = schema.impossible.max {
        domain.approximateCells(of: $0.clique) < domain.approximateCells(of: $1.clique)
      }
      throw .badInput(
        "the impossible combinations need a model of \(size) cells, of \(cells) at most: name fewer "
          + "columns together",
        findings: widest.map {
          [Finding(place: path, message: "the widest: \(schema.words(for: $0))")]
        } ?? []
      )
    }
    guard Model.isPossible(without: schema.impossible, in: domain) else {
      throw .badInput(
        "the impossible combinations leave no possible row",
        findings: schema.impossible.prefix(20).map {
          Finding(place: path, message: schema.words(for: $0))
        }
      )
    }
  }

  private static func rowRule(_ rows: Int?) throws(MarginaliaError) -> RowRule {
    guard let rows else { return .noisyTotal }
    guard (0...RowRule.limit).contains(rows) else {
      throw .usage("the number of rows must be from 0 to \(RowRule.limit)")
    }
    return .requested(rows)
  }
}

extension Domain {
  /// The number of cells of a clique's table, however large.
  fileprivate func approximateCells(of clique: Clique) -> Double {
    clique.attributes.reduce(1) { $0 * Double(size($1)) }
  }
}
