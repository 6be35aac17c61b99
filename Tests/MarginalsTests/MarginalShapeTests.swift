import Marginals
import Testing

@Suite struct MarginalShapeTests {
  let domain = Domain([Attribute(name: "a", size: 4), Attribute(name: "b", size: 3)])

  @Test func `merging keeps the others apart and in order`() throws {
    let grouping = try #require(Grouping(merging: [false, true, false, true]))
    #expect(grouping.groups == [0, 2, 1, 2])
    #expect(grouping.count == 3)
    #expect(Grouping(merging: [false, true, false]) == nil)
    #expect(Grouping(merging: [true, true])?.groups == [0, 0])
  }

  @Test func `coarsening agrees with counting groups row by row`() throws {
    let grouping = try #require(Grouping(merging: [false, true, false, true]))
    let shape = MarginalShape([0, 1], groupings: [grouping, nil])
    #expect(shape.sizes(in: domain) == [3, 3])
    var fine = Array(repeating: 0, count: 12)
    var coarse = Array(repeating: 0, count: 9)
    for row in 0..<100 {
      let (a, b) = (row * 7 % 4, row * row % 3)
      fine[a * 3 + b] += 1
      coarse[grouping.groups[a] * 3 + b] += 1
    }
    #expect(shape.coarsen(fine, in: domain) == coarse)
  }

  @Test func `a fine shape leaves a table as it is`() {
    #expect(MarginalShape([0]).coarsen([4, 3, 2, 1], in: domain) == [4, 3, 2, 1])
    #expect(MarginalShape([0, 1]).cells(in: domain) == Array(0..<12))
  }

  @Test func `groups must be 0, 1, 2 and so on`() async {
    await #expect(processExitsWith: .failure) { _ = Grouping([0, 2]) }
  }
}
