import Cryptography
import Ledger
import Testing

struct LedgerRecoveryTests {
  @Test func `a torn tail is refused until it is set aside, and then kept and noted`() throws {
    let disk = try Example.usedDisk()
    let intact = disk.files[Example.path] ?? []
    let tail = Array("{\"half a rec".utf8)
    disk.put(intact + tail, at: Example.path)
    #expect(throws: LedgerError.tornTail(offset: intact.count, bytes: tail.count)) {
      _ = try Example.open(disk)
    }
    #expect(disk.files[Example.path] == intact + tail)
    let recovery = try LedgerFile.recover(Example.path, key: Example.key, files: disk)
    #expect(disk.files[recovery.tailPath] == tail)
    #expect(recovery.bytes == tail.count)
    #expect(disk.files[Example.path]?.starts(with: intact) == true)
    let state = try LedgerFile.show(Example.path, files: disk)
    #expect(
      state.records.last?.event
        == .recovered(
          offset: intact.count,
          bytes: tail.count,
          tail: SHA256.digest(of: tail)
        )
    )
    #expect(LedgerFile.verify(Example.path, files: disk).isSound)
    #expect(throws: LedgerError.nothingToRecover) {
      _ = try LedgerFile.recover(Example.path, key: Example.key, files: disk)
    }
  }

  @Test func `a recovery needs no key, and leaves the checkpoint as it is`() throws {
    let disk = try Example.usedDisk()
    let checkpoint = disk.files[Example.path + ".checkpoint"]
    disk.put((disk.files[Example.path] ?? []) + Array("torn".utf8), at: Example.path)
    let recovery = try LedgerFile.recover(Example.path, files: disk)
    #expect(recovery.bytes == 4)
    #expect(disk.files[Example.path + ".checkpoint"] == checkpoint)
    #expect(LedgerFile.verify(Example.path, files: disk).isSound)
    var ledger = try Example.open(disk)
    try Example.spend(Example.half, in: &ledger)
    #expect(ledger.state.records.count > recovery.records)
  }

  @Test func `a recovery with the key signs a checkpoint that covers it`() throws {
    let disk = try Example.usedDisk()
    disk.put((disk.files[Example.path] ?? []) + Array("torn".utf8), at: Example.path)
    let recovery = try LedgerFile.recover(Example.path, key: Example.key, files: disk)
    let note = String(decoding: disk.files[Example.path + ".checkpoint"] ?? [], as: UTF8.self)
    #expect(note.split(separator: "\n")[1] == "\(recovery.records)")
    #expect(LedgerFile.verify(Example.path, files: disk).isSound)
    // So taking the note of the recovery away again would show.
    let lines = (disk.files[Example.path] ?? []).split(separator: UInt8(ascii: "\n"))
    disk.put(lines.dropLast().flatMap { $0 + [UInt8(ascii: "\n")] }, at: Example.path)
    #expect(
      throws: LedgerError.recordsMissing(have: recovery.records - 1, signed: recovery.records)
    ) { _ = try LedgerFile.show(Example.path, files: disk) }
  }

  @Test func `an intact record behind a damaged one is damage, not a torn tail`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    _ = try Example.reserve(Example.share, in: &ledger).begin()
    _ = consume ledger
    var bytes = disk.files[Example.path] ?? []
    // The line feed between `reserve` and `begin` goes, so that both look like one torn line.
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    bytes[ends[1]] = UInt8(ascii: "x")
    disk.put(bytes, at: Example.path)
    let error = LedgerError.corrupt(line: 2, rule: .checksum)
    #expect(throws: error) { _ = try Example.open(disk) }
    #expect(throws: error) {
      _ = try LedgerFile.recover(Example.path, key: Example.key, files: disk)
    }
  }

  @Test(arguments: [nil, Example.key])
  func `a crash at any step of a recovery leaves a ledger that opens or recovers`(
    key: Ed25519.PrivateKey?
  ) throws {
    let disk = try Example.usedDisk()
    let before = try LedgerFile.show(Example.path, files: disk)
    disk.put((disk.files[Example.path] ?? []) + Array("{\"torn".utf8), at: Example.path)
    var images: [[String: [UInt8]]] = []
    disk.afterChange = { images += disk.crashImages() }
    _ = try LedgerFile.recover(Example.path, key: key, files: disk)
    disk.afterChange = nil
    let aftermaths = AftermathCache()
    for image in images {
      guard case .ledger(let charged, let hashes) = aftermaths[image] else {
        Issue.record("no ledger after a crash while recovering")
        continue
      }
      #expect(charged == before.charged)
      #expect(hashes.starts(with: before.records.map(\.hash)))
    }
    #expect(images.count > 10)
  }

  @Test func `another key can't recover`() throws {
    let disk = try Example.usedDisk()
    disk.put((disk.files[Example.path] ?? []) + [0], at: Example.path)
    let before = disk.files
    #expect(
      throws: LedgerError.wrongKey(
        ledger: Example.key.publicKey.fingerprint,
        given: Example.otherKey.publicKey.fingerprint
      )
    ) {
      _ = try LedgerFile.recover(Example.path, key: Example.otherKey, files: disk)
    }
    #expect(disk.files == before)
  }
}
