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
  /// Small marginals are summed from joint tables (``CountingPlan``). Threads take whole passes over
  /// the rows, so the counts are the same for any number of them.
  ///
  /// - Privacy: as for ``counts(over:)-(Clique)``.
  /// - Precondition: every marginal has at most 2^31 cells.
  /// - Complexity: O(rows · attributes + cells) for each joint table, of which there are at most as
  ///   many as marginals.
  package func counts(over cliques: [Clique]) -> [[Int]] {
    for clique in cliques {
      precondition(
        domain.cellCount(of: clique, within: 1 << 31) != nil,
        "a marginal of over 2^31 cells"
      )
    }
    let passes = CountingPlan(for: cliques, in: domain).passes(in: domain)
    let parts = Parallel.map(count: passes.count) { pass in
      let tables = passes[pass]
      let counts = MarginalCounter(self, over: tables.map(\.clique)).counts
      return zip(tables, counts).map { table, counts in
        table.positions.map { table.counts(over: cliques[$0], from: counts, in: domain) }
      }
    }
    var counts = [[Int]](repeating: [], count: cliques.count)
    for (table, marginals) in zip(passes.joined(), parts.joined()) {
      for (position, marginal) in zip(table.positions, marginals) { counts[position] = marginal }
    }
    return counts
  }
}
