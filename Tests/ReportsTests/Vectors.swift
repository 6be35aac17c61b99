import Foundation

/// Files of other projects, kept beside the tests with their notices.
enum Vectors {
  static func text(_ name: String) throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try String(contentsOf: folder.appendingPathComponent("Vectors/\(name)"), encoding: .utf8)
  }
}
