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
  func codes(for group: [UInt32], stream: SamplingStream) -> [UInt32] {
    var stream = stream
    var (pool, cursors) = pool(for: group, stream: &stream)
    var codes = group
    var target = codes.mutableSpan
    var next = cursors.mutableSpan
    let source = pool.mutableSpan
    for row in target.indices {
      let index = Int(target[row])
      let place = next[index]
      next[index] = place &+ 1
      target[row] = source[Int(place)]
    }
    return codes
  }

  /// The codes of all rows, group by group and shuffled in each, and where each group starts.
  private func pool(
    for group: [UInt32],
    stream: inout SamplingStream
  ) -> (codes: [UInt32], starts: [UInt32]) {
    var starts = Array(repeating: UInt32(0), count: groups)
    Self.count(group, into: &starts)
    var codes = Array(repeating: UInt32(0), count: group.count)
    var debts = Array(repeating: 0.0, count: levels)
    var start = 0
    for index in 0..<groups where starts[index] > 0 {
      let size = Int(starts[index])
      starts[index] = UInt32(start)
      let counts = share(size, inGroup: index, debts: &debts, stream: &stream)
      var place = start
      for (level, count) in counts.enumerated() {
        for _ in 0..<count {
          codes[place] = UInt32(level)
          place += 1
        }
      }
      Self.shuffle(&codes, start..<start + size, stream: &stream)
      start += size
    }
    return (codes, starts)
  }

  /// Adds to each group's number the rows in it.
  private static func count(_ group: [UInt32], into sizes: inout [UInt32]) {
    var sizes = sizes.mutableSpan
    for row in group.indices { sizes[Int(group[row])] &+= 1 }
  }

  /// Fisher and Yates: every order of the codes in a range is equally likely.
  private static func shuffle(
    _ codes: inout [UInt32],
    _ range: Range<Int>,
    stream: inout SamplingStream
  ) {
    var codes = codes.mutableSpan
    var last = range.upperBound - 1
    while last > range.lowerBound {
      let size = UInt64(truncatingIfNeeded: last &- range.lowerBound &+ 1)
      let other = range.lowerBound &+ Int(truncatingIfNeeded: stream.uniform(below: size))
      let code = codes[last]
      codes[last] = codes[other]
      codes[other] = code
      last &-= 1
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
