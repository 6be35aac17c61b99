import Marginals
import Randomness

/// A part of the rows, small enough for a processor's cache, among which values are swapped.
///
/// For two levels u and v of an attribute, a row that goes from u to v changes Σ r² in proportion to
/// its gain Σ (r_vx − r_ux) over its other values x, and a row that goes from v to u likewise. A swap
/// of both changes it by 2·(the sum of their gains) + 4 for each other attribute in which they differ,
/// since the counts of (u, x) and (v, y) fall by one and those of (u, y) and (v, x) rise. So the rows
/// of each level are put in the order of their gains, and the best of the one are matched with the best
/// of the other: as many gains as there are rows judge all pairs of rows.
///
/// - Source: Kernighan and Lin, An efficient heuristic procedure for partitioning graphs, Bell System
///   Technical Journal 1970, for swaps found by the gains of single moves.
struct SwapTile {
  /// The number of rows, at most 2¹⁶.
  let count: Int

  private let attributes: Int
  /// For each attribute, where its levels begin among all levels.
  private let offsets: [Int]
  /// For each row its codes, each plus its attribute's offset.
  private var codes: [UInt16]

  /// Takes rows out of columns.
  ///
  /// - Precondition: at most 2¹⁶ rows, and levels of all attributes together.
  init(columns: [[UInt32]], rows: StrideTo<Int>, offsets: [Int]) {
    count = rows.underestimatedCount
    attributes = columns.count
    self.offsets = offsets
    codes = Array(repeating: 0, count: count * columns.count)
    for (attribute, column) in columns.enumerated() {
      let offset = UInt32(offsets[attribute])
      var place = attribute
      for row in rows {
        codes[place] = UInt16(truncatingIfNeeded: column[row] &+ offset)
        place += attributes
      }
    }
  }

  /// Puts the rows back.
  func write(to columns: inout [[UInt32]], rows: StrideTo<Int>) {
    for attribute in columns.indices {
      let offset = UInt32(offsets[attribute])
      var place = attribute
      for row in rows {
        columns[attribute][row] = UInt32(codes[place]) &- offset
        place += attributes
      }
    }
  }

  /// Swaps values of every attribute once, its levels two by two as the stream matches them.
  ///
  /// - Parameters:
  ///   - residuals: the whole table's, which follow the swaps.
  ///   - sizes: the attributes' numbers of levels.
  ///   - impossible: for each attribute the combinations with it that no row may come to have.
  ///   - stream: what matches the levels.
  /// - Complexity: O(rows · attributes²), and sorting.
  mutating func improve(
    _ residuals: inout PairResiduals,
    sizes: [Int],
    impossible: [[ImpossibleCombination]],
    stream: inout SamplingStream
  ) {
    for attribute in 0..<attributes {
      let groups = rows(by: attribute, size: sizes[attribute])
      var present = groups.indices.filter { !groups[$0].isEmpty }
      for last in present.indices.dropFirst().reversed() {
        present.swapAt(last, Int(stream.uniform(below: UInt64(last + 1))))
      }
      for place in stride(from: 1, to: present.count, by: 2) {
        let (u, v) = (present[place - 1], present[place])
        let swaps = LevelSwaps(
          attribute: attribute,
          u: u + offsets[attribute],
          v: v + offsets[attribute],
          attributes: attributes
        )
        swaps.make(
          between: groups[u],
          and: groups[v],
          of: &codes,
          residuals: &residuals,
          offsets: offsets,
          impossible: impossible[attribute]
        )
      }
    }
  }

  /// For each level of an attribute the rows that have it.
  private func rows(by attribute: Int, size: Int) -> [[Int]] {
    var groups: [[Int]] = Array(repeating: [], count: size)
    for row in 0..<count {
      groups[Int(codes[row * attributes + attribute]) - offsets[attribute]].append(row)
    }
    return groups
  }
}
