import Cryptography
import Foundation
import Ledger

/// A release on disk, read without trusting its names or its files.
///
/// Only plain files directly in the folder are opened, by their plain names; a symbolic link, a pipe
/// or a path that leads elsewhere is refused.
struct ReleaseFolder {
  /// The folder's path.
  let path: String

  /// The largest file that is read as a whole; tables are only hashed.
  static let sizeLimit = 256 << 20

  private static let chunk = 1 << 20
  private let files = SystemFiles()

  /// Why a file can't be read.
  enum Fault: Error, Equatable {
    case missing, notRegular, tooLarge, unreadable
  }

  init(path: String) { self.path = path }

  /// Whether a name can only mean a file in the folder itself, on any system.
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".."
      && name.unicodeScalars.allSatisfy { scalar in
        scalar.value >= 0x20 && scalar.value != 0x7F && !"/\\:".unicodeScalars.contains(scalar)
      }
  }

  /// The content of a file of at most ``sizeLimit`` bytes.
  func content(of name: String) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    try visit(name, limit: ReleaseFolder.sizeLimit) { bytes += $0 }
    return bytes
  }

  /// The SHA-256 of a file of any size.
  func digest(of name: String) throws(Fault) -> [UInt8] {
    var hash = SHA256()
    try visit(name, limit: Int.max) { hash.update($0) }
    return hash.finalized()
  }

  /// The names of all entries, sorted; none where the folder can't be listed.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  private func visit(_ name: String, limit: Int, _ body: ([UInt8]) -> Void) throws(Fault) {
    precondition(ReleaseFolder.isPlain(name), "a name that may lead out of the folder")
    let descriptor: Int32
    do throws(SystemError) {
      descriptor = try files.open("\(path)/\(name)", for: .reading)
    } catch {
      throw error.code == ENOENT ? .missing : error.code == ELOOP ? .notRegular : .unreadable
    }
    defer { files.close(descriptor) }
    guard let status = try? files.status(of: descriptor), status.isRegular else {
      throw .notRegular
    }
    guard status.size <= limit else { throw .tooLarge }
    var offset = 0
    while true {
      guard
        let chunk = try? files.read(descriptor, at: offset, count: ReleaseFolder.chunk)
      else { throw .unreadable }
      guard !chunk.isEmpty else { return }
      offset += chunk.count
      guard offset <= limit else { throw .tooLarge }
      body(chunk)
    }
  }
}

extension ReleaseFolder.Fault {
  /// The fault as the end of a sentence about the file.
  var sentence: String {
    switch self {
    case .missing: "is missing"
    case .notRegular: "is no plain file"
    case .tooLarge: "is larger than \(ReleaseFolder.sizeLimit >> 20) MiB"
    case .unreadable: "can't be read"
    }
  }
}
