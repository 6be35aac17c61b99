import Foundation
import Ledger

/// File operations of which the k-th fails, or all from the k-th on.
final class FailingFiles: FileOperations {
  enum Failure: CaseIterable {
    case inputOutput, noSpace, interrupted, shortWrite
  }

  private let files: any FileOperations
  private let failure: Failure
  private let first: Int
  private let isLasting: Bool

  /// The number of calls that could have failed, so far.
  private(set) var calls = 0

  /// Whether a call has failed or been cut short.
  private(set) var hasFailed = false

  init(_ files: any FileOperations, _ failure: Failure, at first: Int, lasting: Bool) {
    self.files = files
    self.failure = failure
    self.first = first
    isLasting = lasting
  }

  /// Counts a call; whether it is one to fail.
  private func isDue() -> Bool {
    calls += 1
    let isDue = calls == first || (isLasting && calls > first)
    hasFailed = hasFailed || isDue
    return isDue
  }

  private func passOrFail() throws(SystemError) {
    guard isDue() else { return }
    switch failure {
    case .inputOutput: throw SystemError(code: EIO)
    case .noSpace: throw SystemError(code: ENOSPC)
    case .interrupted: throw SystemError(code: EINTR)
    case .shortWrite: return
    }
  }

  func open(_ path: String, for use: FileUse) throws(SystemError) -> Int32 {
    try passOrFail()
    return try files.open(path, for: use)
  }

  func close(_ descriptor: Int32) { files.close(descriptor) }

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    try passOrFail()
    return try files.status(of: descriptor)
  }

  func entryExists(at path: String) throws(SystemError) -> Bool {
    try passOrFail()
    return try files.entryExists(at: path)
  }

  func lock(_ descriptor: Int32, _ kind: LockKind) throws(SystemError) {
    try passOrFail()
    try files.lock(descriptor, kind)
  }

  func read(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try passOrFail()
    return try files.read(descriptor, at: offset, count: count)
  }

  func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    guard isDue() else { return try files.write(bytes, to: descriptor) }
    switch failure {
    case .interrupted: throw SystemError(code: EINTR)
    case .shortWrite: return try files.write(bytes.prefix((bytes.count + 1) / 2), to: descriptor)
    case .inputOutput, .noSpace:
      // What a full or broken disk leaves: a part of the bytes, and an error.
      _ = try files.write(bytes.prefix(bytes.count / 2), to: descriptor)
      throw SystemError(code: failure == .noSpace ? ENOSPC : EIO)
    }
  }

  func truncate(_ descriptor: Int32, to size: Int) throws(SystemError) {
    try passOrFail()
    try files.truncate(descriptor, to: size)
  }

  func synchronize(_ descriptor: Int32) throws(SystemError) {
    try passOrFail()
    try files.synchronize(descriptor)
  }

  func rename(_ path: String, to newPath: String) throws(SystemError) {
    try passOrFail()
    try files.rename(path, to: newPath)
  }

  func remove(_ path: String) throws(SystemError) {
    try passOrFail()
    try files.remove(path)
  }

  func secondsSince1970() -> Int { files.secondsSince1970() }
}
