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
  package func best(within limit: Int) -> Allocation.Purchase {
    let worths = candidates.indices.filter { candidates[$0].clique.count > 1 && values[$0] > 0 }
    var best = purchase(supportedBy: roots)
    for penalty in Self.penalties {
      let tree = grownByPenalty(penalty, over: worths, within: limit)
      let purchase = purchase(supportedBy: tree)
      if purchase.worth > best.worth { best = purchase }
    }
    for power in Self.powers {
      let tree = grownByPower(power, over: worths, within: limit)
      let purchase = purchase(supportedBy: tree)
      if purchase.worth > best.worth { best = purchase }
    }
    return best
  }

  /// The best purchase among the candidates that the tree of these cliques supports.
  private func purchase(supportedBy cliques: [Clique]) -> Allocation.Purchase {
    let tree = JunctionTree(domain: domain, cliques: cliques)
    let offers = candidates.indices.compactMap { position -> Allocation.Offer? in
      guard tree.host(of: candidates[position].clique) != nil else { return nil }
      return Allocation.Offer(
        position: position,
        reward: values[position],
        cost: costs[position]
      )
    }
    return allocation.best(of: offers)
  }

  /// Adds candidates by falling value less penalty, wherever the tree stays within the limit.
  private func grownByPenalty(
    _ penalty: Double,
    over positions: [Int],
    within limit: Int
  ) -> [Clique] {
    let scores = candidates.indices.map {
      values[$0] - penalty * Double(candidates[$0].weight) * cells[$0]
    }
    let ranked = positions.filter { scores[$0] > 0 }.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    var cliques = roots
    for position in ranked {
      let grown = cliques + [candidates[position].clique]
      if JunctionTree.cellCount(domain: domain, cliques: grown) <= limit { cliques = grown }
    }
    return cliques
  }

  /// Adds, step by step, the candidate with the most value for its added cells to a power.
  private func grownByPower(
    _ power: Double,
    over positions: [Int],
    within limit: Int
  ) -> [Clique] {
    var open = positions.sorted {
      values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1
    }
    var cliques = roots
    var size = JunctionTree.cellCount(domain: domain, cliques: cliques)
    while !open.isEmpty {
      var best: (gain: Double, position: Int, size: Int)?
      var closed: Set<Int> = []
      for position in open.prefix(Self.horizon) {
        let grown = JunctionTree.cellCount(
          domain: domain,
          cliques: cliques + [candidates[position].clique]
        )
        guard grown <= limit else {
          closed.insert(position)
          continue
        }
        let added = Double(max(1, grown - size))
        let gain = values[position] / Allocation.power(added, power)
        if gain > best?.gain ?? -.infinity { best = (gain, position, grown) }
      }
      if let best {
        cliques.append(candidates[best.position].clique)
        size = best.size
        closed.insert(best.position)
      }
      open.removeAll { closed.contains($0) }
    }
    return cliques
  }
}
