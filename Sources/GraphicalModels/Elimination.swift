import Marginals

/// Greedy elimination of the attributes of a graph: the cliques of a triangulation.
///
/// The next attribute to go is the one that leaves the smallest table (its own levels times those of
/// its neighbours), the first such in the domain's order; its neighbours are then joined.
struct Elimination<Mask: AttributeMask> {
  /// The maximal cliques, in the order of elimination.
  private(set) var cliques: [Mask]

  /// The sum of the cliques' cells; the largest integer where it passes that.
  private(set) var cellCount: Int

  /// Eliminates all attributes of the graph in which each of `cliques` is complete.
  ///
  /// - Complexity: O(attributes²), plus the neighbours of neighbours.
  init(domain: Domain, cliques given: [Clique]) {
    let sizes = domain.attributes.map(\.size)
    // An attribute with all its neighbours.
    var closed = sizes.indices.map { attribute in
      var mask = Mask(count: sizes.count)
      mask.insert(attribute)
      return mask
    }
    for clique in given {
      let attributes = clique.attributes
      var mask = Mask(count: sizes.count)
      for attribute in attributes { mask.insert(attribute) }
      for attribute in attributes { closed[attribute].formUnion(mask) }
    }
    var cells = closed.map { Self.product(of: $0, sizes) }
    var left = Array(sizes.indices)
    cliques = []
    cellCount = 0
    while !left.isEmpty {
      var place = 0
      for candidate in left.indices where cells[left[candidate]] < cells[left[place]] {
        place = candidate
      }
      let attribute = left.remove(at: place)
      let clique = closed[attribute]
      // The clique holds the attribute, which no later one does: only an earlier one can contain it.
      if !cliques.contains(where: clique.isSubset) {
        cliques.append(clique)
        cellCount = Self.sum(cellCount, cells[attribute])
      }
      clique.forEach { neighbour in
        guard neighbour != attribute else { return }
        closed[neighbour].formUnion(clique)
        closed[neighbour].remove(attribute)
        cells[neighbour] = Self.product(of: closed[neighbour], sizes)
      }
    }
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? .max : sum
  }

  @inline(__always)
  private static func product(of mask: Mask, _ sizes: [Int]) -> Int {
    var cells = 1
    mask.forEach { attribute in
      let (product, overflow) = cells.multipliedReportingOverflow(by: sizes[attribute])
      cells = overflow ? .max : product
    }
    return cells
  }
}
