import GraphicalModels
import JSON

extension InferenceSettings {
  /// The most restarts or sweeps that a file may ask for, so that no file holds a verifier for ever.
  private static let limit = 100_000

  /// The settings as files have them; doubles in their shortest text that reads back exactly.
  var json: JSON {
    [
      "method": "bregman-ipf", "curvature": .number(curvature), "restarts": .integer(restarts),
      "sweeps": .integer(sweeps), "tolerance": .number(tolerance),
      "discrepancy": .number(discrepancy),
    ]
  }

  /// Reads a member `inference`.
  init(reading fields: FileFields) throws(LineageError) {
    guard try fields.text("method") == "bregman-ipf" else {
      throw fields.fault(.unknownWord, at: "method")
    }
    let curvature = try fields.number("curvature")
    guard curvature > 0 else { throw fields.fault(.outOfRange, at: "curvature") }
    let tolerance = try fields.number("tolerance")
    guard tolerance >= 0 else { throw fields.fault(.outOfRange, at: "tolerance") }
    let discrepancy = try fields.number("discrepancy")
    guard discrepancy >= 0 else { throw fields.fault(.outOfRange, at: "discrepancy") }
    self.init(
      curvature: curvature,
      restarts: try fields.integer("restarts", in: 1...Self.limit),
      sweeps: try fields.integer("sweeps", in: 1...Self.limit),
      tolerance: tolerance,
      discrepancy: discrepancy
    )
  }
}
