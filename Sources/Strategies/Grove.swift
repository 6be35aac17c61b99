import Accounting
import Arithmetic
import GraphicalModels
import Marginals
package import Mechanisms

/// Grove: a few large purchases, each planned on noisy errors of every candidate.
///
/// One-ways first. Then each batch buys the noisy distance between the table and the model for
/// every candidate marginal, grows the clique tree that removes most error within the model's
/// size, divides the batch's budget over the tree's marginals by (weight · cells)^(2/3), measures
/// them once, and refits.
///
/// The batches' budgets are fixed in advance, and a batch's division sums to its budget whatever
/// the answers before it were; so ρ adds.
package struct Grove: Strategy {
  package let name = "grove"

  /// The share of the budget that the one-ways get at first.
  static let oneWayShare = 0.06

  /// The parts of the rest, batch by batch.
  static let batches = [0.6, 0.4]

  /// The share of a batch that buys noisy errors.
  static let errorShare = 0.05

  /// The part of the model's size that each batch may use.
  static let sizes = [0.6, 1.0]

  /// Levels under this many deviations of the one-ways are measured in runs.
  static let rareness = 3.0

  package init() {}

  package func run(_ plan: Plan, through door: inout Door) {
    let domain = door.domain
    let candidates = plan.workload.closure.filter {
      domain.cellCount(of: $0.clique, within: plan.cellLimit) != nil
    }
    let rest = 1 - Self.oneWayShare
    let parts = plan.rho.shares([Self.oneWayShare] + Self.batches.map { $0 * rest })
    let singles = domain.attributes.indices.map { MarginalShape(Clique([$0])) }
    var measurements = door.measure(
      Array(zip(singles, parts[0].shares(singles.map { _ in 1 }))))

    var parameters: Parameters?
    for (batch, budget) in parts.dropFirst().enumerated() {
      let model = Model.fitted(
        to: measurements, domain: domain, total: max(1, Model.total(of: measurements)),
        settings: plan.settings, startingFrom: parameters)
      parameters = model.parameters
      let shares = budget.shares([Self.errorShare, 1 - Self.errorShare])
      let fine = candidates.map { MarginalShape($0.clique) }
      let errors = door.errors(
        of: fine, against: ExpectedCounts.of(fine, by: model), for: shares[0])
      let groupings = OneWays(measurements, of: domain).runs(below: Self.rareness)
      let shapes = candidates.map { candidate in
        candidate.clique.count == 1
          ? MarginalShape(candidate.clique)
          : MarginalShape(
            candidate.clique, groupings: candidate.clique.attributes.map { groupings[$0] })
      }
      let growth = TreeGrowth(
        domain: domain, candidates: candidates, shapes: shapes,
        errors: errors.values.map(Double.init),
        roots: measurements.map(\.clique),
        precision: 2 * shares[1].value.approximation / Double(door.unit.marginalSquared))
      let purchase = growth.best(within: Int(Double(plan.cellLimit) * Self.sizes[batch]))
      guard !purchase.positions.isEmpty else { continue }
      let prices = shares[1].shares(purchase.weights)
      measurements += door.measure(
        zip(purchase.positions, prices).map { (shapes[$0], $1) })
    }
  }
}
