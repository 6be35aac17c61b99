import Arithmetic
import GraphicalModels
import Marginals
import Strategies
import Testing

@Suite struct TreeGrowthTests {
  let domain = Domain((0..<5).map { Attribute(name: "\($0)", size: 4) })

  private func growth(_ errors: [Clique: Double], variance: Rational) -> (
    TreeGrowth, [Workload.Query]
  ) {
    let candidates = Workload.all(degree: 2, of: domain).closure
    let growth = TreeGrowth(
      domain: domain,
      candidates: candidates,
      shapes: candidates.map { MarginalShape($0.clique) },
      errors: candidates.map { errors[$0.clique] ?? 1 },
      roots: (0..<5).map { [$0] },
      noise: .discreteGaussian(variance: variance)
    )
    return (growth, candidates)
  }

  @Test func `buys the pair with the great error`() {
    let (growth, candidates) = growth([[1, 3]: 5_000], variance: 1)
    let bought = growth.best(within: 1_000).positions.map { candidates[$0].clique }
    #expect(bought.contains([1, 3]))
  }

  @Test func `a triangle of great errors needs room for a clique of three`() {
    let errors: [Clique: Double] = [[0, 1]: 900, [1, 2]: 900, [0, 2]: 900]
    let (growth, candidates) = growth(errors, variance: 1)
    func bought(_ limit: Int) -> Set<Clique> {
      Set(growth.best(within: limit).positions.map { candidates[$0].clique })
    }
    #expect(bought(1_000).isSuperset(of: errors.keys))
    #expect(bought(50).intersection(errors.keys).count == 2)
  }

  @Test(arguments: [20, 36, 60, 100, 400]) func `what it buys fits the limit`(limit: Int) {
    var errors: [Clique: Double] = [:]
    for (rank, query) in Workload.all(degree: 2, of: domain).queries.enumerated() {
      errors[query.clique] = Double(100 + rank * 37 % 100)
    }
    let (growth, candidates) = growth(errors, variance: Rational(1, 10))
    let cliques = growth.best(within: limit).positions.map { candidates[$0].clique }
    #expect(
      JunctionTree.cellCount(domain: domain, cliques: cliques + (0..<5).map { [$0] }) <= limit
    )
  }
}
