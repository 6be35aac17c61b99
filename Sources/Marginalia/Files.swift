import Foundation

/// Files as the library reads and makes them, with errors that say what to do.
package enum Files {
  /// The bytes of a file, or of a pipe until its other end closes it.
  ///
  /// - Throws: `failure` where it can't be read.
  package static func read(_ path: String) throws(MarginaliaError) -> [UInt8] {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .failure("can't read \(path): \(systemReason(errno))") }
    defer { close(file) }
    var bytes: [UInt8] = []
    while true {
      let count = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: blockSize))
      let got = unsafe bytes.withUnsafeMutableBytes {
        unsafe Foundation.read(file, $0.baseAddress?.advanced(by: count), blockSize)
      }
      bytes.removeLast(blockSize - max(0, got))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .failure("can't read \(path): \(systemReason(errno))") }
      if got == 0 { return bytes }
    }
  }

  /// The bytes asked of the system at once.
  private static let blockSize = 1 << 16

  /// Writes a file whole or not at all: to a new file beside it, then by rename.
  ///
  /// - Throws: `usage` where the file exists and may not be replaced; `failure` where it can't be
  ///   written.
  package static func write(
    _ bytes: [UInt8],
    to path: String,
    permissions: UInt32 = 0o644,
    overwrites: Bool
  ) throws(MarginaliaError) {
    guard overwrites || !exists(path) else {
      throw .usage("\(path) exists; --force replaces it")
    }
    let partial = "\(path).partial-\(getpid())"
    try create(bytes, at: partial, permissions: permissions)
    guard unsafe rename(partial, path) == 0 else {
      let reason = systemReason(errno)
      unsafe unlink(partial)
      throw .failure("can't write \(path): \(reason)")
    }
  }

  /// Makes a file that must not exist yet, with the given permissions, and syncs it to disk.
  ///
  /// - Throws: `usage` where the file, or a link of its name, exists; `failure` where it can't be
  ///   written.
  package static func create(
    _ bytes: [UInt8],
    at path: String,
    permissions: UInt32
  ) throws(MarginaliaError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(permissions))
    guard file >= 0 else {
      if errno == EEXIST { throw .usage("\(path) exists, and is not replaced") }
      throw .failure("can't make \(path): \(systemReason(errno))")
    }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Foundation.write(file, $0.baseAddress, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw .failure("can't write \(path): \(systemReason(errno))") }
      rest = rest.dropFirst(written)
    }
    guard fsync(file) == 0 else { throw .failure("can't sync \(path): \(systemReason(errno))") }
  }

  /// The names in a folder, sorted.
  ///
  /// - Throws: `failure` where it can't be listed.
  package static func names(in folder: String) throws(MarginaliaError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw .failure("can't list \(folder)")
    }
  }

  /// Makes the missing folders on the way to a file, readable by their owner alone.
  package static func makePrivateFolders(to path: String) throws(MarginaliaError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .failure("can't make the folder of \(path): \(systemReason(errno))")
    }
  }

  /// Makes the names in a folder survive a power failure.
  package static func synchronizeFolder(_ path: String) throws(MarginaliaError) {
    let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .failure("can't open \(path): \(systemReason(errno))") }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw .failure("can't sync \(path): \(systemReason(errno))") }
  }

  /// Whether something of this name exists, a broken link included.
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Whether a path leads to a folder.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The bytes of a plain file; 0 where there is none, or it is a pipe.
  package static func size(_ path: String) -> Int {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The operating system's words for an error number.
  static func systemReason(_ code: Int32) -> String {
    unsafe String(cString: strerror(code))
  }
}
