import Marginals
import Testing

@Suite struct ImpossibleCombinationTests {
  private static let domain = Domain(
    [2, 3, 4].enumerated().map { Attribute(name: "\($0)", size: $1) }
  )

  @Test func `excludes a row where each attribute has one of its levels`() {
    let combination = ImpossibleCombination(clique: [0, 2], levels: [[1], [0, 3]])
    #expect(combination.excludes { [1, 0, 3][$0] })
    #expect(combination.excludes { [1, 2, 0][$0] })
    #expect(!combination.excludes { [1, 0, 2][$0] })
    #expect(!combination.excludes { [0, 0, 3][$0] })
  }

  @Test func `its cells in a wider table are those of the excluded rows`() {
    let combination = ImpossibleCombination(clique: [0, 2], levels: [[1], [0, 3]])
    var cells: [Int] = []
    for a in 0..<2 {
      for b in 0..<3 {
        for c in 0..<4 where combination.excludes({ [a, b, c][$0] }) {
          cells.append((a * 3 + b) * 4 + c)
        }
      }
    }
    #expect(combination.cells(in: [0, 1, 2], of: Self.domain) == cells)
    #expect(combination.cells(in: [0, 2], of: Self.domain) == [4, 7])
  }
}
