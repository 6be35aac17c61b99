/// The marginals that a release should get right, each with a weight.
package struct Workload: Sendable, Hashable {
  /// One marginal of the workload.
  package struct Query: Sendable, Hashable {
    /// The marginal's attributes.
    package let clique: Clique

    /// How much an error on this marginal counts, at least 1.
    package let weight: Int

    /// Makes a query.
    ///
    /// - Precondition: `weight >= 1` and the clique has an attribute.
    package init(clique: Clique, weight: Int = 1) {
      precondition(weight >= 1 && clique.count >= 1, "an empty query or one without weight")
      self.clique = clique
      self.weight = weight
    }
  }

  /// The queries, in the order of their cliques, each clique once.
  package let queries: [Query]

  /// Makes a workload; the weights of queries over one clique add up.
  package init(_ queries: [Query]) {
    var weights: [Clique: Int] = [:]
    for query in queries { weights[query.clique, default: 0] += query.weight }
    self.queries = weights.keys.sorted().map { Query(clique: $0, weight: weights[$0] ?? 1) }
  }

  /// All subsets of `degree` attributes, with weight 1; all attributes where there are fewer.
  package static func all(degree: Int, of domain: Domain) -> Workload {
    var cliques: [[Int]] = [[]]
    for _ in 0..<min(degree, domain.count) {
      cliques = cliques.flatMap { prefix in
        ((prefix.last ?? -1) + 1..<domain.count).map { prefix + [$0] }
      }
    }
    return Workload(cliques.filter { !$0.isEmpty }.map { Query(clique: Clique($0)) })
  }

  /// The workload's cliques and all their subsets, each with what it is worth.
  ///
  /// - Complexity: O(subsets of all queries).
  package var closure: [Query] {
    let cliques = Set(queries.flatMap { $0.clique.nonemptySubsets }).sorted()
    return zip(cliques, worths(of: cliques)).map { Query(clique: $0, weight: $1) }
  }

  /// What each of these cliques is worth.
  ///
  /// The worth of r is Σ_s c_s·|r ∩ s| over the workload's queries s: measuring r helps each of
  /// them by what it shares with it. Attribute by attribute that is Σ_{a ∈ r} Σ_{s ∋ a} c_s. It is 0
  /// where no query has an attribute of r.
  ///
  /// - Source: McKenna, Mullins, Sheldon and Miklau, AIM, VLDB 2022, section 4.
  package func worths(of cliques: [Clique]) -> [Int] {
    var worths: [Int: Int] = [:]
    for query in queries {
      for attribute in query.clique.attributes { worths[attribute, default: 0] += query.weight }
    }
    return cliques.map { clique in
      clique.attributes.reduce(0) { $0 + (worths[$1] ?? 0) }
    }
  }
}
