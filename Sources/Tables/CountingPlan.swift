import Marginals

/// Which joint tables are counted so that every marginal asked for is one of them, or a sum of one's
/// cells.
///
/// A row costs one addition for each table, whatever the number of marginals in it: six pairs of four
/// small attributes cost as much as one. The plan follows from the domain and the cliques alone, and
/// the counts are the same by any plan.
struct CountingPlan {
  /// A table to count, and what it gives.
  struct JointTable: Sendable {
    /// The attributes that are counted together.
    let clique: Clique

    /// Which of the cliques asked for lie in it, by their positions.
    let positions: [Int]
  }

  /// The largest joint table: its cells, of four bytes each while they are counted, stay in the
  /// second-level cache, and summing them costs less than counting some thousand rows.
  private static let cellLimit = 1 << 15

  /// The tables; each clique asked for is in one of them.
  private(set) var tables: [JointTable] = []

  /// The most cells of the tables that are counted in one pass over the rows.
  private static let passCells = 1 << 18

  /// The tables in passes: as many in each as stay in the second-level cache, and one at least.
  func passes(in domain: Domain) -> [[JointTable]] {
    var passes: [[JointTable]] = []
    var room = 0
    for table in tables {
      let cells = domain.cellCount(of: table.clique)
      if passes.isEmpty || cells > room {
        passes.append([])
        room = Self.passCells
      }
      passes[passes.count - 1].append(table)
      room -= cells
    }
    return passes
  }

  /// Plans to count some marginals.
  ///
  /// The largest clique not yet in a table begins one. It takes in the attribute that brings in the
  /// most cliques, the first such of the domain, as long as there is one and the table stays small.
  ///
  /// - Complexity: O(tables · attributes a table · cliques).
  init(for cliques: [Clique], in domain: Domain) {
    let cells = cliques.map(domain.cellCount(of:))
    var left = cliques.indices.sorted { (cells[$0], $1) > (cells[$1], $0) }
    while let first = left.first {
      var isMember = Array(repeating: false, count: domain.count)
      for attribute in cliques[first].attributes { isMember[attribute] = true }
      var room = Self.cellLimit / max(1, cells[first])
      while let newcomer = Self.newcomer(to: isMember, from: left, of: cliques, domain, room) {
        isMember[newcomer] = true
        room /= domain.size(newcomer)
      }
      let positions = left.filter { cliques[$0].attributes.allSatisfy { isMember[$0] } }
      left.removeAll { cliques[$0].attributes.allSatisfy { isMember[$0] } }
      tables.append(
        JointTable(clique: Clique(isMember.indices.filter { isMember[$0] }), positions: positions)
      )
    }
  }

  /// The attribute of at most `room` levels with which the most cliques come in; nil for none.
  private static func newcomer(
    to isMember: [Bool],
    from positions: [Int],
    of cliques: [Clique],
    _ domain: Domain,
    _ room: Int
  ) -> Int? {
    guard room > 1 else { return nil }
    var gains = Array(repeating: 0, count: isMember.count)
    for position in positions {
      var outside: Int?
      var count = 0
      for attribute in cliques[position].attributes where !isMember[attribute] {
        outside = attribute
        count += 1
      }
      if count == 1, let outside { gains[outside] += 1 }
    }
    var best: Int?
    for attribute in gains.indices where gains[attribute] > 0 && domain.size(attribute) <= room {
      if gains[attribute] > best.map({ gains[$0] }) ?? 0 { best = attribute }
    }
    return best
  }
}

extension CountingPlan.JointTable {
  /// The counts of a marginal within the table's, row-major: sums over the other attributes.
  ///
  /// - Complexity: O(cells of the table).
  func counts(over clique: Clique, from counts: [Int], in domain: Domain) -> [Int] {
    guard clique != self.clique, let last = self.clique.attributes.last else { return counts }
    // For each row of the table, which the last attribute runs along, where its image begins.
    var starts = [0]
    for attribute in self.clique.attributes.dropLast() {
      let stride = stride(of: attribute, in: clique, of: domain)
      // An array for each start would cost more than the sums do.
      var next: [Int] = []
      next.reserveCapacity(starts.count * domain.size(attribute))
      for start in starts {
        for level in 0..<domain.size(attribute) { next.append(start + level * stride) }
      }
      starts = next
    }
    let width = domain.size(last)
    let step = stride(of: last, in: clique, of: domain)
    var image = Array(repeating: 0, count: domain.cellCount(of: clique))
    var target = image.mutableSpan
    let source = counts.span
    var cell = 0
    for start in starts {
      var place = start
      for _ in 0..<width {
        target[place] += source[cell]
        place += step
        cell += 1
      }
    }
    return image
  }

  /// How far two neighbouring levels of an attribute lie apart in the table of a clique; 0 where it
  /// isn't in it.
  private func stride(of attribute: Int, in clique: Clique, of domain: Domain) -> Int {
    guard clique.contains(attribute) else { return 0 }
    return clique.attributes.drop { $0 <= attribute }.reduce(1) { $0 * domain.size($1) }
  }
}
