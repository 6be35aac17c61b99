import Accounting
import Arithmetic
import Cryptography
import JSON
import Ledger
import Testing

struct LedgerFileTests {
  @Test func `a new ledger has its whole cap left`() throws {
    let disk = try Example.disk()
    let state = try Example.open(disk).state
    #expect(state.records.count == 1)
    #expect(state.cap == Example.cap.cost)
    #expect(state.charged.value == 0)
    #expect(state.left == Example.cap.cost)
    #expect(state.genesis.dataset == "adult")
    #expect(
      disk.files.keys.sorted()
        == [Example.path, Example.path + ".checkpoint", Example.path + ".lock"]
    )
  }

  @Test func `the records of a release follow in the fixed order`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    let commitment = try Example.spend(Example.share, in: &ledger)
    try ledger.recordRelease(
      reservation: commitment.reserve.index,
      manifestDigest: Example.digest,
      tableDigest: Example.digest
    )
    let types = ledger.state.records.map(\.event.type)
    #expect(types == ["genesis", "reserve", "begin", "commit", "release"])
    #expect(ledger.state.charged == Example.share)
    #expect(ledger.state.reservation(1)?.status == .released)
    #expect(ledger.state.reservation(1)?.commit?.entries == [Example.entry(Example.share)])
  }

  @Test func `what was written is what is read again`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    try Example.spend(Example.share, in: &ledger)
    let written = ledger.state
    _ = consume ledger
    let read = try LedgerFile.show(Example.path, files: disk)
    #expect(read.records == written.records)
    #expect(read.charged == written.charged)
    #expect(read.reservations == written.reservations)
    #expect(read.origin == written.origin)
  }

  @Test func `a price beyond the cap is refused and leaves every byte as it was`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    try Example.spend(Example.share, in: &ledger)
    let before = disk.files
    let tooMuch = Example.rho(ledger.state.left.value + Rational(1) / 1_000_000_000_000)
    let error = LedgerError.budgetExceeded(asked: tooMuch, left: ledger.state.left)
    #expect(throws: error) { try ledger.check(tooMuch) }
    #expect(throws: error) { _ = try Example.reserve(tooMuch, in: &ledger) }
    #expect(disk.files == before)
    try ledger.check(ledger.state.left)
  }

  @Test func `another key is refused, and so is a certificate that proves nothing`() throws {
    let disk = try Example.disk()
    let before = disk.files
    #expect(
      throws: LedgerError.wrongKey(
        ledger: Example.key.publicKey.fingerprint,
        given: Example.otherKey.publicKey.fingerprint
      )
    ) {
      _ = try LedgerFile(opening: Example.path, key: Example.otherKey, files: disk)
    }
    let cap = Example.claim(Example.rho(2))
    #expect(throws: LedgerError.refused(rule: .certificate)) {
      try LedgerFile.create(
        at: "other",
        dataset: "adult",
        cap: cap,
        neighbours: .addRemoveOne,
        key: Example.key,
        nonce: Example.nonce,
        files: disk
      )
    }
    #expect(disk.files == before)
  }

  @Test func `a ledger is not made anew over the checkpoint of one that is gone`() throws {
    let disk = try Example.usedDisk()
    try disk.remove(Example.path)
    #expect(throws: LedgerError.alreadyExists(path: Example.path + ".checkpoint")) {
      try Example.create(disk)
    }
  }

  @Test func `a clock that runs backwards doesn't show in the records`() throws {
    let disk = try Example.disk()
    disk.now = 1_000_000_000
    var ledger = try Example.open(disk)
    try Example.spend(Example.share, in: &ledger)
    #expect(Set(ledger.state.records.map(\.time)) == ["2027-01-15T08:00:00Z"])
    _ = consume ledger
    #expect(LedgerFile.verify(Example.path, files: disk).isSound)
  }

  @Test func `a raised cap can be spent, and a lowered one is refused`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    #expect(throws: LedgerError.refused(rule: .raise)) {
      try ledger.raiseCap(to: Example.guarantee(epsilon: 3))
    }
    let cap = Example.guarantee(epsilon: 5)
    try ledger.raiseCap(to: cap)
    try Example.spend(cap.cost, in: &ledger)
    #expect(ledger.state.left == .zero(.zeroConcentrated))
    _ = consume ledger
    let verification = LedgerFile.verify(Example.path, files: disk)
    #expect(verification.isSound)
    #expect(verification.cap == cap.cost.value)
  }

  @Test func `after a change of key only the new one opens the ledger`() throws {
    let disk = try Example.usedDisk()
    var ledger = try Example.open(disk)
    try ledger.changeKey(to: Example.otherKey)
    try Example.spend(Example.half, in: &ledger)
    _ = consume ledger
    #expect(throws: LedgerError.self) { _ = try Example.open(disk) }
    _ = try LedgerFile(opening: Example.path, key: Example.otherKey, files: disk)
    #expect(
      LedgerFile.verify(
        Example.path,
        trusting: Example.otherKey.publicKey,
        files: disk
      ).isSound
    )
  }

  @Test func `the charge and what is left are read as an epsilon at the cap's delta`() throws {
    let disk = try Example.disk()
    let state = try Example.open(disk).state
    #expect(state.epsilon(of: state.cap) <= Example.cap.epsilon)
    #expect(state.epsilon(of: Example.half) < state.epsilon(of: Example.share))
    #expect(state.epsilon(of: .zero(.zeroConcentrated)) < state.epsilon(of: Example.half))
  }
}
