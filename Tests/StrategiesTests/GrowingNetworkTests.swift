import GraphicalModels
import Marginals
import Strategies
import Testing

@Suite struct GrowingNetworkTests {
  private static let domain = Domain(
    [2, 3, 4, 50].enumerated().map { Attribute(name: "\($0)", size: $1) }
  )

  private func network(
    useful: Double,
    groupings: [Grouping?] = [nil, nil, nil, nil],
    limit: Int = 100_000,
    marginalLimit: Int = 100_000
  ) -> GrowingNetwork {
    GrowingNetwork(
      domain: Self.domain,
      groupings: groupings,
      usefulCells: useful,
      cellLimit: limit,
      marginalLimit: marginalLimit
    )
  }

  @Test func `begins with the pairs that noise leaves useful`() {
    let pairs = network(useful: 100).candidates.map(\.clique)
    // 2·50 cells are useful, 3·50 are not.
    #expect(Set(pairs) == [[0, 1], [0, 2], [1, 2], [0, 3]])
    #expect(network(useful: 5).candidates.isEmpty)
  }

  @Test func `offers each child the largest useful sets of parents, and no smaller ones`() {
    var network = network(useful: 24)
    network.add(.init(child: 1, parents: [0]))
    #expect(network.candidates == [.init(child: 2, parents: [0, 1])])
    // 2·3·4 cells are too many now: each parent alone.
    var narrow = self.network(useful: 23)
    narrow.add(.init(child: 1, parents: [0]))
    #expect(
      narrow.candidates == [.init(child: 2, parents: [0]), .init(child: 2, parents: [1])]
    )
  }

  @Test func `rare levels count as the runs that they are measured in`() {
    let runs = Grouping((0..<50).map { $0 / 25 })
    var network = network(useful: 12, groupings: [nil, nil, nil, runs])
    network.add(.init(child: 1, parents: [0]))
    #expect(network.candidates.contains(.init(child: 3, parents: [0, 1])))
    #expect(network.shape(of: .init(child: 3, parents: [0])).cellCount(in: Self.domain) == 4)
  }

  @Test func `keeps the model within its size, with fewer parents where need be`() {
    var network = network(useful: 1_000, limit: 80)
    network.add(.init(child: 1, parents: [0]))
    // 2·3·4 + 50 cells fit; no marginal with the 50 levels does.
    #expect(network.candidates == [.init(child: 2, parents: [0, 1])])
    var tight = self.network(useful: 1_000, limit: 70)
    tight.add(.init(child: 1, parents: [0]))
    #expect(tight.candidates.allSatisfy { $0.parents.count == 1 } && !tight.candidates.isEmpty)
    let cliques: [Clique] = [[0, 1], tight.candidates[0].clique]
    #expect(JunctionTree.cellCount(domain: Self.domain, cliques: cliques) <= 70)
  }

  @Test func `offers no marginal above the limit, though the model has room`() {
    var network = network(useful: 1_000, marginalLimit: 30)
    #expect(!network.candidates.map(\.clique).contains([0, 3]))
    network.add(.init(child: 1, parents: [0]))
    #expect(network.candidates == [.init(child: 2, parents: [0, 1])])
  }

  @Test func `a wide table has no more than 400 offers`() {
    let domain = Domain((0..<60).map { Attribute(name: "\($0)", size: 2) })
    var network = GrowingNetwork(
      domain: domain,
      groupings: Array(repeating: nil, count: 60),
      usefulCells: 1_000,
      cellLimit: 100_000,
      marginalLimit: 100_000
    )
    for child in 1..<30 {
      #expect(network.candidates.count <= 400)
      network.add(.init(child: child, parents: [child - 1]))
    }
    #expect(network.candidates.count == 400)
    #expect(Set(network.candidates).count == 400)
  }
}
