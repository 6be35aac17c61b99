import Marginals
import Strategies
import Testing

@Suite struct RareLevelsTests {
  @Test func `levels that reach the bound stand alone, the others in runs that reach it`() {
    let counts = [50.0, 3, 4, 6, 1, 60, -2, 1, 20]
    #expect(RareLevels.runs(counts, below: 10)?.groups == [0, 1, 1, 1, 2, 3, 4, 4, 5])
  }

  @Test func `nothing to merge is no grouping`() {
    #expect(RareLevels.runs([10, 20, 30], below: 10) == nil)
    #expect(RareLevels.runs([10, 2, 30], below: 10) == nil)
    #expect(RareLevels.runs([], below: 10) == nil)
    #expect(RareLevels.merged([10, 2, 30], below: 10) == nil)
  }

  @Test func `merging puts all rare levels into one group`() {
    #expect(RareLevels.merged([1, 20, 3, 30, 2], below: 10)?.groups == [2, 0, 2, 1, 2])
  }

  @Test func `a table of noise becomes one group or few`() {
    #expect(RareLevels.runs(Array(repeating: -1, count: 100), below: 10)?.count == 1)
    #expect(RareLevels.runs(Array(repeating: 2, count: 100), below: 10)?.count == 20)
  }
}
