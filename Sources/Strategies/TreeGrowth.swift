import GraphicalModels
package import Marginals

/// Grows clique trees over candidate marginals and keeps the one worth most.
///
/// A tree supports every marginal inside one of its cliques; its worth is that of the best
/// purchase among those (``Allocation/best(of:)``). Trees are grown greedily by several
/// rules, because none is best on every table: by error less a penalty for each cell, and by error
/// for each cell added to a power.
package struct TreeGrowth {
  /// Penalties for a cell, in counts.
  private static let penalties = [0.0, 1, 4, 16, 64]

  /// Powers of the number of added cells.
  private static let powers = [0.15, 0.3, 0.5]

  /// How many of the largest errors each step of growth by powers looks at.
  private static let horizon = 15

  private let domain: Domain
  private let candidates: [Workload.Query]
  private let values: [Double]
  private let cells: [Double]
  private let costs: [Double]
  private let roots: [Clique]
  private let allocation: Allocation

  /// Prepares growth.
  ///
  /// - Parameters:
  ///   - domain: the attributes.
  ///   - candidates: the marginals, with their worth.
  ///   - shapes: how each candidate would be measured.
  ///   - errors: each candidate's noisy L1 error, in counts.
  ///   - roots: the cliques that the tree must hold.
  ///   - noise: what the whole budget would buy for a single marginal.
  package init(
    domain: Domain,
    candidates: [Workload.Query],
    shapes: [MarginalShape],
    errors: [Double],
    roots: [Clique],
    noise: Noise
  ) {
    self.domain = domain
    self.candidates = candidates
    self.roots = Array(Set(roots)).sorted()
    let allocation = Allocation(of: noise)
    self.allocation = allocation
    values = zip(candidates, errors).map { Double($0.weight) * $1 }
    cells = shapes.map { Double($0.cellCount(in: domain)) }
    costs = zip(candidates, cells).map {
      allocation.cost(Double($0.weight) * $1)
    }
  }

  /// The best purchase over all trees grown within `limit` cells.
  ///
  /// - Complexity: for each rule one ``GrowingTree/add(_:)`` a candidate.
  package func best(within limit: Int) -> Allocation.Purchase {
    let worths = candidates.indices.filter { candidates[$0].clique.count > 1 && values[$0] > 0 }
    let stem = GrowingTree(domain: domain, cliques: roots, within: limit)
    var best = purchase(supportedBy: stem)
    for penalty in Self.penalties {
      let purchase = purchase(supportedBy: grown(stem, byPenalty: penalty, over: worths))
      if purchase.worth > best.worth { best = purchase }
    }
    for power in Self.powers {
      let purchase = purchase(supportedBy: grown(stem, byPower: power, over: worths))
      if purchase.worth > best.worth { best = purchase }
    }
    return fitting(best, within: limit)
  }

  /// The best purchase among the candidates that a tree supports.
  private func purchase(supportedBy tree: GrowingTree) -> Allocation.Purchase {
    let offers = candidates.indices.compactMap { position -> Allocation.Offer? in
      guard tree.holds(candidates[position].clique) else { return nil }
      return Allocation.Offer(
        position: position,
        reward: values[position],
        cost: costs[position]
      )
    }
    return allocation.best(of: offers)
  }

  /// A purchase less its last marginals, until the tree of the rest is within the limit.
  ///
  /// A part of a tree's marginals may have a tree of its own, and elimination, being greedy, doesn't
  /// always find a smaller one; nearly always nothing has to go. What adds no cell to the roots fits.
  private func fitting(_ purchase: Allocation.Purchase, within limit: Int) -> Allocation.Purchase {
    let limit = max(limit, JunctionTree.cellCount(domain: domain, cliques: roots))
    var count = purchase.positions.count
    while count > 0 {
      let bought = purchase.positions.prefix(count).map { candidates[$0].clique }
      if JunctionTree.cellCount(domain: domain, cliques: roots + bought) <= limit { break }
      count -= 1
    }
    return purchase.first(count)
  }

  /// Adds candidates by falling value less penalty, wherever the tree stays within the limit.
  private func grown(
    _ stem: GrowingTree,
    byPenalty penalty: Double,
    over positions: [Int]
  ) -> GrowingTree {
    let scores = candidates.indices.map {
      values[$0] - penalty * Double(candidates[$0].weight) * cells[$0]
    }
    let ranked = positions.filter { scores[$0] > 0 }.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    var tree = stem
    for position in ranked { tree.add(candidates[position].clique) }
    return tree
  }

  /// Adds, step by step, the candidate with the most value for its added cells to a power.
  private func grown(
    _ stem: GrowingTree,
    byPower power: Double,
    over positions: [Int]
  ) -> GrowingTree {
    var waiting = positions.sorted {
      values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1
    }[...]
    var open: [Int] = []
    var tree = stem
    while true {
      while open.count < Self.horizon, let next = waiting.popFirst() { open.append(next) }
      if open.isEmpty { return tree }
      var best: (gain: Double, position: Int)?
      open.removeAll { position in
        guard let size = tree.cellCount(adding: candidates[position].clique) else { return true }
        let added = Double(max(1, size - tree.cellCount))
        let gain = values[position] / Allocation.power(added, power)
        if gain > best?.gain ?? -.infinity { best = (gain, position) }
        return false
      }
      guard let best else { continue }
      tree.add(candidates[best.position].clique)
      open.removeAll { $0 == best.position }
    }
  }
}
