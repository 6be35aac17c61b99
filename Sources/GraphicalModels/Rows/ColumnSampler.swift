import Randomness

/// Draws one attribute's codes for rows that are already in groups.
struct ColumnSampler {
  /// For each group the weights of the levels, one group after the other.
  let weights: [Double]

  /// The number of levels.
  let levels: Int

  /// A code for each row.
  ///
  /// - Precondition: there are weights for each group.
  /// - Complexity: O(rows + groups · levels).
  func codes(for groups: RowGroups, stream: SamplingStream) -> [UInt32] {
    precondition(weights.count == groups.sizes.count * levels, "weights of other groups")
    // The fewer bytes a code has, the more of the pool is in the cache.
    return levels <= 1 << 8
      ? codes(for: groups, stream: stream, poolOf: UInt8.self)
      : codes(for: groups, stream: stream, poolOf: UInt32.self)
  }

  @inline(__always)
  private func codes<Code: PoolCode>(
    for groups: RowGroups,
    stream: SamplingStream,
    poolOf: Code.Type
  ) -> [UInt32] {
    var stream = stream
    var (pool, cursors): ([Code], [UInt32]) = pool(for: groups, stream: &stream)
    var codes = groups.numbers
    var target = codes.mutableSpan
    var next = cursors.mutableSpan
    let source = pool.mutableSpan
    for row in target.indices {
      let group = Int(target[row])
      let place = next[group]
      next[group] = place &+ 1
      target[row] = UInt32(truncatingIfNeeded: source[Int(place)])
    }
    return codes
  }

  /// The codes of all rows, group by group and shuffled in each, and where each group starts.
  @inline(__always)
  private func pool<Code: PoolCode>(
    for groups: RowGroups,
    stream: inout SamplingStream
  ) -> (codes: [Code], starts: [UInt32]) {
    var starts = groups.sizes
    // One place more: a level without rows may be noted behind the last group.
    var codes = Array(repeating: Code(0), count: groups.numbers.count + 1)
    var target = codes.mutableSpan
    var debts = Array(repeating: 0.0, count: levels)
    var expected = debts
    var shares = debts
    var start = 0
    for group in groups.sizes.indices where groups.sizes[group] > 0 {
      let range = start..<start + Int(groups.sizes[group])
      starts[group] = UInt32(start)
      setExpected(&expected, of: range.count, inGroup: group)
      Self.setShares(&shares, of: range.count, expected: expected, debts: debts)
      let offset = Double(stream.next() >> 11) * 0x1p-53
      Self.giveOut(&target, range, by: shares, from: offset, expected: expected, debts: &debts)
      Code.shuffle(&target, in: range, by: &stream)
      start = range.upperBound
    }
    return (codes, starts)
  }

  /// Sets the rows of a group expected of each level; without any weight all levels are alike.
  private func setExpected(_ expected: inout [Double], of size: Int, inGroup group: Int) {
    let first = group * levels
    let sum = weights.lanewiseSum(of: first..<first + levels)
    let scale = sum > 0 ? Double(size) / sum : 0
    let even = sum > 0 ? 0 : Double(size) / Double(levels)
    var target = expected.mutableSpan
    let weights = weights.span
    for level in target.indices { target[level] = weights[first &+ level] * scale + even }
  }

  /// Sets the shares of the rows that a group's levels are to have.
  ///
  /// `debts` holds what earlier groups owe to each level: expected less given. The debt is added to
  /// a level's share, but where less than one row is expected only in that proportion, so that no
  /// level appears where it has no weight. So the level's count in all groups stays near its
  /// expectation too.
  private static func setShares(
    _ shares: inout [Double],
    of size: Int,
    expected: [Double],
    debts: [Double]
  ) {
    shares.update(with: expected, debts) { _, expected, debt in
      let share = expected + debt * (expected < 1 ? expected : 1)
      return share < 0 ? 0 : share
    }
    let correction = Double(size) / shares.lanewiseSum
    if correction.isFinite {
      shares.update { $0 * correction }
    } else {
      shares.update(with: expected) { _, expected in expected }
    }
  }

  /// Gives the rows of a group to its levels, in their order, by systematic sampling.
  ///
  /// The shares are laid end to end from an offset drawn uniformly from [0, 1) on, and a level gets
  /// a row for each whole number that its share reaches: its share rounded down or up, and up with
  /// the probability of the fraction.
  @inline(__always)
  private static func giveOut<Code: PoolCode>(
    _ codes: inout MutableSpan<Code>,
    _ range: Range<Int>,
    by shares: [Double],
    from offset: Double,
    expected: [Double],
    debts: inout [Double]
  ) {
    let expected = expected.span
    let shares = shares.span
    var debts = debts.mutableSpan
    var reach = offset
    var given = 0
    var last = 0
    for level in debts.indices {
      // Each level is noted where its rows would begin. What is noted of one without rows the next
      // one overwrites, or the next group, whose level 0 is always noted at its first row.
      codes[range.lowerBound &+ given] = Code(truncatingIfNeeded: level)
      reach += shares[level]
      if shares[level] > 0 { last = level }
      let end = min(Int(reach), range.count)
      debts[level] += expected[level] - Double(end &- given)
      given = end
    }
    if given < range.count {
      // Rounding of the sum can leave one row over.
      codes[range.lowerBound + given] = Code(last)
      debts[last] -= Double(range.count - given)
    }
    var code: Code = 0
    for place in range {
      code = max(code, codes[place])
      codes[place] = code
    }
  }
}

/// What a pool of codes is made of.
private protocol PoolCode: FixedWidthInteger, UnsignedInteger, BitwiseCopyable {
  /// Shuffles a range of codes.
  static func shuffle(
    _ codes: inout MutableSpan<Self>,
    in range: Range<Int>,
    by stream: inout SamplingStream
  )
}

extension UInt8: PoolCode {
  static func shuffle(
    _ codes: inout MutableSpan<UInt8>,
    in range: Range<Int>,
    by stream: inout SamplingStream
  ) {
    stream.shuffle(&codes, in: range)
  }
}

extension UInt32: PoolCode {
  static func shuffle(
    _ codes: inout MutableSpan<UInt32>,
    in range: Range<Int>,
    by stream: inout SamplingStream
  ) {
    stream.shuffle(&codes, in: range)
  }
}
