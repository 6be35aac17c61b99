import Ledger

/// The operating system's files, at a time that stands still.
struct TimelessFiles: FileOperations, Sendable {
  private let files = SystemFiles()

  func secondsSince1970() -> Int { 1_800_000_000 }

  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    try files.open(path, for: use)
  }

  func close(_ descriptor: Int32) { files.close(descriptor) }

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    try files.status(of: descriptor)
  }

  func entryExists(at path: String) throws(SystemError) -> Bool {
    try files.entryExists(at: path)
  }

  func lock(_ descriptor: Int32, _ kind: LockKind) throws(SystemError) {
    try files.lock(descriptor, kind)
  }

  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try files.read(descriptor, at: offset, count: count)
  }

  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    try files.write(bytes, to: descriptor)
  }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try files.truncate(descriptor, to: size)
  }

  func synchronize(_ descriptor: Int32) throws(SystemError) {
    try files.synchronize(descriptor)
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try files.rename(path, to: newPath)
  }

  func remove(_ path: String) throws(SystemError) { try files.remove(path) }
}
