import Accounting
import Arithmetic
import GraphicalModels
import Marginals
package import Mechanisms

/// Grove: a few large purchases, each planned on noisy errors of every candidate.
///
/// One-ways first. Then each batch buys the noisy distance between the table and the model for
/// every candidate marginal, grows the clique tree that removes most error within the model's
/// size, divides the batch's budget over the tree's marginals as ``Allocation`` says, measures them
/// once, and refits. Rare levels are measured in runs, since the noise of their cells would be
/// more than their signal.
///
/// Each division depends on answers before it, and sums to a budget that was fixed before it; so
/// their prices add up.
package struct Grove: Strategy {
  package let name = "grove"

  /// 2²³, or 64 MiB of Doubles: with two purchases few fits pay for it, and at ε = 1 it takes 4 %
  /// off the error on NIST 2019 data.
  package var defaultModelCells: Int { 1 << 23 }

  /// How a budget is divided between kinds of questions.
  private struct Shares {
    /// The share of the budget that the one-ways get at first.
    let first: Double

    /// How fast the share that they get in all grows with the root of their expected error.
    let growth: Double

    /// The greatest share that they get in all.
    let greatest: Double

    /// The share of a batch that buys noisy errors.
    let errors: Double

    /// Under pure privacy a second measurement of the one-ways adds less, and the errors of k
    /// marginals cost k times one and not √k times: either gets twice as much.
    init(_ definition: PrivacyDefinition) {
      switch definition {
      case .zeroConcentrated: (first, growth, greatest, errors) = (0.05, 0.35, 0.3, 0.05)
      case .pure: (first, growth, greatest, errors) = (0.1, 0.7, 0.4, 0.1)
      }
    }
  }

  /// One purchase.
  private struct Batch {
    /// Its part of what the one-ways leave of the budget.
    let share: Double

    /// The part of the model's size that it may use.
    let size: Double

    /// The most attributes of the marginals that it looks at.
    let degree: Int
  }

  /// The purchases, in order.
  ///
  /// While pairs are unknown, the error of three attributes is mostly that of their pairs, and would be
  /// paid for once more with each of them. Pairs first takes a tenth off the error of triples on Adult
  /// at ε = 1, where they are the workload.
  private static let batches = [
    Batch(share: 0.6, size: 0.6, degree: 2), Batch(share: 0.4, size: 1, degree: .max),
  ]

  /// Levels under this many deviations of the one-ways are measured in runs.
  package var rareness = 3.0

  /// The attributes up to which the share of the one-ways doesn't depend on their number.
  private static let narrow = 20.0

  /// Makes the strategy, with the constants that gave the least error on Adult and NIST 2019 data.
  ///
  /// At ε from 0.1 to 10 none of them mattered by more than 3 % within a factor of two. Those of
  /// pure privacy took off 10 % of the error on Adult at ε = 0.3, and 2 % at 1 and at 10.
  package init() {}

  package func run(_ plan: Plan, through door: inout Door) {
    let shares = Shares(plan.budget.definition)
    let (first, rest) = halves(of: plan.budget, share: shares.first)
    var measurements = measureOneWays(for: first, through: &door)
    let whole = oneWayShare(shares, after: measurements, of: door.domain)
    let added = (whole - shares.first) / (1 - shares.first)
    let (second, batchBudget) = halves(of: rest, share: added)
    if added > 0 { measurements += measureOneWays(for: second, through: &door) }

    let domain = door.domain
    let candidates = plan.workload.closure.filter {
      domain.cellCount(of: $0.clique, within: plan.marginalLimit) != nil
    }
    var parameters: Parameters?
    for (batch, budget) in zip(Self.batches, batchBudget.shares(Self.batches.map(\.share))) {
      let model = plan.model(fittedTo: measurements, of: domain, startingFrom: parameters)
      parameters = model.parameters
      measurements += measureBatch(
        of: candidates.filter { $0.clique.count <= batch.degree },
        against: model,
        given: measurements,
        holding: plan.fixedCliques,
        for: budget,
        errorShare: shares.errors,
        within: Int(Double(plan.cellLimit) * batch.size),
        through: &door
      )
    }
  }

  /// A share of a budget, and the rest of it.
  private func halves(
    of budget: PrivacyCost,
    share: Double
  ) -> (PrivacyCost, PrivacyCost) {
    let parts = budget.shares([share, 1 - share])
    return (parts[0], parts[1])
  }

  /// One measurement of each attribute, for equal parts of `budget`.
  private func measureOneWays(
    for budget: PrivacyCost,
    through door: inout Door
  ) -> [Measurement] {
    let shapes = door.domain.attributes.indices.map { MarginalShape(Clique([$0])) }
    return door.measure(Array(zip(shapes, budget.shares(shapes.map { _ in 1 }))))
  }

  /// The share of the budget that the one-ways should have in all.
  ///
  /// It grows with their expected error as the first measurements tell it: where the budget is
  /// small for the number of rows, knowing the attributes well is worth more than knowing pairs
  /// badly. The best shares found on Adult and NIST 2019 data lie within a fifth of this rule.
  ///
  /// A tree of pairs has about one for each attribute: the more attributes, the smaller the part of all
  /// pairs that it can measure, while the one-ways are in every pair. So from twenty attributes on the
  /// share grows with their number, and what it leaves falls with it. On made-up tables of 10,000 rows
  /// and 10 levels at ε = 1 that took off 11 % of the error of 100 columns and 2 % of that of 25 and 50.
  private func oneWayShare(
    _ shares: Shares,
    after measurements: [Measurement],
    of domain: Domain
  ) -> Double {
    let rows = max(1, Model.total(of: measurements))
    let errors = measurements.map { measurement in
      0.5 * Double(measurement.values.count) * measurement.noise.meanAbsolute / rows
    }
    let error = errors.reduce(0, +) / Double(errors.count)
    let width = max(1, Double(errors.count) / Self.narrow)
    return min(
      shares.first + shares.growth * width * error.squareRoot(),
      1 - (1 - shares.greatest) / width
    )
  }

  /// One batch: noisy errors, a tree, and the tree's marginals.
  private func measureBatch(
    of candidates: [Workload.Query],
    against model: Model,
    given measurements: [Measurement],
    holding fixed: [Clique],
    for budget: PrivacyCost,
    errorShare: Double,
    within limit: Int,
    through door: inout Door
  ) -> [Measurement] {
    let domain = door.domain
    let (errorBudget, marginalBudget) = halves(of: budget, share: errorShare)
    let fine = candidates.map { MarginalShape($0.clique) }
    let errors = door.errors(
      of: fine,
      against: ExpectedCounts.tables(of: fine, by: model),
      for: errorBudget
    )
    let groupings = OneWays(measurements, of: domain).runs(below: rareness)
    let shapes = fine.map { shape in
      guard shape.clique.count > 1 else { return shape }
      return MarginalShape(
        shape.clique,
        groupings: shape.clique.attributes.map { groupings[$0] }
      )
    }
    let growth = TreeGrowth(
      domain: domain,
      candidates: candidates,
      shapes: shapes,
      errors: errors.values.map(Double.init),
      roots: measurements.map(\.clique) + fixed,
      noise: door.noise(for: marginalBudget)
    )
    let purchase = growth.best(within: limit)
    guard !purchase.positions.isEmpty else { return [] }
    let prices = marginalBudget.shares(purchase.weights)
    return door.measure(zip(purchase.positions, prices).map { (shapes[$0], $1) })
  }
}
