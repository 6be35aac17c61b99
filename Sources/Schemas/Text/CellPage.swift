/// Some rows of cells on their way to text, row by row.
///
/// Columns note the texts of their cells one after the other, four bytes each, and then all are
/// joined: so each loop does one kind of work only, and a cell takes two stores of sixteen bytes.
struct CellPage {
  /// For each cell the place of its text among those known beforehand, or from
  /// ``firstComposed`` on among ``composed``.
  private var places: [UInt32]

  /// The texts that were composed for these rows.
  private var composed: [CellTexts.Cell] = []

  /// Where texts are joined: it only grows, so that its memory is new once.
  private var bytes: [UInt8] = []

  private let columns: Int

  /// The place of the first composed text.
  private static let firstComposed: UInt32 = 1 << 31

  /// Makes room for so many rows.
  init(rows: Int, columns: Int) {
    self.columns = columns
    places = Array(repeating: 0, count: rows * columns)
  }

  /// Notes the texts of a column's first rows.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - rows: the number of rows.
  ///   - place: the place of a row's text, below 2³¹.
  @inline(__always)
  mutating func note(column: Int, rows: Int, _ place: (Int) -> UInt32) {
    let columns = columns
    var places = places.mutableSpan
    var index = column
    for row in 0..<rows {
      places[index] = place(row)
      index &+= columns
    }
  }

  /// Notes the texts of a column's first rows, some of which are composed now.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - rows: the number of rows.
  ///   - cell: the composed text of a row, or the place of one that isn't composed.
  @inline(__always)
  mutating func compose(
    column: Int,
    rows: Int,
    _ cell: (Int) -> (composed: CellTexts.Cell?, place: UInt32)
  ) {
    let columns = columns
    // Taken out for a while: two parts of the page can't be changed at once.
    var texts = composed
    composed = []
    var next = texts.count
    texts += repeatElement(CellTexts.Cell(), count: rows)
    do {
      var places = places.mutableSpan
      var target = texts.mutableSpan
      var index = column
      for row in 0..<rows {
        let (text, place) = cell(row)
        if let text {
          places[index] = Self.firstComposed | UInt32(truncatingIfNeeded: next)
          target[next] = text
          next &+= 1
        } else {
          places[index] = place
        }
        index &+= columns
      }
    }
    texts.removeLast(texts.count - next)
    composed = texts
  }

  /// Appends the texts of the first rows, and forgets what was composed.
  mutating func append(rows: Int, of texts: CellTexts, to target: inout [UInt8]) {
    let count = join(cellCount: rows * columns, texts)
    target += bytes[..<count]
    composed.removeAll(keepingCapacity: true)
  }

  /// What the first cells' texts take at most.
  private func byteCount(cellCount: Int, _ texts: CellTexts) -> Int {
    let most = cellCount * CellTexts.cellBytes
    guard texts.hasLongTexts else { return most }
    return places[..<cellCount].reduce(most) { sum, place in
      guard place < Self.firstComposed else { return sum }
      return sum + (texts.longText(of: texts.cells[Int(place)])?.count ?? 0)
    }
  }

  /// Joins the first cells' texts; returns the number of bytes.
  private mutating func join(cellCount: Int, _ texts: CellTexts) -> Int {
    // Each cell is written whole, however short its text; the next one overwrites what is too much.
    let room = CellTexts.cellBytes + byteCount(cellCount: cellCount, texts)
    if bytes.count < room { bytes += repeatElement(0, count: room - bytes.count) }
    let (known, composed, places) = (texts.cells, composed, places)
    var target = bytes.mutableSpan
    // Any bytes are bytes: what is stored can't be wrong for their type, and bounds are checked.
    var words = unsafe target.mutableBytes
    var position = 0
    for index in 0..<cellCount {
      let place = places[index]
      let cell =
        place < Self.firstComposed
        ? known[Int(place)] : composed[Int(place & ~Self.firstComposed)]
      if let long = texts.longText(of: cell) {
        for byte in long {
          words.storeBytes(of: byte, toByteOffset: position, as: UInt8.self)
          position &+= 1
        }
      } else {
        words.storeBytes(of: cell, toByteOffset: position, as: CellTexts.Cell.self)
        position &+= Int(truncatingIfNeeded: cell[3] &>> 56)
      }
    }
    return position
  }
}
