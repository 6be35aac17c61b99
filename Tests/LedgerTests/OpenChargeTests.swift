import Accounting
import Arithmetic
import Cryptography
import JSON
import Ledger
import Testing

struct OpenChargeTests {
  @Test func `grants are refused beyond the reservation, exactly`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    var charge = try Example.reserve(Example.share, in: &ledger).begin()
    let first = try charge.grant(Example.half)
    #expect(first.cost == Example.half)
    let little = Example.rho(Rational(1, BigInteger(1) << 200))
    let tooMuch = Example.half + little
    #expect(throws: LedgerError.grantExceeded(asked: tooMuch, left: Example.half)) {
      _ = try charge.grant(tooMuch)
    }
    _ = try charge.grant(Example.half)
    #expect(charge.left == .zero(.zeroConcentrated))
    #expect(throws: LedgerError.grantExceeded(asked: little, left: .zero(.zeroConcentrated))) {
      _ = try charge.grant(little)
    }
  }

  @Test func `entries beyond the grants are refused, and the charge stays`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    var charge = try Example.reserve(Example.share, in: &ledger).begin()
    _ = try charge.grant(Example.half)
    let before = disk.files
    do throws(LedgerError) {
      _ = try charge.commit(
        entries: [Example.entry(Example.share)],
        measurementsDigest: Example.digest
      )
      Issue.record("not refused")
    } catch {
      #expect(error == .refused(rule: .entries))
    }
    #expect(disk.files == before)
    #expect(ledger.state.charged == Example.share)
  }

  @Test func `an entry whose noise costs more than it says is refused`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    var charge = try Example.reserve(Example.share, in: &ledger).begin()
    _ = try charge.grant(Example.share)
    let entry = Example.entry(Example.share, variance: 1 / (3 * Example.share.value))
    do throws(LedgerError) {
      _ = try charge.commit(entries: [entry], measurementsDigest: Example.digest)
      Issue.record("not refused")
    } catch {
      #expect(error == .refused(rule: .entries))
    }
  }

  @Test func `a commitment proves its records against the checkpoint`() throws {
    let disk = try Example.usedDisk()
    var ledger = try Example.open(disk)
    let commitment = try Example.spend(Example.half, in: &ledger)
    let lines = commitment.checkpoint.text.split(separator: "\n")
    #expect(lines.first.map(String.init) == ledger.state.origin)
    #expect(lines.dropFirst().first.map(String.init) == String(ledger.state.records.count))
    let root = lines.last.flatMap { Base64.decode(String($0)) } ?? []
    let signer = NoteKey(name: ledger.state.origin, publicKey: Example.key.publicKey)
    #expect(commitment.checkpoint.isSigned(by: signer))
    let head = MerkleTree.Head(size: ledger.state.records.count, root: root)
    for record in [commitment.reserve, commitment.begin, commitment.commit] {
      #expect(
        MerkleTree.verifyInclusion(
          of: MerkleTree.hash(ofLeaf: record.bytes),
          at: record.index,
          in: head,
          proof: commitment.inclusionProof(of: record)
        )
      )
    }
  }

  @Test func `a run that ends after begin is noted as lost by the next, and stays charged`() throws
  {
    let disk = try Example.disk()
    do {
      var ledger = try Example.open(disk)
      _ = try Example.reserve(Example.share, in: &ledger).begin()
    }
    var ledger = try Example.open(disk)
    #expect(ledger.state.reservation(1)?.status == .begun)
    try Example.spend(Example.half, in: &ledger)
    #expect(ledger.state.reservation(1)?.status == .lost)
    #expect(ledger.state.charged == Example.share + Example.half)
    #expect(
      ledger.state.records.map(\.event.type)
        == ["genesis", "reserve", "begin", "lost", "reserve", "begin", "commit"]
    )
  }

  @Test func `two charges of one run are not taken for lost ones`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    let first = try Example.reserve(Example.share, in: &ledger).begin()
    let second = try Example.reserve(Example.half, in: &ledger).begin()
    _ = try first.commit(entries: [], measurementsDigest: Example.digest)
    _ = try second.commit(entries: [], measurementsDigest: Example.digest)
    #expect(ledger.state.reservations.map(\.status) == [.committed, .committed])
  }

  @Test func `a voided reservation is given back`() throws {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    try Example.reserve(Example.cap.cost, in: &ledger).void()
    #expect(ledger.state.charged == .zero(.zeroConcentrated))
    try Example.spend(Example.cap.cost, in: &ledger)
    #expect(ledger.state.left == .zero(.zeroConcentrated))
  }

  @Test func `a plan about another neighbouring relation is refused before anything is written`()
    throws
  {
    let disk = try Example.disk()
    var ledger = try Example.open(disk)
    let before = disk.files
    for purpose in [["neighbours": "replace-one"], [:]] as [JSON] {
      #expect(throws: LedgerError.refused(rule: .neighbours)) {
        _ = try Example.reserve(Example.half, in: &ledger, purpose: purpose)
      }
    }
    #expect(disk.files == before)
  }
}
