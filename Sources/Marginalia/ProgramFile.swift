import Cryptography
import Foundation

/// The file of the program that runs, as a manifest names it.
enum ProgramFile {
  /// The SHA-256 of the file; nil where it can't be read, and in builds without optimisation, which
  /// hash too slowly and should not make releases.
  static var digest: [UInt8]? {
    #if DEBUG
    nil
    #else
    Bundle.main.executablePath.flatMap(digest(of:))
    #endif
  }

  /// The SHA-256 of a file; nil where it can't be read.
  private static func digest(of path: String) -> [UInt8]? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    while true {
      guard let block = try? file.read(upToCount: 1 << 20) else { return nil }
      guard !block.isEmpty else { return hash.finalized() }
      hash.update([UInt8](block))
    }
  }
}
