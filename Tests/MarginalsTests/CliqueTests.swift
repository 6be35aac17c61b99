import Marginals
import Testing

@Suite struct CliqueTests {
  @Test func `holds each attribute once, ascending`() {
    #expect(Clique([3, 1, 3, 2]).attributes == [1, 2, 3])
    #expect(Clique([2, 1]) == [1, 2])
  }

  @Test func `subset agrees with sets on all cliques over five attributes`() {
    let cliques = (0..<32).map { mask in Clique((0..<5).filter { mask >> $0 & 1 == 1 }) }
    for left in cliques {
      for right in cliques {
        let sets = (Set(left.attributes), Set(right.attributes))
        #expect(left.isSubset(of: right) == sets.0.isSubset(of: sets.1))
        #expect(Set(left.union(right).attributes) == sets.0.union(sets.1))
        #expect(Set(left.intersection(right).attributes) == sets.0.intersection(sets.1))
        #expect(Set(left.subtracting(right).attributes) == sets.0.subtracting(sets.1))
      }
    }
  }

  @Test func `has 2^n − 1 different subsets that are not empty`() {
    let subsets = Clique([0, 4, 7, 9]).nonemptySubsets
    #expect(subsets.count == 15)
    #expect(Set(subsets).count == 15)
    #expect(subsets.allSatisfy { $0.isSubset(of: [0, 4, 7, 9]) && $0.count > 0 })
  }

  @Test func `sorts by size, then by position`() {
    #expect([Clique([1, 2]), [0, 3], [5], [0]].sorted() == [[0], [5], [0, 3], [1, 2]])
  }
}
