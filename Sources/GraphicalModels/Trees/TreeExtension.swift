import Marginals

/// What a clique tree becomes where one more clique is put in: the part between its attributes anew.
///
/// In the bags between them nothing matters but the separators and the clique's own attributes. These
/// are joined bag by bag, as they were, and by the clique; the graph of that is eliminated by itself.
/// Each old bag then hangs from a new one that holds its separators, and what hung from it stays.
struct TreeExtension {
  private let tree: EliminationTree
  /// The attributes of the part, ascending.
  private let members: [Int]
  private let sizes: [Int]
  private let graph: AttributeSets
  /// The maximal old bags of which the part holds every attribute, by the attributes they belong to.
  private let whole: [Int]

  /// Prepares the part of the tree that the clique changes.
  init(of tree: EliminationTree, sizes: [Int], by clique: Clique) {
    let bags = tree.elimination.bags
    let span = tree.span(of: clique.attributes)
    // For each old bag the attributes that it shares with its neighbours or with the clique.
    var interfaces = AttributeSets(count: span.bags.count + 1, attributes: sizes.count)
    for (position, bag) in span.bags.enumerated() {
      for attribute in clique.attributes where tree.bag(of: bag, holds: attribute) {
        interfaces.insert(attribute, into: position)
      }
      guard let above = span.above[position] else { continue }
      bags.forEach(in: bag) { attribute in
        guard attribute != bag else { return }
        interfaces.insert(attribute, into: position)
        interfaces.insert(attribute, into: above)
      }
    }
    let union = span.bags.count
    for position in span.bags.indices { interfaces.formUnion(union, with: position) }
    members = interfaces.attributes(of: union)
    self.sizes = members.map { sizes[$0] }
    var positions = Array(repeating: 0, count: sizes.count)
    for (position, member) in members.enumerated() { positions[member] = position }
    var graph = AttributeSets(count: members.count, attributes: members.count)
    for interface in span.bags.indices {
      Elimination.join(interfaces.attributes(of: interface).map { positions[$0] }, in: &graph)
    }
    Elimination.join(clique.attributes.map { positions[$0] }, in: &graph)
    self.graph = graph
    self.tree = tree
    whole = span.bags.indices.filter { position in
      let bag = span.bags[position]
      return tree.elimination.isMaximal[bag]
        && interfaces.count(of: position) == bags.count(of: bag)
    }.map { span.bags[$0] }
  }

  /// The cells of the whole tree with the clique; nil where they pass the limit.
  ///
  /// - Complexity: O(k²) for k attributes of the part, plus the neighbours of neighbours.
  func cellCount(within limit: Int) -> Int? {
    // Bags that the part holds whole are counted anew, so they are taken off first.
    var sum = tree.elimination.cellCount
    for bag in whole { sum -= tree.elimination.cells[bag] }
    guard sum <= limit else { return nil }
    let part = Elimination(sizes: sizes, graph: graph)
    for attribute in part.order where part.isMaximal[attribute] {
      let bag = part.bags.attributes(of: attribute).map { members[$0] }
      // What an old bag holds that goes on by itself adds nothing.
      if tree.holds(bag), !whole.contains(where: { isBag($0, bag) }) { continue }
      let (next, overflow) = sum.addingReportingOverflow(part.cells[attribute])
      guard !overflow, next <= limit else { return nil }
      sum = next
    }
    return sum
  }

  /// Whether an old bag has exactly these attributes.
  private func isBag(_ old: Int, _ attributes: [Int]) -> Bool {
    tree.elimination.bags.count(of: old) == attributes.count
      && attributes.allSatisfy { tree.bag(of: old, holds: $0) }
  }
}
