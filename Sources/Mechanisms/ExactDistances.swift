import Marginals
import Tables

/// L1 distances between exact counts and public counts: private, so they stay in this module.
enum ExactDistances {
  /// For each shape, Σ|exact count − expected count| over its cells.
  ///
  /// - Precondition: one table of expected counts for each shape, with one entry a cell.
  /// - Complexity: O(rows · shapes + cells).
  static func between(
    _ table: EncodedTable,
    _ shapes: [MarginalShape],
    _ expected: [[Int]]
  ) -> [Int] {
    precondition(shapes.count == expected.count, "one table of expected counts for each shape")
    // A batch of cliques is counted at a time, so that few exact tables exist at once.
    let batch = 64
    var distances: [Int] = []
    distances.reserveCapacity(shapes.count)
    for start in stride(from: 0, to: shapes.count, by: batch) {
      let positions = start..<min(start + batch, shapes.count)
      let counts = table.counts(over: positions.map { shapes[$0].clique })
      for (position, fine) in zip(positions, counts) {
        let exact = shapes[position].coarsen(fine, in: table.domain)
        precondition(exact.count == expected[position].count, "expected counts of another shape")
        distances.append(zip(exact, expected[position]).reduce(0) { $0 + abs($1.0 - $1.1) })
      }
    }
    return distances
  }
}
