import GraphicalModels
import Marginalia
import Marginals
import Strategies
import Testing

@Suite struct MemoryEstimateTests {
  private func estimate(
    columns: Int = 15,
    levels: Int = 10,
    cells: Int = 1 << 20,
    degree: Int = 2,
    file: Int,
    rows: Int? = nil,
    rowBytes: Double? = nil
  ) -> Int {
    let domain = Domain((0..<columns).map { Attribute(name: "c\($0)", size: levels) })
    return MemoryEstimate(
      domain: domain,
      workload: .all(degree: degree, of: domain),
      cellLimit: cells,
      fileSize: file,
      rows: rows,
      rowBytes: rowBytes ?? Double(columns) * (1 + Double("\(levels - 1)".count))
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

  @Test func `it is over what Grove needed for its largest models`() {
    // The greatest peak of a dozen runs on Adult at ε = 10 and NIST 2019 data at ε = 1.
    let mebibytes = estimate(cells: Grove().defaultModelCells, file: 3_500_000) >> 20
    #expect(mebibytes > 562)
    #expect(mebibytes < 750)
    // With all triples as workload, of a few runs on Adult at ε = 10.
    let triples = estimate(cells: Grove().defaultModelCells, degree: 3, file: 3_500_000) >> 20
    #expect(triples > 1_525)
    #expect(triples < 2_000)
  }

  @Test func `a model counts no larger than its columns can make it`() {
    let small = estimate(columns: 5, levels: 4, cells: 1 << 23, file: 1 << 20)
    #expect(small == estimate(columns: 5, levels: 4, cells: 1 << 10, file: 1 << 20))
    #expect(small > estimate(columns: 5, levels: 4, cells: 1 << 9, file: 1 << 20))
    for sizes in [[2, 2, 2], [1, 1, 1, 1], [3, 1, 2, 1], [5, 2, 2, 3]] {
      let domain = Domain(sizes.enumerated().map { Attribute(name: "\($0)", size: $1) })
      let most = sizes.reduce(1) { $0 * max($1, 2) }
      // A chain, a star, and no edges.
      let ends = sizes.indices.dropFirst()
      let trees: [[Clique]] = [ends.map { [$0 - 1, $0] }, ends.map { [0, $0] }, []]
      for cliques in trees {
        #expect(JunctionTree.cellCount(domain: domain, cliques: cliques) <= most)
      }
    }
  }

  @Test func `of a great table no more rows count than a run writes unasked`() {
    let most = estimate(file: 300_000_000, rows: 10_000_000)
    #expect(estimate(file: 300_000_000) == most)
    // Ten times the rows to read, and as many to write: only where all are asked for.
    let unasked = estimate(file: 3_000_000_000)
    #expect(unasked < 3 * most)
    #expect(estimate(file: 3_000_000_000, rows: 100_000_000) > 3 * unasked)
  }

  @Test func `long texts count where rows are written`() {
    let rows = 1 << 20
    let short = estimate(file: 1 << 20, rows: rows, rowBytes: 30)
    let long = estimate(file: 1 << 20, rows: rows, rowBytes: 300)
    #expect(long - short > 270 * rows)
    #expect(long - short < 540 * rows)
  }

  @Test func `pairs of very wide columns take nothing, since no strategy asks about them`() {
    let wide = estimate(columns: 20, levels: 2_000, cells: 1 << 23, file: 1 << 20)
    #expect(wide < estimate(columns: 20, levels: 500, cells: 1 << 23, file: 1 << 20))
  }

  @Test func `it grows with rows, columns and levels`() {
    #expect(estimate(file: 1 << 28) > estimate(file: 1 << 27))
    #expect(estimate(file: 1 << 33) > estimate(file: 1 << 32))
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
      rows: nil,
      rowBytes: 2
    )
    try estimate.check(against: nil)
    try estimate.check(against: estimate.bytes)
    #expect(throws: MarginaliaError.self) { try estimate.check(against: estimate.bytes - 1) }
    #expect(MachineMemory.bytes > 1 << 28)
  }
}
