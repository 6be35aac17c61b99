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
    let third = plan.budget.shares([1, 1, 1])[0]
    let each = third.shares(domain.attributes.map { _ in 1 })[0]
    let oneWays = OneWays.measure(forEach: each, through: &door)
    var rest = oneWays.reduce(plan.budget) { rest, _ in rest.remainder(after: each) }
    let groupings = OneWays(oneWays, of: domain).merged(below: 3)
    let edges = chosenEdges(plan, third, &rest, oneWays, groupings, through: &door)
    // Where no pair has room, what is left makes the one-ways better.
    let shapes = edges.isEmpty ? oneWays.map(\.shape) : edges
    let allocation = Allocation(of: door.noise(for: rest))
    let parts = rest.shares(
      allocation.weights(cells: shapes.map { Double($0.cellCount(in: domain)) })
    )
    door.measure(Array(zip(shapes, parts)))
  }

  /// The edges that Kruskal's algorithm takes when each step is an exponential mechanism.
  ///
  /// Only pairs are offered that join two parts of the forest and for which the model has room. A
  /// pair's distance counts by what it is worth to the workload.
  ///
  /// Each choice costs an equal part of `budget`, and is taken off `rest`.
  private func chosenEdges(
    _ plan: Plan,
    _ budget: PrivacyCost,
    _ rest: inout PrivacyCost,
    _ oneWays: [Measurement],
    _ groupings: [Grouping?],
    through door: inout Door
  ) -> [MarginalShape] {
    let domain = door.domain
    let model = plan.model(fittedTo: oneWays, of: domain)
    let shapes = Workload.all(degree: 2, of: domain).queries
      .filter {
        $0.clique.count == 2 && domain.cellCount(of: $0.clique, within: plan.marginalLimit) != nil
      }
      .map { query in
        MarginalShape(query.clique, groupings: query.clique.attributes.map { groupings[$0] })
      }
    let expected = ExpectedCounts.tables(of: shapes, by: model)
    let weights = ScoreWeights.of(plan.workload.worths(of: shapes.map(\.clique)))
    let candidates = zip(shapes, weights).map { Candidate(distanceOf: $0, weight: $1) }
    var open = Array(candidates.indices)
    var component = Array(0..<domain.count)
    var edges: [MarginalShape] = []
    for step in budget.shares(Array(repeating: 1, count: max(1, domain.count - 1))) {
      let cliques = edges.map(\.clique) + plan.fixedCliques
      open.removeAll { position in
        let clique = shapes[position].clique
        let ends = clique.attributes.map { component[$0] }
        return ends[0] == ends[1]
          || JunctionTree.cellCount(domain: domain, cliques: cliques + [clique]) > plan.cellLimit
      }
      guard !open.isEmpty else { break }
      let choice = door.select(
        among: open.map { candidates[$0] },
        against: expected.selecting(open),
        for: step
      )
      let edge = shapes[open[choice.chosen]]
      rest = rest.remainder(after: step)
      edges.append(edge)
      let joined = edge.clique.attributes.map { component[$0] }
      component = component.map { $0 == joined[1] ? joined[0] : $0 }
    }
    return edges
  }
}
