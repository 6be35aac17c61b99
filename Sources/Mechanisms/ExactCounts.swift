import Marginals
import Tables

/// What is made of exact counts behind the door: private, so it stays in this module.
enum ExactCounts {
  /// The most marginals that are counted at a time.
  private static let batchCount = 64

  /// The most cells that are counted at a time, but for a single marginal with more.
  private static let batchCells = 1 << 21

  /// One number for each shape, made of its counts and of a public table.
  ///
  /// A batch of marginals is counted at a time, so that few exact tables exist at once, and no more
  /// public ones than a group. Groups and batches follow from the shapes alone.
  ///
  /// - Parameters:
  ///   - shapes: what to count.
  ///   - references: a public table for each shape.
  ///   - table: the private rows.
  ///   - summary: what to make of the counts and the public table of the shape at a position.
  /// - Returns: what was made of each, in order.
  /// - Complexity: O(rows · shapes + cells).
  private static func summaries(
    of shapes: [MarginalShape],
    against references: PublicTables,
    in table: EncodedTable,
    _ summary: (_ position: Int, _ counts: [Int], _ reference: [Int]) -> Int
  ) -> [Int] {
    precondition(shapes.count == references.count, "one public table for each shape")
    var summaries: [Int] = []
    summaries.reserveCapacity(shapes.count)
    for group in references.groups {
      let expected = references.tables(of: group)
      for batch in batches(of: group, shapes, in: table.domain) {
        let counts = table.counts(over: batch.map { shapes[$0].clique })
        for (position, fine) in zip(batch, counts) {
          let exact = shapes[position].coarsen(fine, in: table.domain)
          summaries.append(summary(position, exact, expected[position - group.lowerBound]))
        }
      }
    }
    return summaries
  }

  /// A group's positions in parts that are counted at a time.
  private static func batches(
    of group: Range<Int>,
    _ shapes: [MarginalShape],
    in domain: Domain
  ) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (start, cells) = (group.lowerBound, 0)
    for position in group {
      let more = domain.cellCount(of: shapes[position].clique)
      if position > start, position - start == batchCount || cells + more > batchCells {
        batches.append(start..<position)
        (start, cells) = (position, 0)
      }
      cells += more
    }
    return start < group.upperBound ? batches + [start..<group.upperBound] : batches
  }

  /// For each shape, Σ|exact count − expected count| over its cells.
  ///
  /// - Precondition: one table of expected counts for each shape, with one entry a cell.
  static func distances(
    of shapes: [MarginalShape],
    from expected: PublicTables,
    in table: EncodedTable
  ) -> [Int] {
    summaries(of: shapes, against: expected, in: table) { _, exact, expected in
      precondition(exact.count == expected.count, "expected counts of another shape")
      return distance(exact, expected)
    }
  }

  /// Σ|count − expected| over the cells of two tables of one length.
  static func distance(_ counts: [Int], _ expected: [Int]) -> Int {
    let (counts, expected) = (counts.span, expected.span)
    var sum = 0
    for cell in counts.indices { sum += abs(counts[cell] - expected[cell]) }
    return sum
  }

  /// For each candidate, its score against its public table.
  static func scores(
    of candidates: [Candidate],
    against references: PublicTables,
    in table: EncodedTable
  ) -> [Int] {
    summaries(of: candidates.map(\.shape), against: references, in: table) {
      candidates[$0].score($1, against: $2, in: table.domain)
    }
  }
}
