/// The texts that cells of a table can have, each with the byte that ends it.
struct CellTexts: Sendable {
  /// A text of up to 31 bytes, the first one lowest in the first word, and in the last byte their
  /// count; of a longer one its place, its length, and the highest bit.
  typealias Cell = SIMD4<UInt64>

  /// The bytes of a cell.
  static let cellBytes = 32

  /// The cells.
  private(set) var cells: [Cell] = []

  /// The bytes of the longer texts, one after the other.
  private var longTexts: [UInt8] = []

  /// Whether any text is longer than a cell.
  var hasLongTexts: Bool { !longTexts.isEmpty }

  /// Adds a text that `end` follows; its place among the cells is the count before.
  mutating func add(_ text: [UInt8], end: UInt8) {
    let bytes = text + [end]
    guard bytes.count >= Self.cellBytes else { return cells.append(Self.cell(bytes)) }
    cells.append([UInt64(longTexts.count), UInt64(bytes.count), 0, 1 << 63])
    longTexts += bytes
  }

  /// The cell of a text that is shorter than a cell.
  static func cell(_ bytes: [UInt8]) -> Cell {
    var cell = Cell()
    for (index, byte) in bytes.enumerated() {
      cell[index / 8] |= UInt64(byte) << UInt64(8 * (index % 8))
    }
    cell[3] |= UInt64(bytes.count) << 56
    return cell
  }

  /// The bytes of a longer text; nil for a cell that holds its own.
  func longText(of cell: Cell) -> ArraySlice<UInt8>? {
    guard cell[3] >> 63 == 1 else { return nil }
    return longTexts[Int(cell[0])..<Int(cell[0] + cell[1])]
  }
}
