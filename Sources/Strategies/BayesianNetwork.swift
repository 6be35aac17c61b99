import Accounting
import GraphicalModels
import Marginals
package import Mechanisms

/// PrivBayes: one-ways, a Bayesian network of bounded degree, and its families' marginals.
///
/// A tenth of the budget buys the one-ways; three tenths the network, attribute by attribute, each
/// chosen with its parents by an exponential mechanism, likely one that depends strongly on them;
/// the rest the noisy marginals of the families, from which the model is fitted like any other. How
/// many parents an attribute may have follows from public quantities: a family's cells must hold,
/// on average, so many rows of the noisy total that noise does not drown them (θ-usefulness). Rare
/// levels are told apart in runs only.
///
/// - Source: Zhang, Cormode, Procopiuc, Srivastava and Xiao, PrivBayes, TODS 42(4), 2017.
package struct BayesianNetwork: Strategy {
  package let name = "privbayes"

  /// The shares of one-ways, network and families.
  private static let shares = [0.1, 0.3, 0.6]

  /// θ: the rows in a family's average cell, in mean absolute deviations of its noise.
  private static let usefulness = 4.0

  /// Levels under this many deviations of the one-ways are told apart in runs only.
  private static let rareness = 3.0

  package init() {}

  package func run(_ plan: Plan, through door: inout Door) {
    let domain = door.domain
    let parts = plan.budget.shares(Self.shares)
    let each = parts[0].shares(domain.attributes.map { _ in 1 })[0]
    let oneWays = OneWays.measure(forEach: each, through: &door)
    var rest = oneWays.reduce(plan.budget) { rest, _ in rest.remainder(after: each) }

    let steps = Array(repeating: 1.0, count: max(1, domain.count - 1))
    let noise = door.noise(for: parts[2].shares(steps)[0])
    let estimates = OneWays(oneWays, of: domain)
    var network = GrowingNetwork(
      domain: domain,
      groupings: estimates.runs(below: Self.rareness),
      usefulCells: Model.total(of: oneWays) / (Self.usefulness * noise.meanAbsolute),
      cellLimit: plan.cellLimit,
      marginalLimit: plan.marginalLimit,
      fixedCliques: plan.fixedCliques
    )
    for price in parts[1].shares(steps) {
      let families = network.candidates
      guard let only = families.first else { break }
      if families.count == 1 {
        network.add(only)
      } else {
        let (candidates, shares) = candidates(families, network, estimates, plan.workload)
        let choice = door.select(among: candidates, against: PublicTables(shares), for: price)
        network.add(families[choice.chosen])
        rest = rest.remainder(after: price)
      }
    }

    // Where no family is useful, what is left makes the one-ways better.
    let shapes =
      network.families.isEmpty
      ? oneWays.map(\.shape) : network.families.map { network.shape(of: $0) }
    let allocation = Allocation(of: door.noise(for: rest))
    let prices = rest.shares(
      allocation.weights(cells: shapes.map { Double($0.cellCount(in: domain)) })
    )
    door.measure(Array(zip(shapes, prices)))
  }

  /// The families as candidates, each scored by its child's dependence on the parents, and the shares
  /// of their children.
  private func candidates(
    _ families: [GrowingNetwork.Family],
    _ network: GrowingNetwork,
    _ estimates: OneWays,
    _ workload: Workload
  ) -> ([Candidate], [[Int]]) {
    let shares = estimates.estimates.indices.map { attribute in
      let groups = network.shape(of: attribute)
      return PublicShares.of(
        groups.coarsen(estimates.estimates[attribute].counts, in: network.domain)
      )
    }
    let weights = ScoreWeights.of(workload.worths(of: families.map { Clique([$0.child]) }))
    let candidates = zip(families, weights).map { family, weight in
      Candidate(
        network.shape(of: family),
        dependenceOf: family.child,
        total: PublicShares.total,
        weight: weight
      )
    }
    return (candidates, families.map { shares[$0.child] })
  }
}
