import Arithmetic
import Foundation
import Testing

/// One point of a file of known values: names, and texts or numbers as texts.
struct KnownValue: CustomTestStringConvertible {
  private let fields: [String: String]

  /// The points of `Vectors/file`.
  static func all(of file: String) throws -> [KnownValue] {
    let json =
      try JSONSerialization.jsonObject(with: Data(contentsOf: url(of: file))) as? [String: Any]
    let points = try #require((json?["points"] ?? json?["cases"]) as? [[String: Any]])
    return points.map { point in
      KnownValue(fields: point.compactMapValues { $0 as? String ?? ($0 as? NSNumber)?.description })
    }
  }

  /// The compositions of a file with cases: mechanisms, and an upper bound of ε for some δ.
  static func cases(of file: String) throws -> [Case] {
    let json =
      try JSONSerialization.jsonObject(with: Data(contentsOf: url(of: file))) as? [String: Any]
    return try #require(json?["cases"] as? [[String: Any]]).map { fields in
      let mechanisms = try #require(fields["mechanisms"] as? [[String: Any]])
      let points = try #require(fields["points"] as? [[String: NSObject]])
      return Case(
        name: try #require(fields["name"] as? String),
        mechanisms: try mechanisms.map { mechanism in
          let parameter = mechanism["sigma2"] ?? mechanism["eta"] ?? mechanism["scale"]
          return (
            try #require(mechanism["kind"] as? String),
            try #require(parameter as? NSObject).description,
            try #require(mechanism["count"] as? Int)
          )
        },
        bounds: try points.map { point in
          (
            try #require(point["delta"]).description,
            try #require(point["direct_convolution_upper"]).description
          )
        }
      )
    }
  }

  /// A composition of known bounds.
  struct Case {
    let name: String
    let mechanisms: [(kind: String, parameter: String, count: Int)]
    let bounds: [(delta: String, epsilon: String)]
  }

  /// The text of a field, where the point has it.
  subscript(_ name: String) -> String? { fields[name] }

  /// The text of a field that the point must have.
  func text(_ name: String) throws -> String { try #require(fields[name]) }

  /// The exact number that a field's text writes.
  func rational(_ name: String) throws -> Rational {
    let text = try text(name)
    return try #require(Rational(text))
  }

  /// The fields of each line of `Vectors/file`, without the lines of its head.
  static func lines(of file: String) throws -> [[String]] {
    try String(contentsOf: url(of: file), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: " ").map(String.init) }
  }

  private static func url(of file: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/\(file)")
  }

  var testDescription: String { "\(fields)" }
}
