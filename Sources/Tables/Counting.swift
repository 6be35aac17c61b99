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
  /// Threads take whole marginals, so the counts are the same for any number of them.
  ///
  /// - Privacy: as for ``counts(over:)-(Clique)``.
  /// - Precondition: every marginal has at most 2^31 cells.
  /// - Complexity: O(rows · attributes + cells) for each marginal.
  package func counts(over cliques: [Clique]) -> [[Int]] {
    for clique in cliques {
      precondition(
        domain.cellCount(of: clique, within: 1 << 31) != nil,
        "a marginal of over 2^31 cells"
      )
    }
    return Parallel.map(count: cliques.count) { MarginalCounter(self, over: cliques[$0]).counts }
  }
}
