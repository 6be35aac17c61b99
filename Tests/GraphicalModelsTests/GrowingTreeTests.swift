import GraphicalModels
import Marginals
import Testing

/// Pairs and triples of a few neighbouring attributes, in an order of their own.
private func randomCliques(_ count: Int, of attributes: Int, seed: UInt64) -> [Clique] {
  var numbers = Numbers(seed: seed)
  return (0..<count).map { _ in
    let first = numbers.next(below: attributes)
    return Clique(
      (0..<(2 + numbers.next(below: 2))).map { index in
        index == 0 ? first : (first + 1 + numbers.next(below: 9)) % attributes
      }
    )
  }
}

@Suite struct GrowingTreeTests {
  @Test(arguments: [12, 70, 140])
  func `a tree that grows has the size of a model's and holds what it took`(attributes: Int) {
    let domain = domain((0..<attributes).map { $0 % 4 + 2 })
    var tree = GrowingTree(domain: domain, cliques: [[0, 1]], within: 60 * attributes)
    var taken: [Clique] = [[0, 1]]
    var refused = 0
    for clique in randomCliques(8 * attributes, of: attributes, seed: 5) {
      if tree.add(clique) {
        taken.append(clique)
        #expect(tree.holds(clique))
      } else {
        refused += 1
      }
      #expect(tree.cellCount <= 60 * attributes)
    }
    #expect(refused > 0 && taken.count > attributes / 2)
    let whole = JunctionTree(domain: domain, cliques: taken)
    if attributes <= GrowingTree.wholeTrials { #expect(tree.cellCount == whole.cellCount) }
    for clique in taken { #expect(whole.host(of: clique) != nil) }
  }

  @Test(arguments: [12, 70])
  func `it holds the cliques of the junction tree and no others`(attributes: Int) {
    let domain = domain((0..<attributes).map { $0 % 3 + 2 })
    let given = randomCliques(attributes, of: attributes, seed: 8)
    let whole = JunctionTree(domain: domain, cliques: given)
    let tree = GrowingTree(domain: domain, cliques: given, within: .max)
    #expect(tree.cellCount == whole.cellCount)
    for clique in randomCliques(1_000, of: attributes, seed: 9) {
      #expect(tree.holds(clique) == (whole.host(of: clique) != nil), "\(clique)")
    }
  }

  /// Attributes of 10 levels in a chain of pairs: too many for whole trials.
  private func chain(of length: Int, within limit: Int) -> GrowingTree {
    GrowingTree(
      domain: domain(Array(repeating: 10, count: 70)),
      cliques: (1..<length).map { [$0 - 1, $0] },
      within: limit
    )
  }

  @Test func `what a clique adds is told from its part of the tree`() {
    // Ten pairs and 59 attributes alone.
    let tree = chain(of: 11, within: .max)
    #expect(tree.cellCount == 10 * 100 + 59 * 10)
    // A pair there is.
    #expect(tree.cellCount(adding: [3, 4]) == tree.cellCount)
    // A pair with an attribute alone: its table goes.
    #expect(tree.cellCount(adding: [10, 50]) == tree.cellCount + 100 - 10)
    // Two alone.
    #expect(tree.cellCount(adding: [60, 50]) == tree.cellCount + 100 - 20)
    // A triangle in place of two pairs.
    #expect(tree.cellCount(adding: [3, 5]) == tree.cellCount + 1_000 - 200)
    // A cycle of k attributes takes k − 2 triangles in place of k − 1 pairs.
    for k in 3...11 {
      let closed = tree.cellCount(adding: [0, k - 1])
      #expect(closed == tree.cellCount + (k - 2) * 1_000 - (k - 1) * 100)
    }
    // Three attributes next to each other, and three apart: a cycle of 7 with a chord of its own.
    #expect(tree.cellCount(adding: [4, 5, 6]) == tree.cellCount + 1_000 - 200)
    #expect(tree.cellCount(adding: [0, 3, 6]) == tree.cellCount + 5 * 1_000 - 600)
  }

  @Test func `a clique that would pass the limit is refused and changes nothing`() {
    var tree = chain(of: 11, within: 10 * 100 + 59 * 10 + 800)
    let before = tree.cellCount
    #expect(tree.cellCount(adding: [0, 3]) == nil)
    let crossing = tree.add([0, 3])
    #expect(!crossing)
    #expect(tree.cellCount == before && !tree.holds([0, 3]))
    let triangle = tree.add([0, 2])
    #expect(triangle)
    #expect(tree.cellCount == before + 800)
  }

  @Test func `the part of a tree says about what the whole does`() {
    let domain = domain((0..<70).map { $0 % 4 + 2 })
    let given = randomCliques(60, of: 70, seed: 3)
    let tree = GrowingTree(domain: domain, cliques: given, within: .max)
    let more = randomCliques(200, of: 70, seed: 4)
    let ratios = more.map { clique in
      let whole = JunctionTree.cellCount(domain: domain, cliques: given + [clique])
      return Double(tree.cellCount(adding: clique) ?? 0) / Double(whole)
    }
    // Either triangulation is greedy: now one is the smaller, now the other.
    #expect(ratios.reduce(0, +) / Double(ratios.count) < 1.1)
    #expect(ratios.contains { $0 < 1 } && ratios.allSatisfy { $0 > 0.5 })
  }

  #if !DEBUG
  @Test func `five hundred attributes are grown in seconds`() {
    let domain = domain(Array(repeating: 10, count: 500))
    var tree = GrowingTree(domain: domain, cliques: [], within: 1 << 20)
    var numbers = Numbers(seed: 1)
    let seconds = ContinuousClock().measure {
      for _ in 0..<20_000 {
        tree.add(Clique([numbers.next(below: 500), numbers.next(below: 500)]))
      }
    }
    #expect(tree.cellCount > 1 << 19)
    #expect(seconds < .seconds(20))
  }
  #endif
}
