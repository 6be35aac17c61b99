import GraphicalModels
import Marginals

/// A model that is fitted anew after each purchase, from where the last fit ended.
///
/// It is public, being made of the door's answers alone, and serves to plan the next question; the
/// released model is fitted from the start, to all of them.
struct GrowingModel {
  private let domain: Domain
  private let plan: Plan

  /// All noisy marginals so far, in order.
  private(set) var measurements: [Measurement]

  /// The model fitted to them.
  private(set) var model: Model

  /// Fits a model to the first measurements.
  init(_ measurements: [Measurement], of domain: Domain, plan: Plan) {
    self.domain = domain
    self.plan = plan
    self.measurements = measurements
    model = plan.model(fittedTo: measurements, of: domain)
  }

  /// Fits the model to one more measurement.
  mutating func add(_ measurement: Measurement) {
    measurements.append(measurement)
    model = plan.model(
      fittedTo: measurements,
      of: domain,
      startingFrom: model.parameters
    )
  }

  /// The cliques that the model's tree is built of, each once.
  private var cliques: [Clique] {
    Array(Set(measurements.map(\.clique) + plan.fixedCliques)).sorted()
  }

  /// How the queries' marginals would be measured: rare levels in runs, but for one-ways.
  ///
  /// - Precondition: every attribute has a one-way measurement.
  func shapes(of queries: [Workload.Query], rareBelow multiple: Double) -> [MarginalShape] {
    let groupings = OneWays(measurements, of: domain).runs(below: multiple)
    return queries.map { query in
      guard query.clique.count > 1 else { return MarginalShape(query.clique) }
      return MarginalShape(
        query.clique,
        groupings: query.clique.attributes.map { groupings[$0] }
      )
    }
  }

  /// Those of the queries that the model can take up within `limit` cells, or holds already.
  ///
  /// - Complexity: O(queries · attributes²).
  func eligible(_ queries: [Workload.Query], within limit: Int) -> [Workload.Query] {
    let cliques = cliques
    return queries.filter { query in
      guard !cliques.contains(where: query.clique.isSubset) else { return true }
      return domain.cellCount(of: query.clique, within: min(limit, plan.marginalLimit)) != nil
        && JunctionTree.cellCount(domain: domain, cliques: cliques + [query.clique]) <= limit
    }
  }
}
