import Ledger

/// A file system that holds one read-only file, a ledger, and neither a lock nor a checkpoint.
struct MemoryFile: FileOperations {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    guard use == .reading, path == "ledger" else { throw Self.absent }
    return 3
  }

  func close(_ descriptor: Int32) {}

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    FileStatus(isRegular: true, permissions: 0o600, size: bytes.count)
  }

  func entryExists(at path: String) throws(SystemError) -> Bool { path == "ledger" }

  func lock(_ descriptor: Int32, _ kind: LockKind) throws(SystemError) { throw Self.absent }

  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    Array(bytes.dropFirst(offset).prefix(count))
  }

  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    throw Self.absent
  }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) { throw Self.absent }

  func synchronize(_ descriptor: Int32) throws(SystemError) { throw Self.absent }

  func rename(_ path: String, to newPath: String) throws(SystemError) { throw Self.absent }

  func remove(_ path: String) throws(SystemError) { throw Self.absent }

  func secondsSince1970() -> Int { 0 }

  private static let absent = SystemError(code: 2)
}
