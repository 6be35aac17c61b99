/// The map from a column's cells to codes, prepared for many cells.
///
/// It is total, and a cell's code depends on the cell's own text and the schema alone. So tables
/// that differ in one row differ in that row's codes and nowhere else, and no cell stops a run.
package struct CellCoder: Sendable {
  /// How a cell stands to what its column declares.
  package enum Standing: Sendable, Hashable {
    /// A declared text, or a number or date within the bounds.
    case declared
    /// A text that means a missing cell, or the empty cell where there is a missing level.
    case missing
    /// A number or date beyond the bounds, or a text that is not listed.
    case outside
    /// No number or date, where the column has such.
    case unreadable
  }

  /// The labels and the texts for missing cells.
  let texts: LabelTable

  /// The scale and the bins of an ordered column.
  let ordered: (scale: Scale, bins: Bins)?

  /// The bins of units, of an ordered column.
  let bins: BinTable?

  /// The units within the bounds, of a column of whole numbers; no others can be read in short.
  let shortNumbers: (minimum: Int, maximum: Int)?

  /// Whether a text for missing cells is a number or date too, so that it has to be looked up first.
  let isMissingFirst: Bool

  private let missingCode: Int?
  private let emptyCode: Int
  private let unlistedCode: Int
  private let belowCode: Int
  private let aboveCode: Int

  /// Prepares the coder of a column.
  ///
  /// - Precondition: the column is no ignored one.
  /// - Complexity: O(levels).
  package init(_ column: Column) {
    precondition(column.isSynthesised, "column \(column.name) is ignored")
    ordered = column.kind.ordered
    missingCode = column.missingCode
    let missing = column.missing.map { (text: Array($0.utf8), code: column.levels - 1) }
    let labels = (column.kind.labels ?? []).enumerated().map {
      (text: Array($0.element.utf8), code: $0.offset)
    }
    texts = LabelTable(labels + missing)
    if let (scale, bins) = column.kind.ordered {
      isMissingFirst = missing.contains { scale.parse($0.text.span) != nil }
      self.bins = BinTable(bins)
      shortNumbers = scale == .integer ? (bins.minimum, bins.maximum) : nil
      belowCode = column.outside == .clamp ? 0 : column.levels - 1
      aboveCode = column.outside == .clamp ? bins.count - 1 : column.levels - 1
      unlistedCode = column.missingCode ?? 0
    } else {
      isMissingFirst = true
      (bins, shortNumbers) = (nil, nil)
      unlistedCode = column.otherCode ?? column.levels - 1
      (belowCode, aboveCode) = (unlistedCode, unlistedCode)
    }
    emptyCode = column.missingCode ?? unlistedCode
  }

  /// The code of a cell, given as its bytes without quotes.
  ///
  /// - Complexity: O(bytes).
  package func code(of cell: [UInt8]) -> Int { reading(of: cell).code }

  /// The code of a cell and how it stands to what the column declares.
  ///
  /// - Complexity: O(bytes).
  package func reading(of cell: [UInt8]) -> (code: Int, standing: Standing) {
    let padded = cell + LabelTable.padding
    return reading(of: CellBounds(start: 0, end: UInt32(cell.count)), in: padded.span)
  }

  /// The code of a cell within a block of bytes and how it stands to what the column declares.
  ///
  /// - Precondition: ``CellBounds/padding`` bytes follow the cell.
  package func reading(
    of cell: CellBounds,
    in bytes: Span<UInt8>
  ) -> (code: Int, standing: Standing) {
    if let code = texts.code(of: cell, in: bytes) {
      return (Int(code), Int(code) == missingCode ? .missing : .declared)
    }
    if cell.count == 0 { return (emptyCode, missingCode == nil ? .outside : .missing) }
    guard let (scale, bounds) = ordered, let bins else { return (unlistedCode, .outside) }
    guard let reading = scale.parse(bytes.extracting(Int(cell.start)..<Int(cell.end))) else {
      return (unlistedCode, .unreadable)
    }
    if reading.units < bounds.minimum { return (belowCode, .outside) }
    // Readings are rounded down, so one at the maximum may stand for a value above it.
    if reading.units > bounds.maximum || (reading.units == bounds.maximum && !reading.isExact) {
      return (aboveCode, .outside)
    }
    return (Int(bins.index(of: reading.units)), .declared)
  }
}
