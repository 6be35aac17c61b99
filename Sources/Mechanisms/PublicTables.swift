/// Public tables that private counts are compared with, made a group at a time.
///
/// Those of all candidates together may be many times the memory, so that a group exists only while
/// it is compared. What makes a group is told which positions it has and no more: nothing that is
/// private reaches it, and the groups are fixed before the first row is counted.
package struct PublicTables: Sendable {
  /// The positions of each group: together all tables, in order.
  package let groups: [Range<Int>]

  private let make: @Sendable (Range<Int>) -> [[Int]]

  /// Tables that are made when they are needed, and may be made again.
  ///
  /// - Parameters:
  ///   - groups: the positions of each group, the first from 0 and each from the end of the last.
  ///   - make: the tables of a group, in order; the same whenever it is asked.
  package init(
    inGroups groups: [Range<Int>],
    by make: @escaping @Sendable (Range<Int>) -> [[Int]]
  ) {
    let ends = [0] + groups.map(\.upperBound)
    precondition(zip(groups, ends).allSatisfy { $0.lowerBound == $1 }, "groups with gaps")
    self.groups = groups
    self.make = make
  }

  /// Tables that are there already.
  package init(_ tables: [[Int]]) {
    self.init(inGroups: [0..<tables.count]) { Array(tables[$0]) }
  }

  /// The number of tables.
  package var count: Int { groups.last?.upperBound ?? 0 }

  /// Some of the tables, in order.
  ///
  /// - Precondition: the positions ascend.
  package func selecting(_ positions: [Int]) -> PublicTables {
    precondition(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }, "no order")
    var chosen: [Range<Int>: (group: Range<Int>, members: [Int])] = [:]
    var (parts, start) = ([Range<Int>](), 0)
    for group in groups {
      let members = positions[start...].prefix { $0 < group.upperBound }.map {
        $0 - group.lowerBound
      }
      guard !members.isEmpty else { continue }
      let part = start..<start + members.count
      parts.append(part)
      chosen[part] = (group, members)
      start = part.upperBound
    }
    return PublicTables(inGroups: parts) { [make, chosen] part in
      guard let (group, members) = chosen[part] else { return [] }
      let tables = make(group)
      return members.map { tables[$0] }
    }
  }

  /// The tables of one group, in order.
  ///
  /// - Precondition: it is one of ``groups``.
  package func tables(of group: Range<Int>) -> [[Int]] {
    let tables = make(group)
    precondition(tables.count == group.count, "one table for each position")
    return tables
  }
}
