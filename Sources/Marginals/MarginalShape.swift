/// What a marginal counts: the attributes, and which of their levels it tells apart.
///
/// Rows fall into exactly one cell each, however coarse the shape, so the price of a marginal does
/// not depend on its shape.
package struct MarginalShape: Sendable, Hashable {
  /// The marginal's attributes.
  package let clique: Clique

  /// For each attribute of the clique, how its levels are merged; nil where each stands alone.
  package let groupings: [Grouping?]

  /// Makes the shape that tells every level of `clique` apart.
  package init(_ clique: Clique) {
    self.init(clique, groupings: Array(repeating: nil, count: clique.count))
  }

  /// Makes a shape that merges levels.
  ///
  /// - Precondition: one grouping, or nil, for each attribute of the clique.
  package init(_ clique: Clique, groupings: [Grouping?]) {
    precondition(groupings.count == clique.count, "one grouping for each attribute of \(clique)")
    self.clique = clique
    self.groupings = groupings
  }

  /// Whether every level stands alone.
  package var isFine: Bool { groupings.allSatisfy { $0 == nil } }

  /// The number of groups of each attribute, in the clique's order.
  package func sizes(in domain: Domain) -> [Int] {
    zip(clique.attributes, groupings).map { attribute, grouping in
      grouping?.count ?? domain.size(attribute)
    }
  }

  /// The number of cells.
  package func cellCount(in domain: Domain) -> Int {
    sizes(in: domain).reduce(1, *)
  }

  /// For each cell of the fine table over the clique, the cell of this shape that it falls into.
  ///
  /// - Complexity: O(fine cells).
  package func cells(in domain: Domain) -> [Int] {
    var cells = [0]
    for (size, (attribute, grouping)) in zip(
      sizes(in: domain),
      zip(clique.attributes, groupings)
    ) {
      let levels = 0..<domain.size(attribute)
      cells = cells.flatMap { cell in
        levels.map { cell * size + (grouping?.groups[$0] ?? $0) }
      }
    }
    return cells
  }

  /// Sums a fine table over the clique into this shape's cells.
  ///
  /// - Complexity: O(fine cells).
  package func coarsen<Number: AdditiveArithmetic>(
    _ fine: [Number],
    in domain: Domain
  ) -> [Number] {
    guard !isFine else { return fine }
    var coarse = Array(repeating: Number.zero, count: cellCount(in: domain))
    for (cell, value) in zip(cells(in: domain), fine) { coarse[cell] += value }
    return coarse
  }
}

extension MarginalShape: Comparable {
  /// In the order of the cliques; over one clique in the order of the groups, finer ones first.
  package static func < (left: MarginalShape, right: MarginalShape) -> Bool {
    guard left.clique == right.clique else { return left.clique < right.clique }
    for (left, right) in zip(left.groupings, right.groupings) where left != right {
      guard let left else { return true }
      guard let right else { return false }
      return left.groups.lexicographicallyPrecedes(right.groups)
    }
    return false
  }
}

/// A partition of an attribute's levels into groups.
package struct Grouping: Sendable, Hashable {
  /// The group of each level; groups are `0..<count`, each of them used.
  package let groups: [Int]

  /// The number of groups.
  package let count: Int

  /// Makes a grouping.
  ///
  /// - Precondition: the groups are exactly `0..<count` for some count.
  package init(_ groups: [Int]) {
    let count = (groups.max() ?? -1) + 1
    precondition(Set(groups) == Set(0..<count), "the groups are not 0, 1, 2, …")
    self.groups = groups
    self.count = count
  }

  /// Merges the levels that `isMerged` marks into one last group; nil where that changes nothing.
  package init?(merging isMerged: [Bool]) {
    guard isMerged.count(where: { $0 }) > 1 else { return nil }
    var next = 0
    var groups: [Int] = []
    for merged in isMerged {
      groups.append(merged ? -1 : next)
      if !merged { next += 1 }
    }
    self.init(groups.map { $0 < 0 ? next : $0 })
  }
}
