import Foundation

/// The known values beside these tests; `Vectors/SOURCE.txt` says where they come from.
enum Vectors {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Vectors"
  )

  static func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: path)))
  }

  static func lines(_ path: String) throws -> [Substring] {
    try String(decoding: bytes(path), as: UTF8.self).split(separator: "\n")
  }
}
