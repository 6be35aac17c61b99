/// A subtree of an elimination tree that connects some attributes, with no bag more than that takes.
struct TreeSpan {
  /// The bags, as the attributes they belong to, in the order of elimination.
  private(set) var bags: [Int] = []

  /// For each bag the position of the one above it here; nil where there is none.
  private(set) var above: [Int?] = []

  /// Takes bags off the ends of the ways between attributes as long as all of these are held.
  init(of tree: EliminationTree, bags: [Int], attributes: [Int]) {
    let bags = bags.sorted { tree.places[$0] < tree.places[$1] }
    var positions: [Int: Int] = [:]
    for (position, bag) in bags.enumerated() { positions[bag] = position }
    var above = bags.map { bag in tree.parents[bag].flatMap { positions[$0] } }
    var below = Array(repeating: 0, count: bags.count)
    for position in above { if let position { below[position] += 1 } }
    var isKept = Array(repeating: true, count: bags.count)
    // What an end's neighbour doesn't hold, no other bag here does.
    func isNeeded(_ end: Int, beside next: Int) -> Bool {
      attributes.contains { attribute in
        tree.bag(of: bags[end], holds: attribute) && !tree.bag(of: bags[next], holds: attribute)
      }
    }
    for end in bags.indices where below[end] == 0 {
      guard let next = above[end], !isNeeded(end, beside: next) else { continue }
      isKept[end] = false
      below[next] -= 1
    }
    // From the top down: a top whose one bag below holds as much of the attributes goes.
    for end in bags.indices.reversed() where isKept[end] && above[end] == nil && below[end] == 1 {
      let next = above.indices.first { isKept[$0] && above[$0] == end }
      guard let next, !isNeeded(end, beside: next) else { continue }
      isKept[end] = false
      above[next] = nil
    }
    var renumbered = Array(repeating: 0, count: bags.count)
    for position in bags.indices where isKept[position] {
      renumbered[position] = self.bags.count
      self.bags.append(bags[position])
    }
    for position in bags.indices where isKept[position] {
      self.above.append(above[position].map { renumbered[$0] })
    }
  }
}
