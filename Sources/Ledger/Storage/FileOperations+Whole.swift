#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A step on a file that failed: what the ledger was doing, to which file, and why.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
  /// What was being done.
  package enum Step: String, Sendable {
    case open, lock, read, write, cut, synchronise, rename, remove
  }

  /// What was being done.
  package let step: Step

  /// The file.
  package let path: String

  /// The operating system's error number.
  package let code: Int32

  package var description: String {
    "can't \(step.rawValue) \(path): \(FileFailure.meaning(of: code))"
  }

  /// An error number in words, the same in every locale.
  private static func meaning(of code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EROFS: "the file system is read-only"
    case ENOSPC: "no space is left on the disk"
    case EFBIG: "the file would become larger than is allowed"
    case EDQUOT: "the disk quota is used up"
    case EIO: "the disk reports an input/output error"
    case EISDIR, ENOTDIR: "a folder stands where a file should, or the other way round"
    case EMFILE, ENFILE: "too many files are open"
    default: "error number \(code)"
    }
  }
}

extension FileOperations {
  /// Runs one call, again while the operating system says that a signal interrupted it.
  ///
  /// An interrupted call says that it did not finish, not that it failed, so repeating it is sound
  /// even for synchronising. Bounded, so that a broken file system can't hold the program for ever.
  func step<Result>(
    _ step: FileFailure.Step,
    _ path: String,
    _ call: () throws(SystemError) -> Result
  ) throws(FileFailure) -> Result {
    var interruptions = 0
    while true {
      do throws(SystemError) {
        return try call()
      } catch {
        interruptions += 1
        guard error.code == EINTR, interruptions < 100 else {
          throw FileFailure(step: step, path: path, code: error.code)
        }
      }
    }
  }

  /// The whole content of an open file.
  func readAll(_ descriptor: Int32, path: String) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let offset = bytes.count
      let piece = try step(.read, path) { () throws(SystemError) in
        try read(descriptor, at: offset, count: 1 << 16)
      }
      guard !piece.isEmpty else { return bytes }
      bytes += piece
    }
  }

  /// Writes all of the bytes, in as many calls as it takes.
  func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest
      let count = try step(.write, path) { () throws(SystemError) in
        try write(piece, to: descriptor)
      }
      guard count > 0 else { throw FileFailure(step: .write, path: path, code: ENOSPC) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a folder's entries durable.
  func synchronizeFolder(of path: String) throws(FileFailure) {
    let folder = FilePath.folder(of: path)
    let descriptor = try step(.open, folder) { () throws(SystemError) in
      try open(folder, for: .folder)
    }
    defer { close(descriptor) }
    try step(.synchronise, folder) { () throws(SystemError) in try synchronize(descriptor) }
  }

  /// Puts a file of this content at the path, durably, so that a crash leaves the old one or the new.
  ///
  /// The caller holds the ledger's lock, so a file left by a run that was killed here may be removed.
  func replaceFile(at path: String, with bytes: [UInt8]) throws(FileFailure) {
    let draft = path + ".new"
    let isLeftOver = try step(.read, draft) { () throws(SystemError) in
      try entryExists(at: draft)
    }
    if isLeftOver {
      try step(.remove, draft) { () throws(SystemError) in try remove(draft) }
    }
    let descriptor = try step(.open, draft) { () throws(SystemError) in
      try open(draft, for: .creating)
    }
    do throws(FileFailure) {
      defer { close(descriptor) }
      try writeAll(bytes, to: descriptor, path: draft)
      try step(.synchronise, draft) { () throws(SystemError) in try synchronize(descriptor) }
      try step(.rename, draft) { () throws(SystemError) in try rename(draft, to: path) }
    } catch {
      // The first failure is the one to report; the draft is removed if it still can be.
      try? remove(draft)
      throw error
    }
    try synchronizeFolder(of: path)
  }
}

/// The little of path syntax that the ledger needs.
enum FilePath {
  /// The folder that holds the path's last component.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
