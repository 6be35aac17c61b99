import Accounting
import Ledger

/// A run of the whole protocol on a disk in memory, stopped by a power failure at every step.
///
/// At each step every image that the failure may leave is recovered as an operator would, and
/// compared with what the run knows: what was drawn, and which records it was told are durable.
final class CrashEnumeration {
  /// Mistakes that the enumeration must catch.
  enum Mistake: CaseIterable {
    case chargesAfterTheNoise
    case forgetsToSynchronizeTheLedger
    case forgetsToSynchronizeTheCheckpoint
    case forgetsToSynchronizeTheFolder
  }

  private let mistake: Mistake?
  private let disk = MemoryDisk()
  private var exposed = PrivacyCost.zero(.zeroConcentrated)
  private var durable: [[UInt8]] = []
  private let aftermaths = AftermathCache()

  /// Images checked; one that recurs at a later step counts again.
  private(set) var images = 0
  /// Images that charge less than was drawn.
  private(set) var underCounts = 0
  /// Images that charge more than was drawn: the price of safety.
  private(set) var overCounts = 0
  /// Images that lack a record of which the run was told that it is durable.
  private(set) var lostRecords = 0
  /// Images that are refused although only a crash happened.
  private(set) var falseAlarms = 0
  /// Images that charge more than the cap.
  private(set) var capsPassed = 0

  init(_ mistake: Mistake? = nil) throws {
    self.mistake = mistake
    #if !DEBUG
    // A planted mistake leaves many unsynchronised files at once, whose images multiply.
    disk.cutsEverywhere = mistake == nil
    #endif
    switch mistake {
    case .forgetsToSynchronizeTheLedger:
      disk.isForgottenBySynchronize = { $0 == Example.path }
    case .forgetsToSynchronizeTheCheckpoint:
      disk.isForgottenBySynchronize = { $0.contains(".checkpoint") }
    case .forgetsToSynchronizeTheFolder:
      disk.isForgottenBySynchronize = { $0 == "folder" }
    case .chargesAfterTheNoise, nil: break
    }
    disk.afterChange = { [unowned self] in self.crash() }
    try run()
    disk.afterChange = nil
  }

  private func run() throws {
    try Example.create(disk)
    var ledger = try Example.open(disk)
    note(ledger.state)
    try release(&ledger)
    try Example.reserve(Example.share, in: &ledger).void()
    note(ledger.state)
    var charge = try Example.reserve(Example.share, in: &ledger).begin()
    note(ledger.state)
    try draw(&charge)
    // The run ends here, without a commit; the next one notes it as lost.
    _ = consume charge
    _ = consume ledger
    var next = try Example.open(disk)
    try release(&next)
  }

  private func release(_ ledger: inout LedgerFile) throws {
    if mistake == .chargesAfterTheNoise {
      exposed += Example.share
      crash()
    }
    var charge = try Example.reserve(Example.share, in: &ledger).begin()
    note(ledger.state)
    try draw(&charge)
    try draw(&charge)
    let id = charge.id
    _ = try charge.commit(
      entries: [Example.entry(Example.half), Example.entry(Example.half)],
      measurementsDigest: Example.digest
    )
    note(ledger.state)
    try ledger.recordRelease(
      reservation: id,
      manifestDigest: Example.digest,
      tableDigest: Example.digest
    )
    note(ledger.state)
  }

  private func draw(_ charge: inout OpenCharge) throws {
    let grant = try charge.grant(Example.half)
    if mistake != .chargesAfterTheNoise { exposed += grant.cost }
    crash()
  }

  private func note(_ state: LedgerState) {
    durable = state.records.map(\.hash)
    crash()
  }

  private func crash() {
    for image in disk.crashImages() {
      images += 1
      switch aftermaths[image] {
      case .nothing:
        if exposed > .zero(.zeroConcentrated) { underCounts += 1 }
        if !durable.isEmpty { lostRecords += 1 }
      case .refused: falseAlarms += 1
      case .ledger(let charged, let hashes):
        if charged < exposed { underCounts += 1 }
        if charged > exposed { overCounts += 1 }
        if charged > Example.cap.cost { capsPassed += 1 }
        if !hashes.starts(with: durable) { lostRecords += 1 }
      }
    }
  }
}
