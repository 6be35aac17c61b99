import Cryptography
import Foundation

/// The file of the program that runs, as a manifest names it.
package enum ProgramFile {
  /// The SHA-256 of the file; nil where it can't be read, and in builds without optimisation, which
  /// hash too slowly and should not make releases.
  static var digest: [UInt8]? {
    #if DEBUG
    nil
    #else
    Bundle.main.executablePath.flatMap(digest(of:))
    #endif
  }

  /// The SHA-256 of a file of any size; nil where it can't be read.
  package static func digest(of path: String) -> [UInt8]? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    var hash = SHA256()
    do {
      // At its end a file has no more blocks, or an empty one.
      while let block = try file.read(upToCount: 1 << 20), !block.isEmpty {
        hash.update([UInt8](block))
      }
    } catch {
      return nil
    }
    return hash.finalized()
  }
}
