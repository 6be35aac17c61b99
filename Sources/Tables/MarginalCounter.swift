import Marginals

/// The counting of some joint tables, in one pass over the rows.
///
/// This is the hottest loop of the house and the one corner of this module with unchecked memory:
/// one addition to a table's cell a row, which bounds checks would slow down twofold. It is safe
/// because ``CodeColumn/append(_:below:)`` checked every code against its attribute's size, so the
/// index of a row's cell is below the product of the sizes, which is at most 2^31.
///
/// A block of rows is counted into every table before the next one, so that its codes stay in the
/// second-level cache. For each table, parts of the block first get the indices of their cells,
/// attribute by attribute, in loops that the compiler vectorises; then the cells are counted up.
struct MarginalCounter {
  private let table: EncodedTable
  private let cliques: [Clique]

  /// The rows of a block.
  private static let blockRows = 1 << 15

  /// The rows of a part: their indices leave room for the cells in the first-level cache.
  private static let partRows = 1 << 12

  /// The rows after which the cells are emptied into wider ones: none of 32 bits overflows.
  private static let slabRows = 1 << 31

  /// Prepares to count over these attributes of a table.
  init(_ table: EncodedTable, over cliques: [Clique]) {
    self.table = table
    self.cliques = cliques
  }

  /// The counts over each clique, row-major.
  var counts: [[Int]] {
    let cellCounts = cliques.map(table.domain.cellCount(of:))
    var totals = cellCounts.map { [Int](repeating: 0, count: $0) }
    // The fewer bytes an index has, the more of them one instruction makes.
    var shorts = [UInt16](repeating: 0, count: Self.partRows)
    var words = [UInt32](repeating: 0, count: Self.partRows)
    for slab in stride(from: 0, to: table.rowCount, by: Self.slabRows) {
      let end = min(table.rowCount, slab + Self.slabRows)
      var cells = cellCounts.map { [UInt32](repeating: 0, count: $0) }
      for start in stride(from: slab, to: end, by: Self.blockRows) {
        let rows = start..<min(end, start + Self.blockRows)
        for (position, clique) in cliques.enumerated() {
          if cellCounts[position] <= 1 << 16 {
            count(rows, over: clique, into: &cells[position], by: &shorts)
          } else {
            count(rows, over: clique, into: &cells[position], by: &words)
          }
        }
      }
      for (position, counts) in cells.enumerated() {
        totals[position] = zip(totals[position], counts).map { $0 + Int($1) }
      }
    }
    return totals
  }

  /// Counts some rows into the cells of a clique, whose indices `index` has room for.
  @inline(__always)
  private func count<Index: FixedWidthInteger & UnsignedInteger>(
    _ rows: Range<Int>,
    over clique: Clique,
    into cells: inout [UInt32],
    by index: inout [Index]
  ) {
    unsafe index.withUnsafeMutableBufferPointer { index in
      unsafe cells.withUnsafeMutableBufferPointer { cells in
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.partRows) {
          let part = start..<min(rows.upperBound, start + Self.partRows)
          let columns = clique.attributes.map { table.columns[$0] }
          let sizes = clique.attributes.map { Index(truncatingIfNeeded: table.domain.size($0)) }
          // What the part before has left is replaced: most often by two columns of bytes at once,
          // else by the first column, which is added to anything times 0.
          var next = 0
          if columns.count > 1, case .bytes(let first) = columns[0],
            case .bytes(let second) = columns[1]
          {
            unsafe CodeColumn.join(index, first, second, part, sizes[1])
            next = 2
          }
          while next < columns.count {
            unsafe columns[next].extend(index, rows: part, size: next == 0 ? 0 : sizes[next])
            next += 1
          }
          if columns.isEmpty { unsafe index.update(repeating: 0) }
          for row in 0..<part.count { unsafe cells[Int(index[row])] &+= 1 }
        }
      }
    }
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

  /// Makes each row's index that of two attributes: first · size + second.
  @inline(__always)
  fileprivate static func join<Index: FixedWidthInteger & UnsignedInteger>(
    _ index: UnsafeMutableBufferPointer<Index>,
    _ first: [UInt8],
    _ second: [UInt8],
    _ rows: Range<Int>,
    _ size: Index
  ) {
    unsafe first.withUnsafeBufferPointer { first in
      unsafe second.withUnsafeBufferPointer { second in
        for row in 0..<rows.count {
          let high = Index(truncatingIfNeeded: unsafe first[rows.lowerBound &+ row])
          let low = Index(truncatingIfNeeded: unsafe second[rows.lowerBound &+ row])
          unsafe index[row] = high &* size &+ low
        }
      }
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
