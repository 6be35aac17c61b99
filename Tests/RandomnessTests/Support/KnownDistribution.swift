import Arithmetic
import Foundation

/// A distribution from the known values, with the exact probabilities of some results.
struct KnownDistribution {
  /// σ² or b.
  let parameter: Rational
  let probabilities: [Int: Rational]

  /// The distributions of a file in the folder Vectors.
  static func all(in file: String, parameter key: String) throws -> [KnownDistribution] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Vectors")
    let data = try Data(contentsOf: folder.appendingPathComponent(file))
    guard let table = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let points = table["points"] as? [[String: Any]]
    else { throw CocoaError(.propertyListReadCorrupt) }
    return try points.map { point in
      guard let text = point[key] as? String, let parameter = Rational(text),
        let masses = point["pmf"] as? [String: String]
      else { throw CocoaError(.propertyListReadCorrupt) }
      var probabilities: [Int: Rational] = [:]
      for (value, text) in masses {
        guard let value = Int(value), let probability = Rational(text) else {
          throw CocoaError(.propertyListReadCorrupt)
        }
        probabilities[value] = probability
        probabilities[-value] = probability
      }
      return KnownDistribution(parameter: parameter, probabilities: probabilities)
    }
  }
}
