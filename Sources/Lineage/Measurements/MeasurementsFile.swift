package import Accounting
package import GraphicalModels
package import JSON
package import Marginals
package import Schemas

/// Every output of a mechanism in one run, with the settings of all that follows from them.
///
/// With the schema and the sampling seed it determines the release to the last byte; nothing else
/// that is private goes into it. The file is one JSON object in canonical form (RFC 8785) and a
/// line feed.
package struct MeasurementsFile: Sendable, Equatable {
  /// The SHA-256 of the release's `schema.json`.
  package let schemaDigest: [UInt8]

  /// The attributes with their names and sizes, as the schema gives them.
  package let domain: Domain

  /// Which tables count as neighbours.
  package let neighbours: Neighbours

  /// Whose presence is protected, and the bound on its rows.
  package let unit: PrivacyUnit

  /// What the door answered, in order.
  package let transcript: Transcript

  /// The strategy that chose what to ask.
  package let strategy: String

  /// The strategy's public settings: a JSON object, kept as it is.
  package let strategySettings: JSON

  /// The marginals that the release should get right.
  package let workload: Workload

  /// How the number of synthetic rows came about.
  package let rowRule: RowRule

  /// The number of synthetic rows, by that rule.
  package let rows: Int

  /// How the model is fitted.
  package let inference: InferenceSettings

  /// The version of fitting and sampling; a new one whenever a release would come out otherwise.
  package let determinism: Int

  /// Makes the record of a run; the number of rows follows from the rule.
  ///
  /// - Precondition: every clique of the transcript lies in the domain, the digest has 32 bytes, and
  ///   the settings are an object.
  package init(
    schemaDigest: [UInt8],
    domain: Domain,
    neighbours: Neighbours,
    unit: PrivacyUnit,
    transcript: Transcript,
    strategy: String,
    strategySettings: JSON = .object([]),
    workload: Workload,
    rowRule: RowRule,
    inference: InferenceSettings
  ) {
    self.init(
      schemaDigest: schemaDigest,
      domain: domain,
      neighbours: neighbours,
      unit: unit,
      transcript: transcript,
      strategy: strategy,
      strategySettings: strategySettings,
      workload: workload,
      rowRule: rowRule,
      rows: rowRule.count(for: transcript.measurements),
      inference: inference,
      determinism: Determinism.version
    )
  }

  init(
    schemaDigest: [UInt8],
    domain: Domain,
    neighbours: Neighbours,
    unit: PrivacyUnit,
    transcript: Transcript,
    strategy: String,
    strategySettings: JSON,
    workload: Workload,
    rowRule: RowRule,
    rows: Int,
    inference: InferenceSettings,
    determinism: Int
  ) {
    precondition(schemaDigest.count == 32, "a SHA-256 digest has 32 bytes")
    precondition(strategySettings.members != nil, "a strategy's settings are an object")
    self.schemaDigest = schemaDigest
    self.domain = domain
    self.neighbours = neighbours
    self.unit = unit
    self.transcript = transcript
    self.strategy = strategy
    self.strategySettings = strategySettings
    self.workload = workload
    self.rowRule = rowRule
    self.rows = rows
    self.inference = inference
    self.determinism = determinism
  }

  /// The bytes of the file.
  package var bytes: [UInt8] { json.canonical + [UInt8(ascii: "\n")] }
}

/// What a replay depends on besides its input.
package enum Determinism {
  /// The version of fitting, sampling and writing; every release says which one made it.
  package static let version = 4
}
