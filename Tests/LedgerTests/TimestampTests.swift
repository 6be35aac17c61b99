import Ledger
import Testing

struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (951_868_800, "2000-03-01T00:00:00Z"), (1_735_689_599, "2024-12-31T23:59:59Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
    (-5, "1970-01-01T00:00:00Z"), (Int.max, "9999-12-31T23:59:59Z"),
  ])
  func `seconds are written as the calendar has them`(seconds: Int, text: String) throws {
    let disk = MemoryDisk()
    disk.now = seconds
    try Example.create(disk)
    #expect(try LedgerFile.show(Example.path, files: disk).records.map(\.time) == [text])
  }
}
