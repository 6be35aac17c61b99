import Marginals

/// The bags of an elimination as a forest: each hangs from the bag of the next of its attributes to
/// go.
///
/// The bags that hold an attribute are connected, and its own bag is the uppermost of them.
///
/// - Source: Liu, The role of elimination trees in sparse factorization, 1990.
struct EliminationTree {
  /// The elimination.
  let elimination: Elimination

  /// For each attribute its place in the order of elimination.
  let places: [Int]

  /// For each attribute the one whose bag is above its own; nil where its bag is uppermost.
  private(set) var parents: [Int?]

  /// For each attribute the uppermost of its part of the forest.
  private(set) var roots: [Int]

  /// For each attribute those that share a bag with it: the triangulated graph.
  private var neighbours: AttributeSets

  /// Arranges the bags of a whole elimination.
  ///
  /// - Complexity: O(attributes · those of a bag).
  init(_ elimination: Elimination) {
    let count = elimination.order.count
    self.elimination = elimination
    var places = Array(repeating: 0, count: count)
    for (place, attribute) in elimination.order.enumerated() { places[attribute] = place }
    self.places = places
    parents = Array(repeating: nil, count: count)
    roots = Array(0..<count)
    neighbours = elimination.bags
    for attribute in elimination.order.reversed() {
      var parent: Int?
      elimination.bags.forEach(in: attribute) { neighbour in
        guard neighbour != attribute else { return }
        neighbours.insert(attribute, into: neighbour)
        if places[neighbour] < parent.map({ places[$0] }) ?? .max { parent = neighbour }
      }
      parents[attribute] = parent
      if let parent { roots[attribute] = roots[parent] }
    }
  }

  /// Whether a bag holds all of `clique`: in a triangulated graph, whether every two are neighbours.
  func holds(_ clique: Clique) -> Bool { holds(clique.attributes) }

  /// Whether a bag holds all of these attributes.
  func holds(_ attributes: [Int]) -> Bool {
    for (index, attribute) in attributes.enumerated() {
      for other in attributes[..<index] where !neighbours.contains(other, in: attribute) {
        return false
      }
    }
    return true
  }

  /// Whether the bag of `attribute` holds `other`.
  func bag(of attribute: Int, holds other: Int) -> Bool {
    elimination.bags.contains(other, in: attribute)
  }

  /// The smallest subtree, in each part of the forest, that has a bag with each of some attributes.
  ///
  /// - Complexity: O(length of the ways between them).
  func span(of attributes: [Int]) -> TreeSpan {
    var bags: [Int] = []
    var active = attributes
    while !active.isEmpty {
      // The first to go climbs, unless the others of its part have all come to its bag.
      let lowest = active.indices.min { places[active[$0]] < places[active[$1]] } ?? 0
      let bag = active.remove(at: lowest)
      if active.contains(bag) { continue }
      bags.append(bag)
      guard let parent = parents[bag] else { continue }
      if active.contains(where: { roots[$0] == roots[bag] }) { active.append(parent) }
    }
    return TreeSpan(of: self, bags: bags, attributes: attributes)
  }
}
