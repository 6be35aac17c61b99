import Cryptography
import Foundation
import Testing

/// The known values beside these tests; `Vectors/SOURCE.txt` says where they come from.
enum Vectors {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Vectors"
  )

  static func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: path)))
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  static func decoded<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes(path)))
  }

  /// The records of a NIST response file: the fields of each paragraph that has an `MD`.
  static func records(_ path: String) throws -> [[String: String]] {
    let lines = try text(path).split(omittingEmptySubsequences: false) { $0.isNewline }
    let records = lines.split(separator: "").map { paragraph in
      paragraph.filter { !$0.hasPrefix("#") }.reduce(into: [String: String]()) { fields, line in
        let parts = line.split(separator: " = ", maxSplits: 1)
        if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
      }
    }
    return records.filter { $0["MD"] != nil }
  }

  static func hex(_ text: String?) throws -> [UInt8] {
    try #require(text.flatMap { [UInt8](hex: $0) })
  }
}
