import Marginals

/// The swaps of one attribute's values between rows that have its level u and rows that have v.
struct LevelSwaps {
  /// The attribute.
  let attribute: Int

  /// The first level, among those of all attributes.
  let u: Int

  /// The second level, among those of all attributes.
  let v: Int

  /// The number of attributes.
  let attributes: Int

  /// Swaps the rows' values wherever that lowers the error, the best first.
  ///
  /// - Parameters:
  ///   - first: the rows that have u, by their numbers in the tile.
  ///   - second: the rows that have v.
  ///   - codes: for each row of the tile its codes among all levels.
  ///   - residuals: the whole table's, which follow the swaps.
  ///   - offsets: for each attribute, where its levels begin among all levels.
  ///   - impossible: the combinations with the attribute that no row may come to have.
  func make(
    between first: [Int],
    and second: [Int],
    of codes: inout [UInt16],
    residuals: inout PairResiduals,
    offsets: [Int],
    impossible: [ImpossibleCombination]
  ) {
    let unit = Int(residuals.unit)
    var leaving = gains(of: first, from: u, to: v, codes, residuals)
    var coming = gains(of: second, from: v, to: u, codes, residuals)
    // A swap has to gain two units more for each attribute, beside this, in which the rows differ.
    let enough = -2 * unit
    let (bestLeaving, bestComing) = ((leaving.min() ?? 0) >> 16, (coming.min() ?? 0) >> 16)
    leaving.removeAll { ($0 >> 16) + bestComing >= enough }
    coming.removeAll { ($0 >> 16) + bestLeaving >= enough }
    leaving.sort()
    coming.sort()
    for (one, two) in zip(leaving, coming) {
      guard (one >> 16) + (two >> 16) < enough else { return }
      swap(one & 0xFFFF, two & 0xFFFF, &codes, &residuals, offsets, impossible)
    }
  }

  /// For each row what it gains by another level, as gain · 2¹⁶ + row: it is a sum of differences of 32
  /// bits over fewer than 2¹⁴ attributes.
  private func gains(
    of rows: [Int],
    from level: Int,
    to next: Int,
    _ codes: [UInt16],
    _ residuals: PairResiduals
  ) -> [Int] {
    let (attributes, levels) = (attributes, residuals.levels)
    return unsafe codes.withUnsafeBufferPointer { codes in
      unsafe residuals.values.withUnsafeBufferPointer { values in
        guard let codes = codes.baseAddress, let values = values.baseAddress else { return [] }
        let from = unsafe values + level * levels
        let to = unsafe values + next * levels
        return rows.map { row in
          let code = unsafe codes + row &* attributes
          var gain = 0
          for other in 0..<attributes {
            let x = unsafe Int(code[other])
            // The attribute's own term is zero.
            unsafe gain &+= Int(to[x] &- from[x])
          }
          return gain << 16 | row
        }
      }
    }
  }

  /// Swaps two rows' values where that lowers the error as it is now and leaves both rows possible.
  private func swap(
    _ first: Int,
    _ second: Int,
    _ codes: inout [UInt16],
    _ residuals: inout PairResiduals,
    _ offsets: [Int],
    _ impossible: [ImpossibleCombination]
  ) {
    let unit = residuals.unit
    let levels = residuals.levels
    let lowers = unsafe codes.withUnsafeBufferPointer { codes in
      unsafe residuals.values.withUnsafeBufferPointer { values in
        guard let codes = codes.baseAddress, let values = values.baseAddress else { return false }
        let (one, two) = unsafe (codes + first * attributes, codes + second * attributes)
        let (rowU, rowV) = unsafe (values + u * levels, values + v * levels)
        // Where x = y the terms cancel, and so they do for the attribute itself.
        var change = 0
        var differing = 0
        for other in 0..<attributes {
          let x = unsafe Int(one[other])
          let y = unsafe Int(two[other])
          unsafe change &+= Int(rowV[x]) &- Int(rowU[x]) &+ Int(rowU[y]) &- Int(rowV[y])
          differing &+= x == y ? 0 : 1
        }
        return change + 2 * Int(unit) * (differing - 1) < 0
      }
    }
    guard lowers, isPossible(first, having: v, codes, offsets, impossible),
      isPossible(second, having: u, codes, offsets, impossible)
    else { return }
    for other in 0..<attributes where other != attribute {
      let x = Int(codes[first * attributes + other])
      let y = Int(codes[second * attributes + other])
      for (amount, i, j) in [(-unit, u, x), (-unit, v, y), (unit, u, y), (unit, v, x)] {
        residuals.values[i * levels + j] += amount
        residuals.values[j * levels + i] += amount
      }
    }
    codes.swapAt(first * attributes + attribute, second * attributes + attribute)
  }

  /// Whether a row would be possible with another level of the attribute.
  private func isPossible(
    _ row: Int,
    having level: Int,
    _ codes: [UInt16],
    _ offsets: [Int],
    _ impossible: [ImpossibleCombination]
  ) -> Bool {
    !impossible.contains { combination in
      combination.excludes { other in
        let code = other == attribute ? level : Int(codes[row * attributes + other])
        return code - offsets[other]
      }
    }
  }
}
