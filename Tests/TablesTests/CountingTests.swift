import Marginals
import Parallel
import Tables
import Testing

@Suite(.serialized) struct CountingTests {
  private func randomTable(
    _ cases: inout CaseGenerator,
    sizes: [Int],
    rows: Int
  ) -> (EncodedTable, [[UInt32]]) {
    let domain = Domain(sizes.enumerated().map { Attribute(name: "\($0)", size: $1) })
    let codes = sizes.map { size in
      (0..<rows).map { _ in UInt32(cases.chance(10) ? size - 1 : cases.below(size)) }
    }
    return (EncodedTable(domain: domain, columns: codes), codes)
  }

  private func slowCounts(_ codes: [[UInt32]], _ domain: Domain, _ clique: Clique) -> [Int] {
    var counts = [Int](repeating: 0, count: domain.cellCount(of: clique))
    for row in 0..<(codes.first?.count ?? 0) {
      counts[clique.attributes.reduce(0) { $0 * domain.size($1) + Int(codes[$1][row]) }] += 1
    }
    return counts
  }

  @Test func `row 4: the order of rows changes no count`() {
    var cases = CaseGenerator(43)
    let (table, codes) = randomTable(&cases, sizes: [2, 300, 5, 70_000], rows: 10_000)
    var order = Array(0..<10_000)
    order.shuffle(using: &cases)
    let moved = EncodedTable(
      domain: table.domain,
      columns: codes.map { column in order.map { column[$0] } }
    )
    let cliques: [Clique] = [[], [0], [1], [0, 1], [0, 1, 2], [2, 3]]
    #expect(moved.counts(over: cliques) == table.counts(over: cliques))
  }

  @Test func `counts agree with brute force for all widths of codes and any order of cliques`() {
    var cases = CaseGenerator(41)
    let sizes = [2, 256, 257, 1, 3, 65_536, 65_537, 5]
    for rows in [0, 1, 7, 1000, 40_000] {
      let (table, codes) = randomTable(&cases, sizes: sizes, rows: rows)
      var cliques: [Clique] = [
        [], [0], [1], [2], [5], [6], [0, 1], [0, 2], [1, 4], [0, 5], [0, 6],
      ]
      cliques += [[4, 6], [3], [0, 1, 4], [0, 1, 7], [0, 1, 2], [0, 3, 4, 7], [0, 3, 4, 6]]
      cliques += [[0, 1], [0, 3, 4, 7]]
      cliques.shuffle(using: &cases)
      let counts = table.counts(over: cliques)
      for (clique, counts) in zip(cliques, counts) {
        #expect(counts == slowCounts(codes, table.domain, clique), "\(clique)")
      }
    }
  }

  @Test func `all triples share their pairs and still agree, on one thread and on three`() {
    var cases = CaseGenerator(43)
    let (table, codes) = randomTable(
      &cases,
      sizes: (0..<12).map { _ in 2 + cases.below(9) },
      rows: 33_000
    )
    let cliques = Workload.all(degree: 3, of: table.domain).queries.map(\.clique)
    Parallel.use(threads: 1)
    let counts = table.counts(over: cliques)
    Parallel.use(threads: 3)
    #expect(table.counts(over: cliques) == counts)
    Parallel.use(threads: 0)
    for index in stride(from: 0, to: cliques.count, by: 7) {
      #expect(counts[index] == slowCounts(codes, table.domain, cliques[index]))
    }
  }

  @Test func `no cliques have no counts`() {
    var cases = CaseGenerator(47)
    #expect(randomTable(&cases, sizes: [2], rows: 5).0.counts(over: [Clique]()).isEmpty)
  }
}
