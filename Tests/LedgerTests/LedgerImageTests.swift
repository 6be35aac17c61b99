import Accounting
import Cryptography
import JSON
import Ledger
import Testing

struct LedgerImageTests {
  /// An edit of the used ledger, and the rule that it breaks at a line.
  struct Edit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let line: Int
    let rule: LedgerRule
    let change: @Sendable (inout Forgery) -> Void

    init(
      _ name: String,
      line: Int,
      _ rule: LedgerRule,
      _ change: @escaping @Sendable (inout Forgery) -> Void
    ) {
      testDescription = name
      self.line = line
      self.rule = rule
      self.change = change
    }
  }

  // The lines: 1 genesis, 2 reserve, 3 begin, 4 commit, 5 release, 6 reserve, 7 void,
  // 8 reserve, 9 begin, 10 lost, 11 reserve, 12 begin, 13 commit.
  static let edits = [
    Edit("an unknown member", line: 2, .form) { $0.set("note", "hello", in: 1) },
    Edit("an unknown type", line: 3, .form) { $0.set("type", "start", in: 2) },
    Edit("an earlier version", line: 3, .version(1)) { $0.set("v", 1, in: 2) },
    Edit("a later version", line: 3, .version(3)) { $0.set("v", 3, in: 2) },
    Edit("a version that is no number", line: 3, .form) { $0.set("v", "2", in: 2) },
    Edit("a ratio that is not in lowest terms", line: 2, .form) { $0.set("rho", "2/4", in: 1) },
    Edit("a price as a JSON number", line: 2, .form) { $0.set("rho", 1, in: 1) },
    Edit("a negative price", line: 2, .form) { $0.set("rho", "-1", in: 1) },
    Edit("a time in the past", line: 3, .time) { $0.set("t", "2001-01-01T00:00:00Z", in: 2) },
    Edit("a second genesis", line: 3, .genesis) { $0.records.insert($0.records[0], at: 2) },
    Edit("a cap that its epsilon doesn't cover", line: 1, .certificate) {
      let cap = $0.records[0]["cap"] ?? .null
      $0.set("cap", Forgery.setting("rho", "1", in: cap), in: 0)
    },
    Edit("a begin of nothing", line: 3, .reservation) { $0.set("reservation", 7, in: 2) },
    Edit("a second begin", line: 4, .begin) { $0.records.insert($0.records[2], at: 3) },
    Edit("a void after begin", line: 4, .begin) {
      $0.set("type", "void", in: 9)
      $0.records.swapAt(3, 9)
      $0.set("reservation", 1, in: 3)
    },
    Edit("a commit without begin", line: 3, .commit) { $0.records.remove(at: 2) },
    Edit("a second commit", line: 5, .commit) { $0.records.insert($0.records[3], at: 4) },
    Edit("a second release", line: 6, .release) { $0.records.insert($0.records[4], at: 5) },
    Edit("a release without commit", line: 4, .release) { $0.records.remove(at: 3) },
    Edit("a reservation beyond the cap", line: 2, .cap) { $0.set("rho", "100", in: 1) },
    Edit("another neighbouring relation", line: 2, .neighbours) {
      $0.set("purpose", ["neighbours": "replace-one"], in: 1)
    },
    Edit("a plan about another unit", line: 2, .unit) {
      $0.set("purpose", ["neighbours": "add-remove-one", "unit": "person"], in: 1)
    },
    Edit("a plan about more rows of a unit", line: 2, .unit) {
      $0.set("purpose", ["neighbours": "add-remove-one", "rowsPerUnit": 2], in: 1)
    },
    Edit("an entry about more rows of a unit", line: 4, .unit) {
      let entry = $0.records[3]["entries"]?.array?.first ?? .null
      $0.set("entries", [Forgery.setting("bound", 2, in: entry)], in: 3)
    },
    Edit("a genesis about more rows of a unit", line: 4, .unit) { $0.set("bound", 5, in: 0) },
    Edit("entries beyond the reservation", line: 4, .entries) {
      let entries = $0.records[3]["entries"]?.array ?? []
      $0.set("entries", .array(entries + entries), in: 3)
    },
    Edit("a variance that the price doesn't pay for", line: 4, .entries) {
      let entry = $0.records[3]["entries"]?.array?.first ?? .null
      let parameters: JSON = ["sensitivitySquared": "1", "variance": "1/1000000"]
      $0.set("entries", [Forgery.setting("parameters", parameters, in: entry)], in: 3)
    },
    Edit("a cap raised without the key", line: 14, .raise) {
      let raise: JSON = [
        "type": "raise-cap", "v": 2, "t": $0.records[12]["t"] ?? .null,
        "cap": $0.records[0]["cap"] ?? .null, "signature": .string(Example.digest.hex),
      ]
      $0.records.append(raise)
    },
    Edit("a key changed without the key", line: 14, .key) {
      let key: JSON = [
        "type": "key", "v": 2, "t": $0.records[12]["t"] ?? .null,
        "key": .string(Example.otherKey.publicKey.bytes.hex), "signatures": [],
      ]
      $0.records.append(key)
    },
    Edit("a recovery elsewhere", line: 14, .recovery) {
      let recovered: JSON = [
        "type": "recovered", "v": 2, "t": $0.records[12]["t"] ?? .null, "offset": 10, "bytes": 4,
        "tail": .string(Example.digest.hex),
      ]
      $0.records.append(recovered)
    },
  ]

  @Test(arguments: edits)
  func `a record that breaks a rule is refused, and found by the auditor`(edit: Edit) throws {
    let disk = try Example.usedDisk()
    var forgery = try Forgery(disk)
    edit.change(&forgery)
    disk.put(forgery.file(), at: Example.path)
    #expect(throws: LedgerError.corrupt(line: edit.line, rule: edit.rule)) {
      _ = try Example.open(disk)
    }
    let verification = LedgerFile.verify(Example.path, files: disk)
    #expect(verification.findings.contains(.line(edit.line, edit.rule)))
  }

  @Test func `records in another order are refused by index and chain`() throws {
    let disk = try Example.usedDisk()
    var forgery = try Forgery(disk)
    forgery.records.swapAt(1, 5)
    disk.put(forgery.file(chained: false), at: Example.path)
    #expect(throws: LedgerError.corrupt(line: 2, rule: .index)) { _ = try Example.open(disk) }
    forgery.set("i", 1, in: 1)
    disk.put(forgery.file(chained: false), at: Example.path)
    #expect(throws: LedgerError.corrupt(line: 2, rule: .chain)) { _ = try Example.open(disk) }
  }

  @Test func `a ledger rewritten from the start no longer matches its checkpoint`() throws {
    let disk = try Example.usedDisk()
    var forgery = try Forgery(disk)
    forgery.set("nonce", .string(Example.digest.hex), in: 1)
    disk.put(forgery.file(), at: Example.path)
    #expect(throws: LedgerError.recordsChanged(signed: 13)) { _ = try Example.open(disk) }
    #expect(
      LedgerFile.verify(Example.path, files: disk).findings
        == [.file(.recordsChanged(signed: 13))]
    )
  }

  @Test func `a ledger cut at any line, or rolled back, is refused and can't be recovered`() throws
  {
    let disk = try Example.usedDisk()
    let records = try Forgery(disk).records
    for count in 1..<records.count {
      var forgery = try Forgery(disk)
      forgery.records = Array(records.prefix(count))
      let cut = MemoryDisk(files: disk.files)
      cut.put(forgery.file(), at: Example.path)
      let error = LedgerError.recordsMissing(have: count, signed: 13)
      #expect(throws: error) { _ = try Example.open(cut) }
      cut.put(forgery.file() + [0x7B], at: Example.path)
      #expect(throws: error) {
        _ = try LedgerFile.recover(Example.path, key: Example.key, files: cut)
      }
    }
  }

  @Test func `a missing, foreign or garbled checkpoint is refused`() throws {
    let disk = try Example.usedDisk()
    let path = Example.path + ".checkpoint"
    let checkpoint = disk.files[path] ?? []
    try disk.remove(path)
    #expect(throws: LedgerError.checkpointMissing(path: path)) { _ = try Example.open(disk) }
    disk.put(try Example.disk().files[path] ?? [], at: path)
    _ = try Example.open(disk)
    for bytes in [[], Array("hello".utf8), [0xFF]] as [[UInt8]] {
      disk.put(bytes, at: path)
      #expect(throws: LedgerError.checkpointMalformed(path: path)) { _ = try Example.open(disk) }
    }
    disk.put(checkpoint, at: path)
    _ = try Example.open(disk)
  }

  @Test func `every flipped bit of the ledger and its checkpoint is detected`() throws {
    let disk = try Example.usedDisk()
    let step = Example.isRelease ? 1 : 1_201
    for path in [Example.path, Example.path + ".checkpoint"] {
      let bytes = disk.files[path] ?? []
      for bit in stride(from: 0, to: bytes.count * 8, by: step) {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << (bit % 8)
        let damaged = MemoryDisk(files: disk.files)
        damaged.put(flipped, at: path)
        #expect(throws: LedgerError.self, "bit \(bit) of \(path)") {
          _ = try LedgerFile.show(Example.path, files: damaged)
        }
        // Nor does recovering bring a shorter ledger to be accepted.
        #expect(throws: LedgerError.self, "bit \(bit) of \(path)") {
          _ = try LedgerFile.recover(Example.path, key: Example.key, files: damaged)
        }
      }
    }
  }

  @Test func `a flipped bit before the checkpoint never lets recovery take off a begun charge`()
    throws
  {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    _ = try Example.reserve(Example.share, in: &ledger).begin()
    _ = consume ledger
    let bytes = disk.files[Example.path] ?? []
    for bit in stride(from: 0, to: bytes.count * 8, by: Example.isRelease ? 1 : 601) {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << (bit % 8)
      let damaged = MemoryDisk(files: disk.files)
      damaged.put(flipped, at: Example.path)
      if case .ledger(let charged, _) = Aftermath(of: damaged.files) {
        #expect(charged >= Example.share, "bit \(bit)")
      }
    }
  }
}
