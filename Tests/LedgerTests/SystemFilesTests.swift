import Accounting
import Arithmetic
import Dispatch
import Foundation
import Ledger
import Synchronization
import Testing

struct SystemFilesTests {
  /// Runs a test in a new folder, which is removed afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func permissions(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `the whole protocol works on a real disk, in files of their owner alone`() throws {
    try inFolder { folder in
      let path = folder + "/L"
      try Example.create(SystemFiles(), at: path)
      var ledger = try Example.open(SystemFiles(), at: path)
      let commitment = try Example.spend(Example.share, in: &ledger)
      try ledger.recordRelease(
        reservation: commitment.reserve.index,
        manifestDigest: Example.digest,
        tableDigest: Example.digest
      )
      _ = consume ledger
      #expect(LedgerFile.verify(path).isSound)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(names == ["L", "L.checkpoint", "L.lock"])
      for name in names { #expect(try permissions(of: "\(folder)/\(name)") == 0o600) }
      try Data("torn".utf8).append(to: path)
      _ = try LedgerFile.recover(path, key: Example.key)
      #expect(LedgerFile.verify(path).isSound)
    }
  }

  @Test func `a second run fails at once with a clear message, and succeeds afterwards`() throws {
    try inFolder { folder in
      let path = folder + "/L"
      try Example.create(SystemFiles(), at: path)
      let first = try Example.open(SystemFiles(), at: path)
      #expect(throws: LedgerError.locked(path: path)) {
        _ = try Example.open(SystemFiles(), at: path)
      }
      #expect(throws: LedgerError.locked(path: path)) { _ = try LedgerFile.show(path) }
      _ = consume first
      _ = try Example.open(SystemFiles(), at: path)
    }
  }

  @Test func `a charge keeps the lock after its ledger is let go`() throws {
    try inFolder { folder in
      let path = folder + "/L"
      try Example.create(SystemFiles(), at: path)
      var ledger = try Example.open(SystemFiles(), at: path)
      let charge = try Example.reserve(Example.share, in: &ledger).begin()
      _ = consume ledger
      #expect(throws: LedgerError.locked(path: path)) {
        _ = try Example.open(SystemFiles(), at: path)
      }
      _ = try charge.commit(entries: [], measurementsDigest: Example.digest)
      _ = try Example.open(SystemFiles(), at: path)
    }
  }

  @Test func `links, folders, pipes, files that others may write, and foreign files are refused`()
    throws
  {
    try inFolder { folder in
      let path = folder + "/L"
      try Example.create(SystemFiles(), at: path)
      #expect(throws: LedgerError.alreadyExists(path: path)) {
        try Example.create(SystemFiles(), at: path)
      }
      let link = folder + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
      #expect(throws: LedgerError.notAPlainFile(path: link)) {
        _ = try Example.open(SystemFiles(), at: link)
      }
      #expect(throws: LedgerError.alreadyExists(path: link)) {
        try Example.create(SystemFiles(), at: link)
      }
      #expect(throws: LedgerError.notAPlainFile(path: folder)) {
        _ = try Example.open(SystemFiles(), at: folder)
      }
      let pipe = folder + "/pipe"
      #expect(unsafe mkfifo(pipe, 0o600) == 0)
      #expect(throws: LedgerError.notAPlainFile(path: pipe)) { _ = try LedgerFile.show(pipe) }
      #expect(throws: LedgerError.missing(path: folder + "/none")) {
        _ = try Example.open(SystemFiles(), at: folder + "/none")
      }
      let foreign = folder + "/foreign"
      try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: foreign))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: foreign)
      #expect(throws: LedgerError.notALedger(path: foreign)) {
        _ = try Example.open(SystemFiles(), at: foreign)
      }
      for mode in [0o620, 0o602] {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(throws: LedgerError.writableByOthers(path: path, permissions: UInt32(mode))) {
          _ = try Example.open(SystemFiles(), at: path)
        }
      }
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func `a folder that can't be written to is refused`() throws {
    try inFolder { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
      defer {
        try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
      }
      do throws(LedgerError) {
        try Example.create(SystemFiles(), at: folder + "/L")
        Issue.record("not refused")
      } catch {
        #expect("\(error)".contains("permission denied"))
      }
    }
  }

  @Test func `runs that compete for one cap never pass it, and use all of it`() throws {
    let attempts = Example.isRelease ? 200 : 12
    let part = Example.rho(Example.cap.cost.value / Rational(attempts * 3 / 2))
    let granted = Mutex(0)
    let refused = Mutex(0)
    try inFolder { folder in
      let path = folder + "/L"
      try Example.create(SystemFiles(), at: path)
      DispatchQueue.concurrentPerform(iterations: 2) { _ in
        for _ in 0..<attempts {
          var isDone = false
          while !isDone {
            do throws(LedgerError) {
              var ledger = try Example.open(SystemFiles(), at: path)
              _ = try Example.reserve(part, in: &ledger)
              granted.withLock { $0 += 1 }
              isDone = true
            } catch .locked {
              usleep(200)
            } catch .budgetExceeded {
              refused.withLock { $0 += 1 }
              isDone = true
            } catch {
              Issue.record(error)
              isDone = true
            }
          }
        }
      }
      let state = try LedgerFile.show(path)
      #expect(granted.withLock { $0 } == attempts * 3 / 2)
      #expect(refused.withLock { $0 } == attempts / 2)
      #expect(state.reservations.count == attempts * 3 / 2)
      #expect(state.charged <= state.cap)
      #expect(state.left < part)
    }
  }
}

extension Data {
  fileprivate func append(to path: String) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: self)
    try handle.close()
  }
}
