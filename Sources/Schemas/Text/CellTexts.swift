/// The texts that cells of a table can have, each with the byte that ends it.
struct CellTexts: Sendable {
  /// The cells.
  private(set) var cells: [TextCell] = []

  /// The bytes of the longer texts, one after the other.
  private var longTexts: [UInt8] = []

  /// Whether any text is longer than a cell.
  var hasLongTexts: Bool { !longTexts.isEmpty }

  /// Adds a text with the byte that ends it; its place among the cells is the count before.
  mutating func add(_ text: [UInt8]) {
    guard text.count >= TextCell.width else { return cells.append(TextCell(text)) }
    cells.append(TextCell(longTextAt: longTexts.count, count: text.count))
    longTexts += text
  }

  /// The longer text of a cell.
  func longText(of cell: TextCell) -> ArraySlice<UInt8> { longTexts[cell.longText ?? 0..<0] }
}
