package import Marginals

/// The size of a junction tree that grows clique by clique.
///
/// What a further clique would cost is told from the part of the tree between its attributes
/// (``TreeExtension``). A clique that is taken leads to a new elimination of the whole graph, as a
/// model's tree is made (``JunctionTree``), so that the sizes of what grew are those of models.
package struct GrowingTree {
  /// Up to this many attributes every clique is tried by a whole elimination, which then takes some
  /// microseconds and may find a smaller tree than the change of a part.
  package static let wholeTrials = 64

  private let sizes: [Int]
  private let limit: Int
  private var graph: AttributeSets
  private var tree: EliminationTree

  /// Begins with a tree for these cliques, which is to have at most `limit` cells.
  package init(domain: Domain, cliques: [Clique], within limit: Int) {
    sizes = domain.attributes.map(\.size)
    self.limit = limit
    graph = Elimination.graph(of: cliques, in: domain)
    tree = EliminationTree(Elimination(sizes: sizes, graph: graph))
  }

  /// The cells of the tree.
  package var cellCount: Int { tree.elimination.cellCount }

  /// Whether a clique of the tree holds all of `clique`.
  package func holds(_ clique: Clique) -> Bool { tree.holds(clique) }

  /// The cells of a tree that holds `clique` too, nil where they pass the limit.
  ///
  /// - Complexity: O(k²), k being the attributes in the separators between those of the clique; a
  ///   whole elimination where attributes are few.
  package func cellCount(adding clique: Clique) -> Int? {
    if sizes.count <= Self.wholeTrials { return extended(by: clique)?.cellCount }
    if holds(clique) { return cellCount }
    guard cellCount < limit else { return nil }
    return TreeExtension(of: tree, sizes: sizes, by: clique).cellCount(within: limit)
  }

  /// Takes a clique where the tree stays within the limit; whether it did.
  ///
  /// - Complexity: that of ``cellCount(adding:)``, and a whole elimination where that allows it.
  @discardableResult
  package mutating func add(_ clique: Clique) -> Bool {
    if sizes.count > Self.wholeTrials {
      if holds(clique) {
        // The tree stays as it is; the next elimination has to respect the clique all the same.
        Elimination.join(clique.attributes, in: &graph)
        return true
      }
      guard cellCount(adding: clique) != nil else { return false }
    }
    guard let extended = extended(by: clique) else { return false }
    Elimination.join(clique.attributes, in: &graph)
    tree = EliminationTree(extended)
    return true
  }

  private func extended(by clique: Clique) -> Elimination? {
    var graph = graph
    Elimination.join(clique.attributes, in: &graph)
    let extended = Elimination(sizes: sizes, graph: graph, within: limit)
    return extended.cellCount <= limit ? extended : nil
  }
}
