#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The operating system's own file calls.
package struct SystemFiles: FileOperations {
  /// Makes the real file operations.
  package init() {}

  package func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    // O_NONBLOCK: a pipe planted at the path is then refused by its status instead of waited for.
    let common = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    let flags: Int32 =
      switch use {
      case .reading: O_RDONLY | common
      case .appending: O_RDWR | O_APPEND | common
      case .creating: O_RDWR | O_APPEND | O_CREAT | O_EXCL | common
      case .locking: O_RDWR | O_CREAT | common
      case .folder: O_RDONLY | O_DIRECTORY | O_CLOEXEC
      }
    return try checked(systemOpen(path, flags, S_IRUSR | S_IWUSR))
  }

  package func close(_ descriptor: Int32) {
    _ = systemClose(descriptor)
  }

  package func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    var status = stat()
    _ = try checked(unsafe fstat(descriptor, &status))
    return FileStatus(
      isRegular: status.st_mode & S_IFMT == S_IFREG,
      permissions: UInt32(status.st_mode) & 0o777,
      size: Int(status.st_size)
    )
  }

  package func entryExists(at path: String) throws(SystemError) -> Bool {
    var status = stat()
    do throws(SystemError) {
      _ = try checked(unsafe lstat(path, &status))
      return true
    } catch {
      guard error.code == ENOENT else { throw error }
      return false
    }
  }

  package func lock(_ descriptor: Int32, _ kind: LockKind) throws(SystemError) {
    let operation = kind == .exclusive ? LOCK_EX : LOCK_SH
    _ = try checked(flock(descriptor, operation | LOCK_NB))
  }

  package func read(
    _ descriptor: Int32,
    at offset: Int,
    count: Int
  ) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let result = unsafe pread(descriptor, buffer.baseAddress, count, off_t(offset))
      if result < 0 { failure = SystemError(code: errno) }
      filled = max(0, result)
    }
    if let failure { throw failure }
    return bytes
  }

  package func write(
    _ bytes: ArraySlice<UInt8>,
    to descriptor: Int32
  ) throws(SystemError) -> Int {
    try checked(
      unsafe bytes.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress, $0.count) }
    )
  }

  package func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    _ = try checked(ftruncate(descriptor, off_t(size)))
  }

  package func synchronize(_ descriptor: Int32) throws(SystemError) {
    #if canImport(Darwin)
    // There, fsync leaves the bytes in the drive's cache.
    _ = try checked(fcntl(descriptor, F_FULLFSYNC))
    #else
    _ = try checked(fsync(descriptor))
    #endif
  }

  package func rename(_ path: String, to newPath: String) throws(SystemError) {
    _ = try checked(systemRename(path, newPath))
  }

  package func remove(_ path: String) throws(SystemError) {
    _ = try checked(unsafe unlink(path))
  }

  package func secondsSince1970() -> Int { time(nil) }

  /// The result of a call that reports failure by −1 and `errno`.
  private func checked<Result: SignedInteger>(
    _ result: @autoclosure () -> Result
  ) throws(SystemError) -> Result {
    let value = result()
    guard value >= 0 else { throw SystemError(code: errno) }
    return value
  }
}

// Inside the type these names mean its own functions.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  unsafe open(path, flags, mode)
}
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
private func systemRename(_ path: String, _ newPath: String) -> Int32 {
  unsafe rename(path, newPath)
}
