import Marginals
import Tables

/// What is made of exact counts behind the door: private, so it stays in this module.
enum ExactCounts {
  /// One number for each shape, made of its counts.
  ///
  /// A batch of marginals is counted at a time, so that few exact tables exist at once.
  ///
  /// - Parameters:
  ///   - shapes: what to count.
  ///   - table: the private rows.
  ///   - summary: what to make of the counts of the shape at a position.
  /// - Returns: what was made of each, in order.
  /// - Complexity: O(rows · shapes + cells).
  static func summaries(
    of shapes: [MarginalShape],
    in table: EncodedTable,
    _ summary: (_ position: Int, _ counts: [Int]) -> Int
  ) -> [Int] {
    let batch = 64
    var summaries: [Int] = []
    summaries.reserveCapacity(shapes.count)
    for start in stride(from: 0, to: shapes.count, by: batch) {
      let positions = start..<min(start + batch, shapes.count)
      let counts = table.counts(over: positions.map { shapes[$0].clique })
      for (position, fine) in zip(positions, counts) {
        summaries.append(summary(position, shapes[position].coarsen(fine, in: table.domain)))
      }
    }
    return summaries
  }

  /// For each shape, Σ|exact count − expected count| over its cells.
  ///
  /// - Precondition: one table of expected counts for each shape, with one entry a cell.
  static func distances(
    of shapes: [MarginalShape],
    from expected: [[Int]],
    in table: EncodedTable
  ) -> [Int] {
    precondition(shapes.count == expected.count, "one table of expected counts for each shape")
    return summaries(of: shapes, in: table) { position, exact in
      precondition(exact.count == expected[position].count, "expected counts of another shape")
      return zip(exact, expected[position]).reduce(0) { $0 + abs($1.0 - $1.1) }
    }
  }

  /// For each candidate, its score.
  static func scores(of candidates: [Candidate], in table: EncodedTable) -> [Int] {
    summaries(of: candidates.map(\.shape), in: table) { position, exact in
      candidates[position].score(exact, in: table.domain)
    }
  }
}
