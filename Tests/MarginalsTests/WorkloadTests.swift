import Marginals
import Testing

@Suite struct WorkloadTests {
  let domain = Domain((0..<6).map { Attribute(name: "\($0)", size: 2) })

  @Test func `takes all subsets of a degree`() {
    #expect(Workload.all(degree: 2, of: domain).queries.count == 15)
    #expect(Workload.all(degree: 3, of: domain).queries.count == 20)
    #expect(Workload.all(degree: 9, of: domain).queries.map(\.clique) == [Clique(0..<6)])
  }

  @Test func `adds the weights of one clique`() {
    let workload = Workload([
      .init(clique: [0, 1], weight: 2), .init(clique: [3], weight: 1),
      .init(clique: [1, 0], weight: 5),
    ])
    #expect(workload.queries.map(\.clique) == [[3], [0, 1]])
    #expect(workload.queries.map(\.weight) == [1, 7])
  }

  @Test func `a marginal is worth what it shares with each query`() {
    let workload = Workload([
      .init(clique: [0, 1], weight: 2), .init(clique: [1, 2], weight: 3),
    ])
    let worths = Dictionary(
      uniqueKeysWithValues: workload.closure.map { ($0.clique, $0.weight) }
    )
    #expect(worths == [[0]: 2, [1]: 5, [2]: 3, [0, 1]: 2 * 2 + 3, [1, 2]: 2 + 3 * 2])
  }
}
