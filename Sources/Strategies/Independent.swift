import Accounting
import Marginals
package import Mechanisms

/// All one-way marginals and nothing else: the model takes the attributes for independent.
package struct Independent: Strategy {
  package let name = "independent"

  package init() {}

  package func run(_ plan: Plan, through door: inout Door) {
    let domain = door.domain
    let cliques = domain.attributes.indices.map { Clique([$0]) }
    let allocation = Allocation(of: door.noise(for: plan.budget))
    let parts = plan.budget.shares(
      allocation.weights(cells: cliques.map { Double(domain.cellCount(of: $0)) })
    )
    door.measure(zip(cliques, parts).map { (MarginalShape($0), $1) })
  }
}
