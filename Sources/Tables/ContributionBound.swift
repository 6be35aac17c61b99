import Schemas

/// The bound on the rows that one privacy unit has in a table: its first ones in the file's order.
///
/// Whether a row is kept depends on the rows of its own unit alone. So tables that differ in one
/// unit differ in at most `maximumRows` kept rows, all of that unit: what the noise is made for.
/// The empty text is a unit like any other, lest rows without a name be unbounded.
struct ContributionBound {
  private let maximumRows: Int

  /// The rows seen of each unit, told apart by every byte; forgotten when the reading ends.
  private var rows: [[UInt8]: Int] = [:]

  /// Starts to count.
  init(maximumRows: Int) { self.maximumRows = maximumRows }

  /// Keeps those rows of a block that count, moved to its front.
  ///
  /// - Returns: The number of rows kept.
  mutating func compact(
    _ cells: inout [CellBounds],
    rows: Int,
    stride: Int,
    unit: Int,
    in bytes: Span<UInt8>
  ) -> Int {
    var kept = 0
    for row in 0..<rows where keepsRow(of: cells[row * stride + unit], in: bytes) {
      for field in 0..<stride where kept < row {
        cells[kept * stride + field] = cells[row * stride + field]
      }
      kept += 1
    }
    return kept
  }

  /// Whether the next row, of the unit that a cell names, is among those that count.
  private mutating func keepsRow(of cell: CellBounds, in bytes: Span<UInt8>) -> Bool {
    let unit = (Int(cell.start)..<Int(cell.end)).map { bytes[$0] }
    let seen = rows[unit, default: 0]
    guard seen < maximumRows else { return false }
    rows[unit] = seen + 1
    return true
  }
}
