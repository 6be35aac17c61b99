import GraphicalModels
import Marginals
import Testing

/// Random cliques of one to three attributes.
private func randomCliques(_ count: Int, of attributes: Int, seed: UInt64) -> [Clique] {
  var numbers = Numbers(seed: seed)
  return (0..<count).map { _ in
    Clique((0...numbers.next(below: 3)).map { _ in numbers.next(below: attributes) })
  }
}

@Suite struct JunctionTreeTests {
  @Test(arguments: [(1, 1), (5, 3), (14, 12), (14, 30), (70, 60), (140, 100)])
  func `a tree holds every clique and connects each attribute's cliques`(
    attributes: Int,
    cliques: Int
  ) {
    let domain = domain((0..<attributes).map { $0 % 3 + 2 })
    let given = randomCliques(cliques, of: attributes, seed: UInt64(cliques))
    let tree = JunctionTree(domain: domain, cliques: given)
    for clique in given { #expect(tree.host(of: clique) != nil) }
    #expect(Set(tree.cliques.flatMap(\.attributes)) == Set(0..<attributes))
    #expect(tree.order.sorted() == Array(tree.cliques.indices))
    #expect(tree.parent.filter { $0 == nil }.count == 1)
    for (place, index) in tree.order.enumerated() {
      if let parent = tree.parent[index] {
        #expect(tree.order[..<place].contains(parent))
        #expect(tree.children[parent].contains(index))
        #expect(tree.separator[index] == tree.cliques[index].intersection(tree.cliques[parent]))
      } else {
        #expect(tree.separator[index] == [])
      }
    }
    // Where the cliques with an attribute are connected, all but one have it in their separator.
    for attribute in 0..<attributes {
      let holders = tree.cliques.indices.filter { tree.cliques[$0].contains(attribute) }
      let shared = holders.filter { tree.separator[$0].contains(attribute) }
      #expect(shared.count == holders.count - 1)
    }
    for (index, clique) in tree.cliques.enumerated() {
      for other in tree.cliques.indices where other != index {
        #expect(!clique.isSubset(of: tree.cliques[other]))
      }
    }
    #expect(tree.cellCount == JunctionTree.cellCount(domain: domain, cliques: given))
  }

  @Test func `a cycle is triangulated by eliminating what leaves the smallest tables`() {
    // The tables left by each attribute first have 4·2·5, 2·3·4, 3·2·5 and 2·5·4 … cells: 1 goes first.
    let cycle: [Clique] = [[0, 1], [1, 2], [2, 3], [0, 3]]
    let tree = JunctionTree(domain: domain(4, 2, 3, 5), cliques: cycle)
    #expect(tree.cliques == [[0, 1, 2], [0, 2, 3]])
    #expect(tree.cellCount == 24 + 60)
  }

  @Test func `ties go to the first attribute`() {
    let tree = JunctionTree(
      domain: domain(2, 2, 2, 2),
      cliques: [[0, 1], [1, 2], [2, 3], [0, 3]]
    )
    #expect(tree.cliques == [[0, 1, 3], [1, 2, 3]])
  }

  @Test func `parts without a common attribute are joined by an empty separator`() {
    let tree = JunctionTree(domain: domain(2, 3, 4), cliques: [[0, 2]])
    #expect(tree.cliques == [[1], [0, 2]])
    #expect(tree.separator == [[], []])
    #expect(tree.cellCount == 11)
  }

  @Test func `the host is the smallest clique that holds the attributes`() {
    let tree = JunctionTree(domain: domain(2, 9, 3), cliques: [[0, 1], [0, 2]])
    #expect(tree.host(of: [0]).map { tree.cliques[$0] } == [0, 2])
    #expect(tree.host(of: [1]).map { tree.cliques[$0] } == [0, 1])
    #expect(tree.host(of: [1, 2]) == nil)
  }

  @Test(arguments: [10, 64, 65, 128, 129, 300])
  func `cells are counted to the largest integer and no further`(attributes: Int) {
    let domain = domain(Array(repeating: 1_000, count: attributes))
    let all = [Clique(0..<attributes)]
    #expect(JunctionTree.cellCount(domain: domain, cliques: all) == .max)
    #expect(JunctionTree.cellCount(domain: domain, cliques: []) == 1_000 * attributes)
    #expect(
      JunctionTree.cellCount(domain: domain, cliques: [[0, attributes - 1]])
        == 1_000 * (attributes - 2) + 1_000_000
    )
  }

  #if !DEBUG
  @Test func `fifty thousand sizes of trees are counted in a second`() {
    let domain = domain([85, 9, 100, 16, 7, 15, 6, 5, 2, 100, 100, 99, 42, 2])
    let cliques = randomCliques(40, of: 14, seed: 3)
    let seconds = ContinuousClock().measure {
      for _ in 0..<5_000 { #expect(JunctionTree.cellCount(domain: domain, cliques: cliques) > 0) }
    }
    #expect(seconds < .milliseconds(100))
  }
  #endif
}
