package import Marginals
import Parallel

extension EncodedTable {
  /// The exact counts of a marginal, row-major over the clique's attributes.
  ///
  /// - Privacy: private. Noise is added before a number derived from this leaves the machine's
  ///   private side.
  /// - Precondition: the marginal has at most 2^31 cells.
  /// - Complexity: O(rows · attributes + cells).
  package func counts(over clique: Clique) -> [Int] { counts(over: [clique])[0] }

  /// The exact counts of many marginals, in the order of the cliques.
  ///
  /// Marginals that differ in their last attribute only share the index of the others, computed
  /// once a row. Threads take whole marginals, so the counts are the same for any number of them.
  ///
  /// - Privacy: as for ``counts(over:)-(Clique)``.
  /// - Precondition: every marginal has at most 2^31 cells.
  /// - Complexity: O(rows · attributes + cells) for each marginal, less for what is shared.
  package func counts(over cliques: [Clique]) -> [[Int]] {
    for clique in cliques {
      precondition(
        domain.cellCount(of: clique, within: 1 << 31) != nil,
        "a marginal of over 2^31 cells"
      )
    }
    let groups = Self.groups(of: cliques)
    let counts = Parallel.map(count: groups.count) { index in
      MarginalCounter(self, prefix: groups[index].prefix).counts(withLast: groups[index].lasts)
    }
    // A clique of no attributes has one cell, which holds all rows.
    var ordered = Array(repeating: [rowCount], count: cliques.count)
    for (group, tables) in zip(groups, counts) {
      for (member, table) in zip(group.members, tables) { ordered[member] = table }
    }
    return ordered
  }

  /// Marginals that differ in their last attribute only.
  private struct Group: Sendable {
    /// The attributes in common.
    let prefix: [Int]
    /// The last attribute of each.
    var lasts: [Int] = []
    /// The position of each among the cliques asked for.
    var members: [Int] = []
  }

  private static func groups(of cliques: [Clique]) -> [Group] {
    var groups: [Group] = []
    for member in cliques.indices.sorted(by: { cliques[$0] < cliques[$1] }) {
      guard let last = cliques[member].attributes.last else { continue }
      let prefix = Array(cliques[member].attributes.dropLast())
      if groups.last?.prefix != prefix || groups.last?.members.count == groupLimit {
        groups.append(Group(prefix: prefix))
      }
      groups[groups.count - 1].lasts.append(last)
      groups[groups.count - 1].members.append(member)
    }
    return groups
  }

  /// The number of marginals that share an index: with more, sharing saves little and threads wait.
  private static let groupLimit = 8
}
