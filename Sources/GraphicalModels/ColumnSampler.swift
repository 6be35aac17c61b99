import Randomness

/// Draws one attribute's codes for rows that are already in groups.
struct ColumnSampler {
  /// For each group the weights of the levels, one group after the other.
  let weights: [Double]

  /// The number of levels.
  let levels: Int

  /// The number of groups.
  let groups: Int

  /// A code for each row, given the rows' groups.
  ///
  /// - Complexity: O(rows + groups · levels).
  func codes(for group: [Int], stream: SamplingStream) -> [UInt32] {
    var stream = stream
    // First the number of rows in each group, later where in `pool` its next code lies.
    var cursors = Array(repeating: 0, count: groups)
    for group in group { cursors[group] += 1 }
    var pool = Array(repeating: UInt32(0), count: group.count)
    var debts = Array(repeating: 0.0, count: levels)
    var start = 0
    for index in 0..<groups where cursors[index] > 0 {
      let size = cursors[index]
      cursors[index] = start
      let counts = share(size, inGroup: index, debts: &debts, stream: &stream)
      var place = start
      for (level, count) in counts.enumerated() {
        for _ in 0..<count {
          pool[place] = UInt32(level)
          place += 1
        }
      }
      // Fisher and Yates: every order of the group's codes is equally likely.
      var last = start + size - 1
      while last > start {
        pool.swapAt(last, start + Int(stream.uniform(below: UInt64(last - start + 1))))
        last -= 1
      }
      start += size
    }
    return group.map { group in
      defer { cursors[group] += 1 }
      return pool[cursors[group]]
    }
  }

  /// Shares out the rows of a group among the levels.
  ///
  /// `debts` holds what earlier groups owe to each level: expected less given. The debt is added to
  /// a level's share, but where less than one row is expected only in that proportion, so that no
  /// level appears where it has no weight. So the level's count in all groups stays near its
  /// expectation too.
  private func share(
    _ size: Int,
    inGroup group: Int,
    debts: inout [Double],
    stream: inout SamplingStream
  ) -> [Int] {
    var weights = Array(weights[group * levels..<(group + 1) * levels])
    var sum = weights.lanewiseSum
    if !(sum > 0) {
      weights = Array(repeating: 1, count: levels)
      sum = Double(levels)
    }
    let scale = Double(size) / sum
    weights.update { $0 * scale }
    var shares = weights
    shares.update(with: debts) { expected, debt in
      let share = expected + debt * (expected < 1 ? expected : 1)
      return share < 0 ? 0 : share
    }
    let correction = Double(size) / shares.lanewiseSum
    if correction.isFinite { shares.update { $0 * correction } } else { shares = weights }
    let counts = Self.round(shares, toSum: size, offset: Double(stream.next() >> 11) * 0x1p-53)
    for level in 0..<levels { debts[level] += weights[level] - Double(counts[level]) }
    return counts
  }

  /// Systematic sampling: whole parts stay, and the fractional parts, laid end to end, give one more
  /// to each in which a point offset + 0, 1, 2, … falls; so each is rounded up with the probability
  /// of its fraction.
  static func round(_ shares: [Double], toSum sum: Int, offset: Double) -> [Int] {
    var left = sum
    var reach = offset
    var last = 0
    var counts = shares.enumerated().map { index, share in
      let whole = Int(share)
      reach += share - Double(whole)
      var count = whole
      if reach >= 1 {
        reach -= 1
        count += 1
      }
      if share > 0 { last = index }
      count = min(count, left)
      left -= count
      return count
    }
    // Rounding of the fractions' sum can leave one row over.
    counts[last] += left
    return counts
  }
}
