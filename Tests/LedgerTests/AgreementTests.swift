import Accounting
import Cryptography
import JSON
import Ledger
import Testing

struct AgreementTests {
  static let clause: JSON = [
    "marginalia": "agreement/1", "title": "Contract 12 of 2026",
    "parties": [
      ["name": "The office", "role": "curator"], ["name": "The institute", "role": "recipient"],
    ],
    "dataset": "adult", "unit": "row", "neighbours": "add-remove-one",
    "cap": ["epsilon": "4", "delta": "1e-9"],
    "period": ["from": "2026-01-01", "until": "2026-12-31"],
    "purposes": ["DUO:0000042", "DUO:0000006"], "prohibitions": [], "duties": ["to say thanks"],
    "checking": "by marginalia verify", "criteria": [],
  ]

  static func setting(_ key: String, _ value: JSON?) -> JSON {
    let others = clause.members?.filter { $0.key != key } ?? []
    return .object(others + (value.map { [JSONMember(key: key, value: $0)] } ?? []))
  }

  static func fault(_ json: JSON) -> Agreement.Fault? {
    do throws(Agreement.Fault) {
      _ = try Agreement(json)
      return nil
    } catch {
      return error
    }
  }

  static func purpose(_ use: String? = "DUO:0000042", unit: String = "row", rows: Int = 1) -> JSON {
    let plan: JSON = [
      "neighbours": "add-remove-one", "unit": .string(unit), "rowsPerUnit": .integer(rows),
    ]
    return .object(
      (plan.members ?? []) + (use.map { [JSONMember(key: "use", value: .string($0))] } ?? [])
    )
  }

  // MARK: The clause

  @Test func `A clause is read whole, and is the same in any order of its members`() throws {
    let agreement = try Agreement(Self.clause)
    #expect(agreement.parties.map(\.role) == ["curator", "recipient"])
    #expect(agreement.purposes == ["DUO:0000042", "DUO:0000006"])
    #expect((agreement.from, agreement.until) == ("2026-01-01", "2026-12-31"))
    #expect((agreement.unit, agreement.maximumRows) == ("row", 1))
    let reversed = try Agreement(.object((Self.clause.members ?? []).reversed()))
    #expect(reversed == agreement && reversed.digest == agreement.digest)
    let other = try Agreement(Self.setting("title", "Contract 13"))
    #expect(other != agreement && other.digest != agreement.digest)
  }

  @Test func `A draft is refused with all that it still asks`() {
    guard case .blanks(let names) = Self.fault(Agreement.draft()) else {
      Issue.record("a draft was taken for a clause")
      return
    }
    #expect(names == ["title", "parties", "dataset", "cap", "period", "purposes"])
    let known = Agreement.draft(
      dataset: "adult",
      epsilon: "4",
      delta: "1e-9",
      from: "2026-01-01",
      until: "2026-12-31",
      purposes: ["DUO:0000042"]
    )
    #expect(Self.fault(known) == .blanks(["title", "parties"]))
  }

  @Test(
    arguments: [
      ("marginalia", "agreement/2"), ("title", 7), ("parties", [["name": "a", "role": "b"]]),
      ("parties", [["name": "a"], ["name": "b"]]), ("unit", "person"),
      ("unit", ["column": "person", "maximumRows": 0]), ("neighbours", "others"),
      ("cap", ["epsilon": "-1", "delta": "1e-9"]), ("cap", ["epsilon": 4, "delta": "1e-9"]),
      ("cap", ["epsilon": "4", "delta": "1"]),
      ("period", ["from": "2026-12-31", "until": "2026-01-01"]),
      ("period", ["from": "2026-1-1", "until": "2026-12-31"]),
      ("period", ["from": "2026-13-01", "until": "2027-01-01"]),
      ("purposes", []), ("purposes", ["research"]), ("purposes", ["DUO:42"]), ("duties", "thanks"),
      ("criteria", "good"), ("fee", "none"),
    ] as [(String, JSON)]
  )
  func `A clause of another form is refused, and the member named`(key: String, value: JSON) {
    guard case .member(let name, _) = Self.fault(Self.setting(key, value)) else {
      Issue.record("\(key) was let through")
      return
    }
    #expect(name == key)
  }

  @Test(arguments: [
    "title", "parties", "dataset", "unit", "neighbours", "cap", "period", "purposes",
    "prohibitions",
    "duties", "checking", "criteria",
  ])
  func `No member can be left out`(key: String) {
    #expect(Self.fault(Self.setting(key, nil)) != nil)
  }

  // MARK: What it allows

  @Test func `Period, purpose and unit are kept to the day and to the letter`() throws {
    let agreement = try Agreement(Self.clause)
    for (day, isWithin) in [
      ("2025-12-31T23:59:59Z", false), ("2026-01-01T00:00:00Z", true),
      ("2026-12-31T23:59:59Z", true), ("2027-01-01T00:00:00Z", false),
    ] {
      #expect((agreement.breach(of: Self.purpose(), at: day) == nil) == isWithin, "\(day)")
    }
    let noon = "2026-06-01T12:00:00Z"
    #expect(agreement.breach(of: Self.purpose("DUO:0000006"), at: noon) == nil)
    #expect(
      agreement.breach(of: Self.purpose("DUO:0000007"), at: noon)
        == .purpose("DUO:0000007", purposes: agreement.purposes)
    )
    #expect(
      agreement.breach(of: Self.purpose(nil), at: noon)
        == .purpose(nil, purposes: agreement.purposes)
    )
    for purpose in [Self.purpose(rows: 2), Self.purpose(unit: "person")] {
      #expect(agreement.breach(of: purpose, at: noon) == .unit("row", maximumRows: 1))
    }
  }

  // MARK: The ledger that keeps to it

  /// A disk with a ledger under the clause, at a time within its period or after it.
  static func disk(seconds: Int = 1_780_000_000, clause: JSON = clause) throws -> MemoryDisk {
    let disk = MemoryDisk()
    disk.now = seconds
    try LedgerFile.create(
      at: Example.path,
      dataset: "adult",
      cap: Example.cap,
      neighbours: .addRemoveOne,
      agreement: try Agreement(clause),
      key: Example.key,
      nonce: Example.nonce,
      files: disk
    )
    return disk
  }

  static func refusal(_ purpose: JSON, on disk: MemoryDisk) throws -> LedgerError? {
    var ledger = try LedgerFile(opening: Example.path, key: Example.key, files: disk)
    do throws(LedgerError) {
      try ledger.checkAgreement(on: purpose)
      let claim = Example.claim(Example.share)
      _ = try ledger.reserve(claim, purpose: purpose, nonce: Example.nonce)
      return nil
    } catch {
      return error
    }
  }

  @Test func `A ledger quotes the clause in its first record, and reads it back`() throws {
    let disk = try Self.disk()
    let state = try LedgerFile.show(Example.path, files: disk)
    let agreement = try Agreement(Self.clause)
    #expect(state.genesis.agreement == agreement)
    let text = String(decoding: state.records[0].bytes, as: UTF8.self)
    #expect(text.contains("\"agreementDigest\":\"\(agreement.digest.hex)\""))
    #expect(LedgerFile.verify(Example.path, trusting: nil, files: disk).isSound)
  }

  @Test func `A ledger refuses what is beyond its agreement, and writes nothing`() throws {
    let disk = try Self.disk()
    let before = disk.files
    let uses = ["DUO:0000042", "DUO:0000006"]
    #expect(
      try Self.refusal(Self.purpose("DUO:0000007"), on: disk)
        == .outsideAgreement(.purpose("DUO:0000007", purposes: uses))
    )
    #expect(disk.files == before)
    #expect(try Self.refusal(Self.purpose(), on: disk) == nil)
    let late = try Self.disk(seconds: 1_800_000_000)
    let untouched = late.files
    #expect(
      try Self.refusal(Self.purpose(), on: late)
        == .outsideAgreement(
          .period(day: "2027-01-15", from: "2026-01-01", until: "2026-12-31")
        )
    )
    #expect(late.files == untouched)
  }

  @Test func `A reservation that slipped past is found by readers and by the audit`() throws {
    let disk = try Self.disk()
    #expect(try Self.refusal(Self.purpose(), on: disk) == nil)
    for (key, value) in [
      ("purpose", Self.purpose("DUO:0000007")), ("purpose", Self.purpose(nil)),
      ("purpose", Self.purpose(rows: 2)), ("t", "2027-01-15T00:00:00Z"),
    ] as [(String, JSON)] {
      var forgery = try Forgery(disk)
      forgery.set(key, value, in: 1)
      let forged = MemoryDisk(files: disk.files)
      forged.put(forgery.file(), at: Example.path)
      #expect(throws: LedgerError.corrupt(line: 2, rule: .agreement)) {
        try LedgerFile.show(Example.path, files: forged)
      }
      let audit = LedgerFile.verify(Example.path, trusting: nil, files: forged)
      #expect(audit.findings.contains(.line(2, .agreement)), "\(key)")
    }
  }

  @Test func `A clause that is not the one of its digest is no genesis`() throws {
    let disk = try Self.disk()
    var forgery = try Forgery(disk)
    forgery.set("agreement", Self.setting("title", "Another"), in: 0)
    disk.put(forgery.file(), at: Example.path)
    #expect(throws: LedgerError.self) { try LedgerFile.show(Example.path, files: disk) }
  }
}
