import Marginals

/// Greedy elimination of the attributes of a graph: a triangulation, as a bag for each attribute.
///
/// The next attribute to go is the one that leaves the smallest table (its own levels times those of
/// its neighbours), the first such in the domain's order; its neighbours are then joined. What it
/// leaves, itself and its neighbours, is its bag. Every clique of the triangulated graph lies in a
/// bag, and each bag hangs from that of the next of its attributes to go: the elimination tree.
///
/// - Source: Koller and Friedman, Probabilistic Graphical Models, 2009, sections 9.4 and 10.4.
struct Elimination {
  /// The attributes, first to last.
  private(set) var order: [Int] = []

  /// For each attribute its bag.
  private(set) var bags: AttributeSets

  /// For each attribute the number of cells of its bag's table, saturated.
  private(set) var cells: [Int]

  /// For each attribute whether no other bag contains its bag.
  private(set) var isMaximal: [Bool]

  /// The sum of the maximal bags' cells, saturated.
  private(set) var cellCount = 0

  /// For each attribute those that went before it and left it in their bags.
  private var holders: AttributeSets

  /// For each attribute the number of attributes in its bag.
  private var counts: [Int]

  /// The graph in which each of `cliques` is complete, every attribute its own neighbour.
  static func graph(of cliques: [Clique], in domain: Domain) -> AttributeSets {
    var graph = AttributeSets(count: domain.count, attributes: domain.count)
    for attribute in 0..<domain.count { graph.insert(attribute, into: attribute) }
    for clique in cliques { join(clique.attributes, in: &graph) }
    return graph
  }

  /// Makes every two of these attributes neighbours.
  static func join(_ attributes: [Int], in graph: inout AttributeSets) {
    for attribute in attributes {
      for neighbour in attributes { graph.insert(neighbour, into: attribute) }
    }
  }

  /// Eliminates all attributes of a graph; stops once ``cellCount`` passes `limit`.
  ///
  /// - Parameters:
  ///   - sizes: the attributes' numbers of levels.
  ///   - graph: for each attribute its neighbours and itself.
  ///   - limit: the greatest sum of cells; the largest integer for any.
  /// - Complexity: O(attributes²), plus the neighbours of neighbours.
  init(sizes: [Int], graph: AttributeSets, within limit: Int = .max) {
    bags = graph
    cells = sizes.indices.map { Self.product(of: $0, in: graph, sizes) }
    isMaximal = Array(repeating: true, count: sizes.count)
    holders = AttributeSets(count: sizes.count, attributes: sizes.count)
    counts = Array(repeating: 0, count: sizes.count)
    order.reserveCapacity(sizes.count)
    var left = Array(sizes.indices)
    while !left.isEmpty {
      var place = 0
      var least = cells[left[0]]
      for candidate in left.indices where cells[left[candidate]] < least {
        (place, least) = (candidate, cells[left[candidate]])
      }
      let attribute = left.remove(at: place)
      order.append(attribute)
      counts[attribute] = bags.count(of: attribute)
      if isContained(attribute) {
        isMaximal[attribute] = false
      } else {
        let (sum, overflow) = cellCount.addingReportingOverflow(least)
        cellCount = overflow ? .max : sum
        guard cellCount <= limit else { return }
      }
      join(neighboursOf: attribute, sizes)
    }
  }

  /// Whether an earlier bag contains that of an attribute.
  ///
  /// Its own attribute no later bag holds. And an earlier one, if any, has one attribute more, since
  /// what it leaves among the neighbours is in all bags from there on.
  private func isContained(_ attribute: Int) -> Bool {
    var isContained = false
    holders.forEach(in: attribute) { holder in
      guard !isContained, counts[holder] == counts[attribute] + 1 else { return }
      isContained = bags.isSubset(attribute, of: holder)
    }
    return isContained
  }

  /// Joins all neighbours of an attribute that goes, and takes it out of their bags.
  private mutating func join(neighboursOf attribute: Int, _ sizes: [Int]) {
    for neighbour in bags.attributes(of: attribute) where neighbour != attribute {
      bags.formUnion(neighbour, with: attribute)
      bags.remove(attribute, from: neighbour)
      holders.insert(attribute, into: neighbour)
      cells[neighbour] = Self.product(of: neighbour, in: bags, sizes)
    }
  }

  private static func product(of set: Int, in sets: AttributeSets, _ sizes: [Int]) -> Int {
    var cells = 1
    sets.forEach(in: set) { attribute in
      let (product, overflow) = cells.multipliedReportingOverflow(by: sizes[attribute])
      cells = overflow ? .max : product
    }
    return cells
  }
}
