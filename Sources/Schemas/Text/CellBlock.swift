extension CellCoder {
  /// The codes of one column in a block of rows.
  ///
  /// One call a block keeps the border between modules out of the loops, and each loop does one
  /// kind of work only.
  ///
  /// - Parameters:
  ///   - bytes: The block's text, ``CellBounds/padding`` bytes more than the last cell needs.
  ///   - cells: The block's cells, row by row.
  ///   - first: The column's position among the cells of a row.
  ///   - stride: The number of cells of a row.
  ///   - codes: One code a row, to be filled.
  /// - Complexity: O(the column's bytes).
  package func encode(
    _ bytes: Span<UInt8>,
    cells: Span<CellBounds>,
    first: Int,
    stride: Int,
    into codes: inout MutableSpan<UInt32>
  ) {
    if let bins, let (minimum, maximum) = shortNumbers, !isMissingFirst {
      encode(cells, from: first, stride: stride, into: &codes) { cell in
        guard 1...8 ~= cell.count,
          let units = bytes.word(at: Int(cell.start)).number(ofDigits: cell.count),
          units >= minimum, units <= maximum
        else { return UInt32(truncatingIfNeeded: reading(of: cell, in: bytes).code) }
        return bins.index(of: units)
      }
    } else if ordered == nil {
      encode(cells, from: first, stride: stride, into: &codes) { cell in
        texts.code(of: cell, in: bytes)
          ?? UInt32(truncatingIfNeeded: reading(of: cell, in: bytes).code)
      }
    } else {
      encode(cells, from: first, stride: stride, into: &codes) { cell in
        UInt32(truncatingIfNeeded: reading(of: cell, in: bytes).code)
      }
    }
  }

  @inline(__always)
  private func encode(
    _ cells: Span<CellBounds>,
    from first: Int,
    stride: Int,
    into codes: inout MutableSpan<UInt32>,
    _ code: (CellBounds) -> UInt32
  ) {
    var position = first
    for row in codes.indices {
      codes[row] = code(cells[position])
      position &+= stride
    }
  }
}

extension UInt64 {
  /// The number that the lowest `count` bytes spell in digits, the lowest byte first; nil where a
  /// byte is no digit.
  ///
  /// - Precondition: `1...8` holds `count`.
  /// - Source: D. Lemire, Quickly parsing eight digits, 2018; J. Keiser and D. Lemire, Validating
  ///   UTF-8 in less than one instruction per byte, 2021, for the test of ranges within a word.
  @inline(__always)
  func number(ofDigits count: Int) -> Int? {
    // The digits move to the top, and zeros fill up below: they stand for leading zeros.
    let missing = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let digits = (self &<< missing) | (0x3030_3030_3030_3030 & ((1 &<< missing) &- 1))
    let carries = (digits &+ 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0
    guard (digits & 0xf0f0_f0f0_f0f0_f0f0) | (carries &>> 4) == 0x3333_3333_3333_3333 else {
      return nil
    }
    // Pairs, then fours, then all eight: 10·a + b in every lane at once.
    let pairs = ((digits & 0x0f0f_0f0f_0f0f_0f0f) &* 2561) &>> 8
    let fours = ((pairs & 0x00ff_00ff_00ff_00ff) &* 6_553_601) &>> 16
    let eight = ((fours & 0x0000_ffff_0000_ffff) &* 42_949_672_960_001) &>> 32
    return Int(truncatingIfNeeded: eight)
  }
}
