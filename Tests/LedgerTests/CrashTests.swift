import Ledger
import Testing

struct CrashTests {
  @Test func `no crash under-counts, passes the cap, loses a record or needs more than recover`()
    throws
  {
    let enumeration = try CrashEnumeration()
    #expect(enumeration.images > (Example.isRelease ? 4_000 : 200))
    #expect(enumeration.underCounts == 0)
    #expect(enumeration.capsPassed == 0)
    #expect(enumeration.lostRecords == 0)
    #expect(enumeration.falseAlarms == 0)
    #expect(enumeration.overCounts > 0)
  }

  @Test func `charging after the noise is caught as an under-count`() throws {
    #expect(try CrashEnumeration(.chargesAfterTheNoise).underCounts > 0)
  }

  @Test(.enabled(if: Example.isRelease))
  func `a forgotten fsync of the ledger is caught by the checkpoint, which is ahead of it`() throws
  {
    let enumeration = try CrashEnumeration(.forgetsToSynchronizeTheLedger)
    #expect(enumeration.falseAlarms > 0)
    // Since the checkpoint is signed before the noise, no such crash goes unnoticed.
    #expect(enumeration.underCounts == 0)
  }

  @Test(.enabled(if: Example.isRelease))
  func `a forgotten fsync of the checkpoint is caught as an unusable ledger`() throws {
    #expect(try CrashEnumeration(.forgetsToSynchronizeTheCheckpoint).falseAlarms > 0)
  }

  @Test(.enabled(if: Example.isRelease))
  func `a forgotten fsync of the folder is caught as a lost ledger`() throws {
    let enumeration = try CrashEnumeration(.forgetsToSynchronizeTheFolder)
    #expect(enumeration.lostRecords > 0)
  }
}
