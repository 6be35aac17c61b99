package import Marginals

/// A tree of cliques in which the cliques that hold an attribute are always connected.
///
/// A graph that falls into parts is joined through empty separators, so there is always one tree
/// with one root. Every attribute of the domain is in some clique.
///
/// - Source: Koller and Friedman, Probabilistic Graphical Models, 2009, sections 9.4 and 10.4.
package struct JunctionTree: Sendable {
  /// The attributes' names and sizes.
  package let domain: Domain

  /// The maximal cliques of the triangulated graph.
  package let cliques: [Clique]

  /// For each clique the clique above it; nil for the root.
  package let parent: [Int?]

  /// For each clique what it shares with its parent; empty for the root.
  package let separator: [Clique]

  /// For each clique the cliques whose parent it is, ascending.
  package let children: [[Int]]

  /// The cliques, each after its parent and followed by all those below it.
  package let order: [Int]

  /// The number of cells of each clique's table.
  package let cells: [Int]

  /// The number of cells of all cliques' tables.
  package var cellCount: Int { cells.reduce(0, +) }

  /// Builds a tree in which each of `cliques` lies within one clique.
  ///
  /// - Precondition: the cells of all tables can be counted in an `Int`; ask
  ///   ``cellCount(domain:cliques:)`` first.
  /// - Complexity: O(attributes² + tree cliques² · attributes).
  package init(domain: Domain, cliques: [Clique]) {
    let maximal = Self.maximalCliques(domain: domain, cliques: cliques)
    let (parent, children) = Self.maximumSpanningTree(of: maximal)
    self.domain = domain
    self.cliques = maximal
    self.parent = parent
    self.children = children
    separator = maximal.indices.map { index in
      parent[index].map { maximal[index].intersection(maximal[$0]) } ?? []
    }
    var order: [Int] = []
    var pending = [0]
    while let next = pending.popLast() {
      order.append(next)
      pending.append(contentsOf: children[next].reversed())
    }
    self.order = order
    cells = maximal.map(domain.cellCount(of:))
  }

  /// The cells that the tables of such a tree would have; the largest integer where they pass it.
  ///
  /// - Complexity: O(attributes²), about a microsecond for fourteen of them.
  package static func cellCount(domain: Domain, cliques: [Clique]) -> Int {
    elimination(domain: domain, cliques: cliques).cellCount
  }

  /// The clique with the fewest cells that contains `clique`, the first of equals; nil for none.
  package func host(of clique: Clique) -> Int? {
    cliques.indices.filter { clique.isSubset(of: cliques[$0]) }.min { cells[$0] < cells[$1] }
  }

  private static func elimination(domain: Domain, cliques: [Clique]) -> Elimination {
    Elimination(
      sizes: domain.attributes.map(\.size),
      graph: Elimination.graph(of: cliques, in: domain)
    )
  }

  private static func maximalCliques(domain: Domain, cliques: [Clique]) -> [Clique] {
    guard domain.count > 0 else { return [[]] }
    let elimination = elimination(domain: domain, cliques: cliques)
    return elimination.order.filter { elimination.isMaximal[$0] }.map {
      Clique(elimination.bags.attributes(of: $0))
    }
  }

  /// Prim's algorithm from the first clique, by the number of shared attributes.
  ///
  /// For the maximal cliques of a triangulated graph a maximum spanning tree is a junction tree.
  ///
  /// - Source: Jensen and Jensen, Optimal junction trees, UAI 1994, theorem 1.
  private static func maximumSpanningTree(
    of cliques: [Clique]
  ) -> (parent: [Int?], children: [[Int]]) {
    var parent: [Int?] = Array(repeating: nil, count: cliques.count)
    var children: [[Int]] = Array(repeating: [], count: cliques.count)
    var shared = Array(repeating: -1, count: cliques.count)
    var outside = Array(cliques.indices.dropFirst())
    var newest = 0
    while !outside.isEmpty {
      for index in outside {
        let weight = cliques[index].intersection(cliques[newest]).count
        guard weight > shared[index] else { continue }
        shared[index] = weight
        parent[index] = newest
      }
      var place = 0
      for candidate in outside.indices where shared[outside[candidate]] > shared[outside[place]] {
        place = candidate
      }
      newest = outside.remove(at: place)
    }
    for (index, above) in parent.enumerated() {
      if let above { children[above].append(index) }
    }
    return (parent, children)
  }
}
