import Accounting
import Cryptography
package import GraphicalModels
import JSON
import Marginals
import Randomness
package import Schemas

/// All that follows from the measurements, computed once more or for the first time.
///
/// `synthesize` and `verify --replay` call the same function, so a release can be told from one that
/// something else went into: its bytes follow from measurements, schema and seed. That the noise in
/// the measurements was drawn honestly doesn't show in a replay.
package struct Replay: Sendable {
  /// The fitted model.
  package let model: Model

  /// The rows that were drawn from it, as codes.
  package let rows: SyntheticRows

  /// The bytes of `synthetic.csv`.
  package let table: [UInt8]

  /// The bytes of `model.json`.
  package let modelFile: [UInt8]

  /// What the sampling stream of the rows is for.
  static let rowDomain = "marginalia rows 1"

  /// Fits the model, draws the rows and writes both.
  ///
  /// The result has the same bits on every machine, in every build and on any number of threads.
  ///
  /// - Parameters:
  ///   - measurements: the public outputs of the mechanisms, and the settings.
  ///   - schema: the schema whose digest the measurements hold.
  ///   - seed: the 32 bytes of ``SamplingSeed/derive(measurementsDigest:reserveRecordHash:)``.
  /// - Throws: `schemaMismatch` where the schema isn't the one that was measured with;
  ///   `impossibleSchema` where it leaves no row.
  /// - Complexity: that of fitting, and O(rows · attributes).
  package init(
    _ measurements: MeasurementsFile,
    schema: Schema,
    seed: [UInt8]
  ) throws(LineageError) {
    guard schema.domain == measurements.domain,
      SHA256.digest(of: schema.releasedBytes) == measurements.schemaDigest
    else { throw .schemaMismatch }
    let answers = measurements.transcript.measurements
    guard ModelFile.holds(schema.impossible, in: schema.domain) else { throw .impossibleSchema }
    model = Model.fitted(
      to: answers,
      domain: measurements.domain,
      total: max(0, Model.total(of: answers)),
      settings: measurements.inference,
      startingFrom: nil,
      impossible: schema.impossible
    )
    rows = RowSampler.rows(
      from: model,
      count: measurements.rows,
      stream: SamplingStream(seed: seed, domain: Replay.rowDomain)
    )
    table = RowDecoder(schema: schema, seed: seed).csv(columns: rows.columns, rows: rows.count)
    modelFile = ModelFile(model).bytes
  }
}

extension Schema {
  /// The bytes of `schema.json` in a release: canonical JSON (RFC 8785) and a line feed.
  package var releasedBytes: [UInt8] { json.canonical + [UInt8(ascii: "\n")] }
}
