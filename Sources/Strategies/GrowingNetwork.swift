import GraphicalModels
package import Marginals

/// A Bayesian network that grows, step by step, by an attribute and its parents.
///
/// All it goes by is public: sizes, groups of levels, and how many cells noise leaves useful.
package struct GrowingNetwork {
  /// An attribute and those that it depends on.
  package struct Family: Sendable, Hashable {
    /// The attribute.
    package let child: Int

    /// Its parents, ascending; at least one.
    package let parents: [Int]

    /// Makes a family.
    ///
    /// - Precondition: a parent at least, ascending, and the child is none of them.
    package init(child: Int, parents: [Int]) {
      precondition(!parents.isEmpty && !parents.contains(child), "a family without parents")
      self.child = child
      self.parents = parents
    }

    /// Child and parents.
    package var clique: Clique { Clique(parents + [child]) }
  }

  /// The most parents that a child may have.
  ///
  /// Fewer where the table is wide, since the sets to look at grow with the number of attributes to
  /// the power of this.
  private var greatestDegree: Int { domain.count <= 50 ? 3 : 2 }

  /// The most families that are offered in one step.
  private static let offers = 400

  /// The attributes.
  package let domain: Domain

  private let groupings: [Grouping?]
  private let usefulCells: Double
  private let cellLimit: Int
  private let marginalLimit: Int
  private let fixedCliques: [Clique]
  private var placed: [Int] = []

  /// The families so far, in the order in which they were added.
  package private(set) var families: [Family] = []

  /// An empty network.
  ///
  /// - Parameters:
  ///   - domain: the attributes.
  ///   - groupings: for each attribute, how its levels are merged.
  ///   - usefulCells: the most cells of a family's marginal with its levels merged.
  ///   - cellLimit: the most cells of the model's junction tree.
  ///   - marginalLimit: the most cells of a family's marginal with all levels.
  ///   - fixedCliques: what the tree holds besides families.
  package init(
    domain: Domain,
    groupings: [Grouping?],
    usefulCells: Double,
    cellLimit: Int,
    marginalLimit: Int,
    fixedCliques: [Clique] = []
  ) {
    self.domain = domain
    self.groupings = groupings
    self.usefulCells = usefulCells
    self.cellLimit = cellLimit
    self.marginalLimit = min(cellLimit, marginalLimit)
    self.fixedCliques = fixedCliques
  }

  /// Takes up a family; its parents, too, where they are not there yet.
  package mutating func add(_ family: Family) {
    placed = Array(Set(placed + family.clique.attributes)).sorted()
    families.append(family)
  }

  /// How a family would be measured.
  package func shape(of family: Family) -> MarginalShape { shape(of: family.clique) }

  /// How an attribute is told apart.
  package func shape(of attribute: Int) -> MarginalShape { shape(of: [attribute]) }

  private func shape(of clique: Clique) -> MarginalShape {
    MarginalShape(clique, groupings: clique.attributes.map { groupings[$0] })
  }

  /// The families that may come next.
  ///
  /// A child that is not in the network with parents that are: as many as stay useful, since more
  /// parents never make it less dependent. Where no such family is useful, and at the start, a pair
  /// of attributes outside. Only families for which the model has room; of too many an even choice.
  ///
  /// - Complexity: O(attributes · attributes^degree).
  package var candidates: [Family] {
    let open = domain.attributes.indices.filter { !placed.contains($0) }
    for degree in stride(from: greatestDegree, through: 1, by: -1) {
      let useful = fitting(open.flatMap { families(of: $0, degree: degree) })
      if !useful.isEmpty { return useful }
    }
    return fitting(
      open.flatMap { child in
        open.filter { $0 < child && cells(child) * cells($0) <= usefulCells }
          .map { Family(child: child, parents: [$0]) }
      }
    )
  }

  private func cells(_ attribute: Int) -> Double {
    Double(groupings[attribute]?.count ?? domain.size(attribute))
  }

  /// The families of a child with at most `degree` placed parents that no further parent leaves
  /// useful.
  private func families(of child: Int, degree: Int) -> [Family] {
    var families: [Family] = []
    func extend(_ parents: [Int], _ cells: Double, from start: Int) {
      let isFull = parents.count == degree
      let canGrow = placed.contains {
        !parents.contains($0) && cells * self.cells($0) <= usefulCells
      }
      if !parents.isEmpty && (isFull || !canGrow) {
        families.append(Family(child: child, parents: parents))
      }
      guard !isFull && canGrow else { return }
      for next in start..<placed.count {
        let grown = cells * self.cells(placed[next])
        if grown <= usefulCells { extend(parents + [placed[next]], grown, from: next + 1) }
      }
    }
    extend([], cells(child), from: 0)
    return families
  }

  /// Those of the families for which the model has room: of an even choice, where they are many.
  private func fitting(_ families: [Family]) -> [Family] {
    let count = min(families.count, Self.offers)
    let cliques = self.families.map(\.clique) + fixedCliques
    return (0..<count).map { families[$0 * families.count / count] }.filter { family in
      domain.cellCount(of: family.clique, within: marginalLimit) != nil
        && JunctionTree.cellCount(domain: domain, cliques: cliques + [family.clique]) <= cellLimit
    }
  }
}
