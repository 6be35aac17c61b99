#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The ledger's file, open and locked, and the two files beside it.
///
/// The lock is on `L.lock`, which is never replaced: a lock on a file that others may rename away
/// would protect nothing. It is given back when the last holder of this object lets go.
final class LockedFile {
  private let files: any FileOperations
  private let path: String
  private let lock: Int32?
  private let descriptor: Int32

  /// The path of the lock beside a ledger.
  static func lockPath(_ path: String) -> String { path + ".lock" }

  /// The path of the checkpoint beside a ledger.
  static func checkpointPath(_ path: String) -> String { path + ".checkpoint" }

  /// Opens a ledger and locks it: for writing, or for reading beside other readers.
  ///
  /// A reader of a copy that has no lock file reads without one: nobody writes to such a copy, as
  /// a writer makes the lock file first.
  init(at path: String, _ kind: LockKind, _ files: any FileOperations) throws(LedgerError) {
    let descriptor = try LockedFile.open(path, kind == .exclusive ? .appending : .reading, files)
    do throws(LedgerError) {
      let lockPath = LockedFile.lockPath(path)
      switch kind {
      case .exclusive: lock = try LockedFile.lock(path, files)
      case .shared:
        let isShared = try LedgerError.on(files, .read, lockPath) { () throws(SystemError) in
          try files.entryExists(at: lockPath)
        }
        lock = isShared ? try LockedFile.lock(path, .reading, .shared, files) : nil
      }
    } catch {
      files.close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.path = path
    self.files = files
  }

  /// Opens a ledger for reading while another run may hold its lock.
  init(unlockedAt path: String, _ files: any FileOperations) throws(LedgerError) {
    descriptor = try LockedFile.open(path, .reading, files)
    lock = nil
    self.path = path
    self.files = files
  }

  deinit {
    files.close(descriptor)
    if let lock { files.close(lock) }
  }

  /// The exclusive lock of the ledger at the path, which need not exist yet.
  static func lock(_ path: String, _ files: any FileOperations) throws(LedgerError) -> Int32 {
    try lock(path, .locking, .exclusive, files)
  }

  private static func lock(
    _ path: String,
    _ use: FileUse,
    _ kind: LockKind,
    _ files: any FileOperations
  ) throws(LedgerError) -> Int32 {
    let lockPath = lockPath(path)
    let descriptor = try open(lockPath, use, files)
    do throws(FileFailure) {
      try files.step(.lock, lockPath) { () throws(SystemError) in
        try files.lock(descriptor, kind)
      }
    } catch {
      files.close(descriptor)
      throw error.code == EWOULDBLOCK ? .locked(path: path) : .file(error)
    }
    return descriptor
  }

  /// Opens one of the ledger's files, which must be a plain one that only its owner may write to.
  private static func open(
    _ path: String,
    _ use: FileUse,
    _ files: any FileOperations
  ) throws(LedgerError) -> Int32 {
    let descriptor: Int32
    do throws(FileFailure) {
      descriptor = try files.step(.open, path) { () throws(SystemError) in
        try files.open(path, for: use)
      }
    } catch {
      switch error.code {
      case ENOENT where use != .locking: throw .missing(path: path)
      case ELOOP, EISDIR, ENXIO: throw .notAPlainFile(path: path)
      default: throw .file(error)
      }
    }
    do throws(LedgerError) {
      let status = try LedgerError.on(files, .read, path) { () throws(SystemError) in
        try files.status(of: descriptor)
      }
      guard status.isRegular else { throw .notAPlainFile(path: path) }
      guard status.permissions & 0o022 == 0 else {
        throw .writableByOthers(path: path, permissions: status.permissions)
      }
      return descriptor
    } catch {
      files.close(descriptor)
      throw error
    }
  }

  /// The ledger's bytes.
  func content() throws(LedgerError) -> [UInt8] {
    do throws(FileFailure) {
      return try files.readAll(descriptor, path: path)
    } catch {
      throw .file(error)
    }
  }

  /// The bytes of the checkpoint beside a ledger, or nil where there is none.
  static func checkpoint(
    of path: String,
    _ files: any FileOperations
  ) throws(LedgerError) -> [UInt8]? {
    try bytes(of: checkpointPath(path), files)
  }

  /// The bytes of a small file beside a ledger, or nil where there is none.
  static func bytes(
    of path: String,
    _ files: any FileOperations
  ) throws(LedgerError) -> [UInt8]? {
    let descriptor: Int32
    do throws(LedgerError) {
      descriptor = try open(path, .reading, files)
    } catch .missing {
      return nil
    }
    defer { files.close(descriptor) }
    do throws(FileFailure) {
      return try files.readAll(descriptor, path: path)
    } catch {
      throw .file(error)
    }
  }

  /// The checkpoint's bytes, or nil where there is none.
  func checkpoint() throws(LedgerError) -> [UInt8]? {
    try LockedFile.checkpoint(of: path, files)
  }

  /// Appends bytes and returns once they would survive a power failure.
  ///
  /// A failure is final: the caller must not write through this object again. A second `fsync` of
  /// one descriptor may report success although the first one's failure lost the bytes.
  ///
  /// - Source: PostgreSQL, "PANIC on fsync() failure", 2018.
  func append(_ bytes: [UInt8]) throws(FileFailure) {
    try files.writeAll(bytes, to: descriptor, path: path)
    try synchronize()
  }

  /// Cuts the ledger off, durably.
  func truncate(to size: Int) throws(FileFailure) {
    try files.step(.cut, path) { () throws(SystemError) in
      try files.truncate(descriptor, to: size)
    }
    try synchronize()
  }

  /// Replaces a file beside the ledger, durably and at once.
  func replaceFile(at path: String, with bytes: [UInt8]) throws(FileFailure) {
    try files.replaceFile(at: path, with: bytes)
  }

  /// The time now, as records write it.
  var time: String { Timestamp.text(secondsSince1970: files.secondsSince1970()) }

  private func synchronize() throws(FileFailure) {
    try files.step(.synchronise, path) { () throws(SystemError) in
      try files.synchronize(descriptor)
    }
  }
}

extension LedgerError {
  /// Runs one call on a file, with the ledger's error where it fails.
  static func on<Result>(
    _ files: any FileOperations,
    _ step: FileFailure.Step,
    _ path: String,
    _ call: () throws(SystemError) -> Result
  ) throws(LedgerError) -> Result {
    do throws(FileFailure) {
      return try files.step(step, path, call)
    } catch {
      throw .file(error)
    }
  }
}
