import GraphicalModels
import Marginals
import Testing

/// Tables of cliques that no clique of the tree holds are products of tables whose axes are put into
/// other orders.
@Suite struct TranspositionTests {
  /// Attributes on both sides of the squares and vectors that are worked on at once.
  private static let domain = Domain(
    [17, 3, 11, 34].enumerated().map { Attribute(name: "\($0)", size: $1) }
  )

  @Test(arguments: [
    [[0, 1], [1, 2], [2, 3]], [[0, 1], [1, 3], [2, 3]], [[0, 3], [1, 3], [1, 2]],
    [[1, 2], [0, 2], [0, 3]], [[0, 1], [0, 2], [0, 3]],
  ])
  func `tables of wide attributes far apart are the brute-force joint's`(cliques: [[Int]]) {
    var numbers = Numbers(seed: 11)
    let parameters = cliques.map { attributes in
      let clique = Clique(attributes)
      return Parameters.Entry(
        clique: clique,
        values: (0..<Self.domain.cellCount(of: clique)).map { _ in numbers.normal() }
      )
    }
    let joint = BruteForce(
      domain: Self.domain,
      parameters: parameters.map { ($0.clique, $0.values) }
    )
    let model = Model(domain: Self.domain, total: 1, parameters: Parameters(parameters))
    let asked = (2...3).flatMap { Workload.all(degree: $0, of: Self.domain).queries.map(\.clique) }
    for (clique, counts) in zip(asked, model.expectedCounts(over: asked)) {
      let expected = joint.distribution(over: clique)
      #expect(distance(counts, expected) < 1e-10, "\(clique)")
    }
  }

  @Test func `what is made of tables comes in the order of the cliques`() {
    let model = Model(domain: Self.domain, total: 5, parameters: Parameters())
    let asked: [Clique] = [[2, 3], [0, 1], [1], [0, 2], [2, 3], [1, 2, 3]]
    let made = model.expectedCounts(over: asked) { position, counts in
      [position, counts.count]
    }
    #expect(made == asked.enumerated().map { [$0, Self.domain.cellCount(of: $1)] })
  }
}
