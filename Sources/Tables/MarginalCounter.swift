import Marginals

/// The counting of one marginal.
///
/// This is the hottest loop of the house and the one corner of this module with unchecked memory:
/// one addition to a table's cell a row, which bounds checks would slow down twofold. It is safe
/// because ``CodeColumn/append(_:below:)`` checked every code against its attribute's size, so the
/// index of a row's cell is below the product of the sizes, which is at most 2^31.
///
/// A block of rows first gets the indices of its cells, attribute by attribute, in loops that the
/// compiler vectorises; then the cells are counted up.
struct MarginalCounter {
  private let columns: [CodeColumn]
  private let sizes: [Int]
  private let rowCount: Int

  /// The rows of a block: their indices leave room for the cells in the first-level cache.
  private static let blockRows = 1 << 12

  /// The rows after which the cells are emptied into wider ones: none of 32 bits overflows.
  private static let slabRows = 1 << 31

  /// Prepares to count over these attributes of a table.
  init(_ table: EncodedTable, over clique: Clique) {
    columns = clique.attributes.map { table.columns[$0] }
    sizes = table.domain.shape(of: clique)
    rowCount = table.rowCount
  }

  /// The counts, row-major.
  var counts: [Int] {
    let cellCount = sizes.reduce(1, *)
    // The fewer bytes an index has, the more of them one instruction makes.
    return cellCount <= 1 << 16
      ? counts(cellCount, indexedBy: UInt16.self) : counts(cellCount, indexedBy: UInt32.self)
  }

  @inline(__always)
  private func counts<Index: FixedWidthInteger & UnsignedInteger>(
    _ cellCount: Int,
    indexedBy: Index.Type
  ) -> [Int] {
    var totals = Array(repeating: 0, count: cellCount)
    var index = Array(repeating: Index(0), count: min(Self.blockRows, rowCount))
    for slab in stride(from: 0, to: rowCount, by: Self.slabRows) {
      let end = min(rowCount, slab + Self.slabRows)
      var cells = [UInt32](repeating: 0, count: cellCount)
      unsafe index.withUnsafeMutableBufferPointer { index in
        unsafe cells.withUnsafeMutableBufferPointer { cells in
          for start in stride(from: slab, to: end, by: Self.blockRows) {
            let rows = start..<min(end, start + Self.blockRows)
            for (position, column) in columns.enumerated() {
              // The first attribute replaces what the block before has left: anything times 0.
              let size = Index(truncatingIfNeeded: position == 0 ? 0 : sizes[position])
              unsafe column.extend(index, rows: rows, size: size)
            }
            for row in 0..<rows.count { unsafe cells[Int(index[row])] &+= 1 }
          }
        }
      }
      for cell in totals.indices { totals[cell] += Int(cells[cell]) }
    }
    return totals
  }
}

extension CodeColumn {
  /// Makes each row's index that of one more attribute: index · size + code.
  @inline(__always)
  fileprivate func extend<Index: FixedWidthInteger & UnsignedInteger>(
    _ index: UnsafeMutableBufferPointer<Index>,
    rows: Range<Int>,
    size: Index
  ) {
    switch self {
    case .bytes(let codes): unsafe Self.extend(index, codes, rows, size)
    case .shorts(let codes): unsafe Self.extend(index, codes, rows, size)
    case .words(let codes): unsafe Self.extend(index, codes, rows, size)
    }
  }

  @inline(__always)
  private static func extend<
    Code: FixedWidthInteger & UnsignedInteger,
    Index: FixedWidthInteger & UnsignedInteger
  >(
    _ index: UnsafeMutableBufferPointer<Index>,
    _ codes: [Code],
    _ rows: Range<Int>,
    _ size: Index
  ) {
    unsafe codes.withUnsafeBufferPointer { codes in
      for row in 0..<rows.count {
        let code = Index(truncatingIfNeeded: unsafe codes[rows.lowerBound &+ row])
        unsafe index[row] = index[row] &* size &+ code
      }
    }
  }
}
