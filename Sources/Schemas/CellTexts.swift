/// The texts of a block of cells, row by row, each with the byte that ends it.
///
/// Columns fill their cells one after the other, and then all are joined: so each loop does one kind
/// of work only, and most cells take two stores of eight bytes.
struct CellTexts {
  /// A cell's text and the comma or line feed behind it.
  struct Cell: Sendable {
    /// The first eight bytes, the first one lowest; of more than sixteen their place elsewhere.
    var low: UInt64 = 0

    /// The next eight bytes.
    var high: UInt64 = 0

    /// The number of bytes.
    var count = 0
  }

  /// The bytes that a cell holds itself.
  private static let cellBytes = 16

  /// The cells, row by row.
  private(set) var cells: [Cell]

  /// The bytes of the longer texts, one after the other.
  private var longTexts: [UInt8] = []

  /// Where texts are joined: it only grows, so that its memory is new once.
  private var page: [UInt8] = []

  private let columns: Int

  /// Makes room for so many rows.
  init(rows: Int, columns: Int) {
    self.columns = columns
    cells = Array(repeating: Cell(), count: rows * columns)
  }

  /// The cell of a text that `end` follows; that of a longer one refers to `longTexts`.
  static func cell(_ text: some Collection<UInt8>, end: UInt8, longTexts: inout [UInt8]) -> Cell {
    var cell = Cell(count: text.count + 1)
    guard cell.count <= cellBytes else {
      cell.low = UInt64(longTexts.count)
      longTexts += text
      longTexts.append(end)
      return cell
    }
    for (index, byte) in text.enumerated() {
      if index < 8 {
        cell.low |= UInt64(byte) << UInt64(8 * index)
      } else {
        cell.high |= UInt64(byte) << UInt64(8 * index - 64)
      }
    }
    if text.count < 8 {
      cell.low |= UInt64(end) << UInt64(8 * text.count)
    } else {
      cell.high |= UInt64(end) << UInt64(8 * text.count - 64)
    }
    return cell
  }

  /// Sets the cells of a column's first rows, row by row.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - rows: the number of rows.
  ///   - longTexts: where longer texts stand that `body` refers to; it may append some.
  ///   - body: the cell of a row.
  @inline(__always)
  mutating func fill(
    column: Int,
    rows: Int,
    longTexts: [UInt8],
    _ body: (Int, inout [UInt8]) -> Cell
  ) {
    var source = longTexts
    var longest = 0
    let columns = columns
    do {
      var target = cells.mutableSpan
      var index = column
      for row in 0..<rows {
        let cell = body(row, &source)
        target[index] = cell
        longest = max(longest, cell.count)
        index &+= columns
      }
    }
    if longest > Self.cellBytes { takeLongTexts(of: column, rows: rows, from: source) }
  }

  @inline(never)
  private mutating func takeLongTexts(of column: Int, rows: Int, from source: [UInt8]) {
    for index in stride(from: column, to: rows * columns, by: columns)
    where cells[index].count > Self.cellBytes {
      let start = Int(cells[index].low)
      cells[index].low = UInt64(longTexts.count)
      longTexts += source[start..<start + cells[index].count]
    }
  }

  /// Appends the texts of the first rows, and forgets them.
  mutating func append(rows: Int, to bytes: inout [UInt8]) {
    let count = join(cellCount: rows * columns)
    bytes += page[..<count]
    longTexts.removeAll(keepingCapacity: true)
  }

  /// Joins the first cells' texts on the page; returns the number of bytes.
  private mutating func join(cellCount: Int) -> Int {
    let cells = cells
    let longTexts = longTexts
    var total = 0
    for index in 0..<cellCount { total &+= cells[index].count }
    // Each cell is written whole, however short its text; the next one overwrites what is too much.
    let room = total + Self.cellBytes
    if page.count < room { page += repeatElement(0, count: room - page.count) }
    var target = page.mutableSpan
    // Any bytes are bytes: what is stored can't be wrong for their type, and bounds are checked.
    var words = unsafe target.mutableBytes
    var position = 0
    for index in 0..<cellCount {
      let cell = cells[index]
      if cell.count <= Self.cellBytes {
        words.storeBytes(of: cell.low.littleEndian, toByteOffset: position, as: UInt64.self)
        words.storeBytes(of: cell.high.littleEndian, toByteOffset: position &+ 8, as: UInt64.self)
      } else {
        for offset in 0..<cell.count {
          words.storeBytes(
            of: longTexts[Int(cell.low) + offset],
            toByteOffset: position + offset,
            as: UInt8.self
          )
        }
      }
      position &+= cell.count
    }
    return total
  }
}
