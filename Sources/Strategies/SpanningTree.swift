import Accounting
import GraphicalModels
import Marginals
package import Mechanisms

/// MST: one-way marginals, then the pairs of a maximum spanning tree.
///
/// A third of the budget each for the one-ways, for the tree's d − 1 choices, and for its pairs.
/// Levels whose noisy count is under 3σ are merged in the pairs, since their noise would be more
/// than their signal; within a merged group the model keeps to what it knows.
///
/// - Source: McKenna, Miklau and Sheldon, Winning the NIST Contest, JPC 11(3), 2021.
package struct SpanningTree: Strategy {
  package let name = "mst"

  package init() {}

  package func run(_ plan: Plan, through door: inout Door) {
    let domain = door.domain
    let thirds = plan.budget.shares([1, 1, 1])
    let singles = domain.attributes.indices.map { MarginalShape(Clique([$0])) }
    let oneWays = door.measure(
      Array(zip(singles, thirds[0].shares(singles.map { _ in 1 })))
    )
    guard domain.count > 1 else { return }

    let groupings = OneWays(oneWays, of: domain).merged(below: 3)
    let edges = chosenEdges(plan, thirds[1], oneWays, groupings, through: &door)
    guard !edges.isEmpty else { return }
    let allocation = Allocation(of: door.noise(for: thirds[2]))
    let parts = thirds[2].shares(
      allocation.weights(cells: edges.map { Double($0.cellCount(in: domain)) })
    )
    door.measure(Array(zip(edges, parts)))
  }

  /// The edges that Kruskal's algorithm takes when each step is an exponential mechanism.
  private func chosenEdges(
    _ plan: Plan,
    _ budget: PrivacyCost,
    _ oneWays: [Measurement],
    _ groupings: [Grouping?],
    through door: inout Door
  ) -> [MarginalShape] {
    let domain = door.domain
    let model = Model.fitted(
      to: oneWays,
      domain: domain,
      total: max(1, Model.total(of: oneWays)),
      settings: plan.settings
    )
    var candidates = Workload.all(degree: 2, of: domain).queries
      .filter { domain.cellCount(of: $0.clique, within: plan.cellLimit) != nil }
      .map { query in
        MarginalShape(query.clique, groupings: query.clique.attributes.map { groupings[$0] })
      }
    var expected = ExpectedCounts.of(candidates, by: model)
    var component = Array(0..<domain.count)
    var edges: [MarginalShape] = []
    for step in budget.shares(Array(repeating: 1, count: domain.count - 1)) {
      guard !candidates.isEmpty else { break }
      let choice = door.select(
        among: candidates,
        against: expected,
        weights: candidates.map { _ in 1 },
        for: step
      )
      let edge = candidates[choice.chosen]
      edges.append(edge)
      let joined = edge.clique.attributes.map { component[$0] }
      component = component.map { $0 == joined[1] ? joined[0] : $0 }
      let open = candidates.indices.filter { position in
        let ends = candidates[position].clique.attributes
        return component[ends[0]] != component[ends[1]]
      }
      candidates = open.map { candidates[$0] }
      expected = open.map { expected[$0] }
    }
    return edges
  }
}
