import Marginalia
import Marginals
import Testing

@Suite struct MemoryEstimateTests {
  private func estimate(columns: Int = 15, levels: Int = 10, file: Int, rows: Int? = nil) -> Int {
    let domain = Domain((0..<columns).map { Attribute(name: "c\($0)", size: levels) })
    return MemoryEstimate(
      domain: domain,
      workload: .all(degree: 2, of: domain),
      cellLimit: 1 << 20,
      fileSize: file,
      rows: rows
    ).bytes
  }

  @Test(arguments: [(3_000_000, 53), (30_000_000, 159), (300_000_000, 1_069)])
  func `it is over what was measured, and not by far where rows are many`(
    file: Int,
    peak: Int
  ) {
    let mebibytes = estimate(file: file) >> 20
    #expect(mebibytes > peak)
    #expect(mebibytes < 2 * peak + 100)
  }

  @Test func `it grows with rows, columns and levels`() {
    #expect(estimate(file: 1 << 30) > estimate(file: 1 << 29))
    #expect(estimate(file: 1 << 20, rows: 1 << 24) > estimate(file: 1 << 20))
    #expect(estimate(columns: 500, file: 1 << 20) > estimate(columns: 50, file: 1 << 20))
    #expect(estimate(levels: 300, file: 1 << 28) > estimate(levels: 200, file: 1 << 28))
    #expect(estimate(file: .max) == 1 << 62 || estimate(file: .max) > 1 << 61)
  }

  @Test func `what may need more than there is is refused`() throws {
    let domain = Domain([Attribute(name: "a", size: 2)])
    let estimate = MemoryEstimate(
      domain: domain,
      workload: .all(degree: 1, of: domain),
      cellLimit: 1_000,
      fileSize: 100,
      rows: nil
    )
    try estimate.check(against: nil)
    try estimate.check(against: estimate.bytes)
    #expect(throws: MarginaliaError.self) { try estimate.check(against: estimate.bytes - 1) }
    #expect(MachineMemory.bytes > 1 << 28)
  }
}
