import Accounting
import Cryptography
import JSON
import Ledger
import Testing

struct LedgerVerificationTests {
  @Test(arguments: PrivacyDefinition.allCases)
  func `a sound ledger has no findings, and the totals agree with the writer's`(
    definition: PrivacyDefinition
  ) throws {
    try Example.$definition.withValue(definition) { try audit() }
  }

  private func audit() throws {
    let disk = try Example.usedDisk()
    let verification = LedgerFile.verify(
      Example.path,
      trusting: Example.key.publicKey,
      files: disk
    )
    let state = try LedgerFile.show(Example.path, files: disk)
    #expect(verification.isSound)
    #expect(verification.findings == [])
    #expect(verification.lines == state.records.count)
    #expect(verification.cap == state.cap.value)
    #expect(verification.charged == state.charged.value)
    #expect(state.charged == Example.share + Example.share + Example.half)
  }

  @Test func `all findings come at once`() throws {
    let disk = try Example.usedDisk()
    var forgery = try Forgery(disk)
    forgery.set("t", "2001-01-01T00:00:00Z", in: 2)
    forgery.set("rho", "100", in: 5)
    disk.put(forgery.file() + [0], at: Example.path)
    let findings = LedgerFile.verify(
      Example.path,
      trusting: Example.otherKey.publicKey,
      files: disk
    ).findings
    #expect(findings.contains(.line(3, .time)))
    #expect(findings.contains(.line(6, .cap)))
    #expect(findings.contains(.file(.recordsChanged(signed: 13))))
    #expect(
      findings.contains(
        .file(
          .wrongKey(
            ledger: Example.key.publicKey.fingerprint,
            given: Example.otherKey.publicKey.fingerprint
          )
        )
      )
    )
    #expect(findings.contains { "\($0)".contains("no record") })
  }

  @Test func `a ledger of another version is named as such, and nothing else is said of it`() throws
  {
    let disk = try Example.usedDisk()
    var forgery = try Forgery(disk)
    for index in forgery.records.indices { forgery.set("v", 1, in: index) }
    disk.put(forgery.file(), at: Example.path)
    let error = LedgerError.otherVersion(path: Example.path, found: 1)
    #expect(LedgerFile.verify(Example.path, files: disk).findings == [.file(error)])
    #expect(throws: error) { _ = try Example.open(disk) }
    #expect(throws: error) { _ = try LedgerFile.show(Example.path, files: disk) }
    #expect("\(error)".contains("version 1") && "\(error)".contains("reads version 2"))
  }

  @Test func `a file that is no ledger, and no file, are findings`() {
    let disk = MemoryDisk(files: [Example.path: Array("hello\n".utf8)])
    let findings = LedgerFile.verify(Example.path, files: disk).findings
    #expect(findings.contains(.file(.notALedger(path: Example.path))))
    #expect(
      LedgerFile.verify("elsewhere", files: disk).findings
        == [.file(.missing(path: "elsewhere"))]
    )
  }
}
