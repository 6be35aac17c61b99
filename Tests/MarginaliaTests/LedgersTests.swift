import Foundation
import Marginalia
import Testing

@Suite struct LedgersTests {
  private let folder: TemporaryFolder
  private let path: String
  private let key: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("adult.ledger")
    key = folder.file("ledger.pem")
    _ = try Keys.generate(at: folder.file("ledger"))
  }

  private func create() throws -> LedgerSummary {
    try Ledgers.create(at: path, dataset: "adult", epsilon: "4", delta: "1e-9", key: key)
  }

  @Test func `a new ledger holds its cap and no charge`() throws {
    let ledger = try create()
    #expect(ledger.dataset == "adult")
    #expect(ledger.neighbours == "add-remove-one")
    #expect(ledger.key == (try Keys.show(key).fingerprint))
    #expect(ledger.records == 1)
    #expect(ledger.cap.epsilon == "4")
    #expect(ledger.cap.delta == "1e-9" || ledger.cap.delta == "0.000000001")
    #expect(ledger.charged.rho == "0" && ledger.charged.epsilon == "0")
    #expect(ledger.left.rho == ledger.cap.rho)
    #expect(ledger.charges.isEmpty)
    #expect(try Ledgers.show(path) == ledger)
    #expect(try Ledgers.verify(path) == ledger)
  }

  @Test func `a new ledger with δ = 0 is pure: its cap is an ε, and it has no ρ`() throws {
    let ledger = try Ledgers.create(
      at: path,
      dataset: "adult",
      epsilon: "4",
      delta: "0",
      key: key
    )
    #expect(ledger.cap.epsilon == "4" && ledger.cap.delta == "0" && ledger.cap.rho == nil)
    #expect(ledger.left == ledger.cap && ledger.charged.epsilon == "0")
    #expect(try Ledgers.verify(path) == ledger)
  }

  @Test func `a ledger is never replaced`() throws {
    let ledger = try create()
    let error = #expect(throws: MarginaliaError.self) { try create() }
    #expect(error?.kind == "usage")
    #expect(try Ledgers.show(path) == ledger)
  }

  @Test(arguments: [
    ("0", "1e-9"), ("-1", "1e-9"), ("one", "1e-9"), ("", "1e-9"), ("0", "0"), ("1", "1"),
    ("1", "-1e-9"), ("1", "x"), ("nan", "1e-9"), ("inf", "1e-9"),
  ])
  func `a cap that is none is a mistake in the request`(epsilon: String, delta: String) throws {
    let error = #expect(throws: MarginaliaError.self) {
      try Ledgers.create(at: path, dataset: "adult", epsilon: epsilon, delta: delta, key: key)
    }
    #expect(error?.kind == "usage")
    #expect(!Files.exists(path))
  }

  @Test func `a changed byte is found`() throws {
    _ = try create()
    var bytes = try Files.read(path)
    bytes[bytes.count / 2] ^= 1
    try Files.write(bytes, to: path, overwrites: true)
    let error = #expect(throws: MarginaliaError.self) { try Ledgers.verify(path) }
    #expect(error?.kind == "verification-failed")
  }

  @Test func `a torn tail is set aside on request alone`() throws {
    let ledger = try create()
    let whole = try Ledgers.recover(path, key: key)
    #expect(whole.bytesSetAside == 0 && whole.tail == nil)
    try Files.write(
      try Files.read(path) + Array("{\"i\":1,".utf8),
      to: path,
      overwrites: true
    )
    let error = #expect(throws: MarginaliaError.self) { try Ledgers.show(path) }
    #expect(error?.kind == "verification-failed")
    let recovery = try Ledgers.recover(path)
    #expect(recovery.bytesSetAside == 7)
    #expect(try Files.read(try #require(recovery.tail)) == Array("{\"i\":1,".utf8))
    let recovered = try Ledgers.show(path)
    #expect(recovered.records == 2)
    #expect(recovered.left == ledger.left)
  }

  @Test func `a ledger that is not there is a failure`() {
    let error = #expect(throws: MarginaliaError.self) { try Ledgers.show(path) }
    #expect(error?.kind == "failure")
  }
}
