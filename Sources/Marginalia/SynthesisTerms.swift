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
  let strategy: any Strategy
  let plan: Plan
  let guarantee: PrivacyGuarantee
  let rowRule: RowRule
  private let workloadName: String

  /// The model's size where a request names none: 8 MiB of Doubles.
  static let defaultModelCells = 1 << 20

  /// Reads schema and workload, and converts (ε, δ) to a price.
  init(_ request: SynthesisRequest) throws(MarginaliaError) {
    schema = try SynthesisTerms.schema(at: request.schema)
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
    let cells = request.modelCells ?? SynthesisTerms.defaultModelCells
    let domain = schema.domain
    let least = domain.attributes.reduce(0) { $0 + $1.size }
    guard cells >= least else {
      throw SynthesisTerms.tooLarge(domain, forCells: cells, schema: request.schema)
    }
    plan = Plan(
      workload: try WorkloadFile.workload(request.workload, of: domain),
      budget: guarantee.cost,
      cellLimit: cells,
      settings: .standard
    )
  }

  /// How far one privacy unit can move the answers.
  var sensitivity: Sensitivity {
    Sensitivity(
      rowsPerUnit: schema.unit.maximumRows,
      replacesUnit: schema.neighbours == .replaceOne
    )
  }

  /// The plan as the ledger records it before anything is drawn.
  var purpose: JSON {
    let purpose: JSON = [
      "kind": "synthesis", "strategy": .string(strategy.name),
      "workload": .string(["pairs", "triples"].contains(workloadName) ? workloadName : "file"),
      "modelCells": .integer(plan.cellLimit),
      "schema": .string(SHA256.digest(of: schema.releasedBytes).hex),
      "neighbours": .string(schema.neighbours.rawValue),
      "unit": .string(ProtectedUnit(schema.unit).name),
      "rowsPerUnit": .integer(schema.unit.maximumRows),
    ]
    guard EpsilonPolicy.needsWord(guarantee.epsilon) else { return purpose }
    return .object((purpose.members ?? []) + [JSONMember(key: EpsilonPolicy.word, value: true)])
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

  private static func rowRule(_ rows: Int?) throws(MarginaliaError) -> RowRule {
    guard let rows else { return .noisyTotal }
    guard (0...RowRule.limit).contains(rows) else {
      throw .usage("the number of rows must be from 0 to \(RowRule.limit)")
    }
    return .requested(rows)
  }
}
