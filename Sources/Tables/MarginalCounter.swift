import Marginals

/// The counting of marginals that share all attributes but the last.
///
/// This is the hottest loop of the house and the one corner of this module with unchecked memory:
/// one addition to a table's cell a row, which bounds checks would slow down twofold. It is safe
/// because ``CodeColumn/append(_:below:)`` checked every code against its attribute's size, so the
/// index of a row's cell is below the product of the sizes, which is at most 2^31.
struct MarginalCounter {
  private let columns: [CodeColumn]
  private let sizes: [Int]
  private let rowCount: Int
  private let prefix: [Int]

  /// The rows whose shared index is computed at once: it stays in the second-level cache.
  private static let blockRows = 1 << 15

  /// The rows after which the tables are emptied into wider ones: no cell of 32 bits overflows.
  private static let slabRows = 1 << 31

  /// Prepares to count over these attributes of a table and one more.
  init(_ table: EncodedTable, prefix: [Int]) {
    columns = table.columns
    sizes = table.domain.attributes.map(\.size)
    rowCount = table.rowCount
    self.prefix = prefix
  }

  /// For each of the last attributes the counts over the prefix and it, row-major.
  func counts(withLast lasts: [Int]) -> [[Int]] {
    let prefixCells = prefix.reduce(1) { $0 * sizes[$1] }
    var totals: [[Int]] = []
    for slab in stride(from: 0, to: max(1, rowCount), by: Self.slabRows) {
      var tables = lasts.map { [UInt32](repeating: 0, count: prefixCells * sizes[$0]) }
      count(slab..<min(rowCount, slab + Self.slabRows), lasts, &tables)
      let counts = tables.map { $0.map(Int.init) }
      totals = totals.isEmpty ? counts : zip(totals, counts).map { zip($0, $1).map(+) }
    }
    return totals
  }

  private func count(_ rows: Range<Int>, _ lasts: [Int], _ tables: inout [[UInt32]]) {
    var index = [UInt32](repeating: 0, count: min(Self.blockRows, rows.count))
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows) {
      let block = start..<min(rows.upperBound, start + Self.blockRows)
      unsafe index.withUnsafeMutableBufferPointer { index in
        for (position, attribute) in prefix.enumerated() {
          // The first attribute replaces what the block before has left: anything times 0.
          let size = UInt32(position == 0 ? 0 : sizes[attribute])
          unsafe columns[attribute].extend(index, rows: block, size: size)
        }
        for (table, last) in lasts.enumerated() {
          unsafe tables[table].withUnsafeMutableBufferPointer { cells in
            unsafe columns[last].tally(block, index: index, size: UInt32(sizes[last]), cells)
          }
        }
      }
    }
  }
}

extension CodeColumn {
  /// Makes each row's index that of one more attribute: index · size + code.
  fileprivate func extend(
    _ index: UnsafeMutableBufferPointer<UInt32>,
    rows: Range<Int>,
    size: UInt32
  ) {
    switch self {
    case .bytes(let codes): unsafe Self.extend(index, codes, rows, size)
    case .shorts(let codes): unsafe Self.extend(index, codes, rows, size)
    case .words(let codes): unsafe Self.extend(index, codes, rows, size)
    }
  }

  @inline(__always)
  private static func extend<Code: UnsignedInteger & FixedWidthInteger>(
    _ index: UnsafeMutableBufferPointer<UInt32>,
    _ codes: [Code],
    _ rows: Range<Int>,
    _ size: UInt32
  ) {
    unsafe codes.withUnsafeBufferPointer { codes in
      for row in 0..<rows.count {
        let code = UInt32(truncatingIfNeeded: unsafe codes[rows.lowerBound &+ row])
        unsafe index[row] = index[row] &* size &+ code
      }
    }
  }

  /// Adds one for each row to the cell of its index and its code.
  fileprivate func tally(
    _ rows: Range<Int>,
    index: UnsafeMutableBufferPointer<UInt32>,
    size: UInt32,
    _ cells: UnsafeMutableBufferPointer<UInt32>
  ) {
    switch self {
    case .bytes(let codes): unsafe Self.tally(codes, rows, index, size, cells)
    case .shorts(let codes): unsafe Self.tally(codes, rows, index, size, cells)
    case .words(let codes): unsafe Self.tally(codes, rows, index, size, cells)
    }
  }

  @inline(__always)
  private static func tally<Code: UnsignedInteger & FixedWidthInteger>(
    _ codes: [Code],
    _ rows: Range<Int>,
    _ index: UnsafeMutableBufferPointer<UInt32>,
    _ size: UInt32,
    _ cells: UnsafeMutableBufferPointer<UInt32>
  ) {
    unsafe codes.withUnsafeBufferPointer { codes in
      for row in 0..<rows.count {
        let code = UInt32(truncatingIfNeeded: unsafe codes[rows.lowerBound &+ row])
        unsafe cells[Int(index[row] &* size &+ code)] &+= 1
      }
    }
  }
}
