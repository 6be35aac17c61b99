import Arithmetic
import Foundation
import Testing

/// One point of a file of known values: names and texts.
struct KnownValue: CustomTestStringConvertible {
  private let fields: [String: String]

  /// The points of `Vectors/file`.
  static func all(of file: String) throws -> [KnownValue] {
    let json =
      try JSONSerialization.jsonObject(with: Data(contentsOf: url(of: file))) as? [String: Any]
    let points = try #require(json?["points"] as? [[String: Any]])
    return points.map { point in KnownValue(fields: point.compactMapValues { $0 as? String }) }
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
