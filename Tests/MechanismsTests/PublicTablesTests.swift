import Mechanisms
import Testing

@Suite struct PublicTablesTests {
  private static func squares(_ groups: [Range<Int>]) -> PublicTables {
    PublicTables(inGroups: groups) { group in group.map { [$0 * $0] } }
  }

  private static func all(_ tables: PublicTables) -> [[Int]] {
    tables.groups.flatMap(tables.tables(of:))
  }

  @Test func `tables are the same in any groups`() {
    let whole = PublicTables((0..<7).map { [$0 * $0] })
    for groups in [[0..<7], [0..<3, 3..<7], [0..<1, 1..<1, 1..<6, 6..<7]] {
      let tables = Self.squares(groups)
      #expect(tables.count == 7)
      #expect(Self.all(tables) == Self.all(whole))
    }
    #expect(PublicTables([]).count == 0)
  }

  @Test func `some of the tables are those at their positions`() {
    let tables = Self.squares([0..<3, 3..<5, 5..<9])
    for positions in [[0, 2, 4, 5, 8], [3], [6, 7], [], Array(0..<9)] {
      let chosen = tables.selecting(positions)
      #expect(chosen.count == positions.count)
      #expect(Self.all(chosen) == positions.map { [$0 * $0] })
    }
    #expect(Self.all(tables.selecting([1, 4, 8]).selecting([0, 2])) == [[1], [64]])
  }

  @Test func `only the group that is asked for is made`() {
    let tables = PublicTables(inGroups: [0..<2, 2..<4]) { group in
      group.lowerBound == 0 ? [[5], [6]] : []
    }
    #expect(tables.tables(of: 0..<2) == [[5], [6]])
  }

  @Test func `a group with a table too few ends the program`() async {
    await #expect(processExitsWith: .failure) {
      let tables = PublicTables(inGroups: [0..<2]) { _ in [[1]] }
      _ = tables.tables(of: 0..<2)
    }
  }
}
