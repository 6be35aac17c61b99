import Cryptography
package import GraphicalModels
import JSON

/// How everything after the mechanisms came about: all that a replay needs besides the files.
package struct ReleaseProcess: Sendable, Equatable {
  /// The SHA-256 of `schema.json`.
  package let schemaDigest: [UInt8]

  /// The SHA-256 of `measurements.json`.
  package let measurementsDigest: [UInt8]

  /// The rule for the number of synthetic rows.
  package let rowRule: String

  /// The number of synthetic rows.
  package let rows: Int

  /// How the model was fitted.
  package let inference: InferenceSettings

  /// The version of fitting, sampling and writing.
  package let determinism: Int

  /// The process that follows from a run's measurements.
  package init(_ measurements: MeasurementsFile) {
    schemaDigest = measurements.schemaDigest
    measurementsDigest = SHA256.digest(of: measurements.bytes)
    rowRule = measurements.rowRule.name
    rows = measurements.rows
    inference = measurements.inference
    determinism = measurements.determinism
  }

  /// The command that replays a release.
  private static let replayCommand = "marginalia verify RELEASE --key KEY.pub.pem --replay"

  /// The process as the manifest has it.
  var json: JSON {
    [
      "measurements": ["sha256": .digest(measurementsDigest)],
      "samplingSeed": .string(SamplingSeed.rule),
      "rows": ["rule": .string(rowRule), "count": .integer(rows)],
      "inference": inference.json, "determinism": .integer(determinism),
      "replay": .string(ReleaseProcess.replayCommand),
    ]
  }

  /// Reads the member `process` of a manifest.
  init(reading fields: FileFields, schemaDigest: [UInt8]) throws(LineageError) {
    let rowFields = try fields.object("rows")
    self.schemaDigest = schemaDigest
    measurementsDigest = try fields.object("measurements").digest("sha256")
    rowRule = try rowFields.text("rule")
    rows = try rowFields.integer("count", in: 0...RowRule.limit)
    inference = try InferenceSettings(reading: try fields.object("inference"))
    determinism = try fields.integer("determinism", in: 1...1_000_000)
    guard try fields.text("samplingSeed") == SamplingSeed.rule else {
      throw fields.fault(.unknownWord, at: "samplingSeed")
    }
  }
}
