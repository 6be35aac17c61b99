import Accounting
import Ledger
import Testing

struct FailureTests {
  /// A way in which the operating system lets the ledger down.
  struct Way: Sendable, CustomTestStringConvertible {
    let failure: FailingFiles.Failure
    let isLasting: Bool
    var testDescription: String { "\(failure), \(isLasting ? "from then on" : "once")" }

    /// Whether the ledger must overcome it: an interruption, and any number of short writes.
    var isHarmless: Bool {
      failure == .shortWrite || (failure == .interrupted && !isLasting)
    }

    static let all = FailingFiles.Failure.allCases.flatMap {
      [Way(failure: $0, isLasting: false), Way(failure: $0, isLasting: true)]
    }
  }

  @Test(arguments: Way.all)
  func `whichever call fails, the charge on every disk that may be left covers what was drawn`(
    way: Way
  ) throws {
    let aftermaths = AftermathCache()
    var call = 0
    var failing: FailingFiles
    repeat {
      // In a debug build a sample of the calls; 5 is prime to their regular pattern.
      call += Example.isRelease ? 1 : 5
      let disk = MemoryDisk()
      failing = FailingFiles(disk, way.failure, at: call, lasting: way.isLasting)
      let run = Run()
      let error = run.go(on: failing)
      #expect(disk.openDescriptors == 0, "call \(call) leaks a descriptor")
      if way.isHarmless || !failing.hasFailed {
        #expect(error == nil, "call \(call)")
      }
      for image in [disk.files] + disk.crashImages() {
        let aftermath = aftermaths[image]
        if case .refused(let refusal) = aftermath { Issue.record("call \(call): \(refusal)") }
        #expect(aftermath.charged >= run.exposed, "call \(call)")
        #expect(aftermath.charged <= Example.cap.cost, "call \(call)")
      }
    } while failing.hasFailed
    #expect(call > 60)
  }

  @Test func `after a failed write nothing more is written, granted or committed`() throws {
    let disk = try Example.disk()
    // Opening takes some calls; the first after it is the write of the reservation.
    let counting = FailingFiles(disk, .inputOutput, at: .max, lasting: false)
    _ = try Example.open(counting)
    let failing = FailingFiles(disk, .inputOutput, at: counting.calls + 2, lasting: false)
    var ledger = try Example.open(failing)
    #expect(throws: LedgerError.self) { _ = try Example.reserve(Example.share, in: &ledger) }
    let calls = failing.calls
    #expect(calls == counting.calls + 2)
    #expect(throws: LedgerError.unusable) { try ledger.check(Example.share) }
    #expect(throws: LedgerError.unusable) { _ = try Example.reserve(Example.share, in: &ledger) }
    #expect(failing.calls == calls)
  }

  @Test func `a failed fsync before the noise leaves no grant, and the charge is kept`() throws {
    let disk = try Example.disk()
    let counting = FailingFiles(disk, .inputOutput, at: .max, lasting: false)
    do {
      var ledger = try Example.open(counting)
      try Example.reserve(Example.share, in: &ledger).void()
    }
    // The last call was the fsync of `void`; in the next run it is that of `begin`.
    let again = try Example.disk()
    let failing = FailingFiles(again, .inputOutput, at: counting.calls, lasting: false)
    var ledger = try Example.open(failing)
    let reservation = try Example.reserve(Example.share, in: &ledger)
    #expect(failing.hasFailed == false)
    do throws(LedgerError) {
      _ = try reservation.begin()
      Issue.record("the fsync did not fail")
    } catch {
      #expect("\(error)".contains("input/output"))
    }
    #expect(throws: LedgerError.unusable) { try ledger.check(Example.share) }
    _ = consume ledger
    #expect(try LedgerFile.show(Example.path, files: again).charged == Example.share)
  }

  /// A run that stops at the first error, and what it drew until then.
  private final class Run {
    private(set) var exposed = PrivacyCost.zero(.zeroConcentrated)

    func go(on files: any FileOperations) -> LedgerError? {
      do throws(LedgerError) {
        try Example.create(files)
        var ledger = try Example.open(files)
        var charge = try Example.reserve(Example.share, in: &ledger).begin()
        exposed += try charge.grant(Example.half).cost
        let id = charge.id
        _ = try charge.commit(
          entries: [Example.entry(Example.half)],
          measurementsDigest: Example.digest
        )
        try Example.reserve(Example.share, in: &ledger).void()
        try ledger.recordRelease(
          reservation: id,
          manifestDigest: Example.digest,
          tableDigest: Example.digest
        )
        var abandoned = try Example.reserve(Example.share, in: &ledger).begin()
        exposed += try abandoned.grant(Example.share).cost
        return nil
      } catch {
        return error
      }
    }
  }
}
