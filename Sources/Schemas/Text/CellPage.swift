/// Some rows of cells on their way to text, row by row.
///
/// Columns note the texts of their cells one after the other, four bytes each, and then all are
/// joined: so each loop does one kind of work only, and a cell takes three stores of sixteen bytes.
struct CellPage: Sendable {
  /// The most rows.
  let rowLimit: Int

  /// The texts known beforehand.
  private let texts: CellTexts

  /// The number of cells of a row.
  private let columns: Int

  /// For each cell the place of its text in ``cells``, row by row.
  private var places: [UInt32]

  /// The places noted for one column, row by row.
  private var column: [UInt32]

  /// The cells known beforehand, and then those that were composed for these rows, column by column.
  private var cells: [TextCell]

  /// Makes room for so many rows, where so many columns (`composing`) have texts that are composed.
  init(rows: Int, columns: Int, composing: Int, texts: CellTexts) {
    rowLimit = rows
    self.columns = columns
    self.texts = texts
    places = Array(repeating: 0, count: rows * columns)
    column = Array(repeating: 0, count: rows)
    cells = texts.cells + Array(repeating: TextCell(), count: rows * composing)
  }

  /// The bytes that the page's texts take at most, where none is long.
  var room: Int { rowLimit * columns * TextCell.width }

  /// Notes the texts of a column's first rows, which are known beforehand.
  ///
  /// - Parameters:
  ///   - rows: the number of rows.
  ///   - isMore: whether the places are added to those noted before.
  ///   - place: the place of a row's text.
  @inline(__always)
  mutating func note(rows: Int, isMore: Bool, _ place: (Int) -> UInt32) {
    var column = column.mutableSpan
    precondition(0...column.count ~= rows, "rows beyond the page")
    if isMore {
      for row in 0..<rows { column[row] &+= place(row) }
    } else {
      for row in 0..<rows { column[row] = place(row) }
    }
  }

  /// Takes what was noted for a column of the page.
  mutating func settle(column index: Int, rows: Int) {
    let noted = column
    let (columns, column) = (columns, noted.span)
    var places = places.mutableSpan
    var target = index
    for row in 0..<rows {
      places[target] = column[row]
      target &+= columns
    }
  }

  /// Notes the texts of a column's first rows, some of which are composed now.
  ///
  /// - Parameters:
  ///   - index: the column.
  ///   - order: the column's number among those that compose.
  ///   - rows: the number of rows.
  ///   - cell: the composed text of a row, or the place of one that isn't composed.
  @inline(__always)
  mutating func compose(
    column index: Int,
    order: Int,
    rows: Int,
    _ cell: (Int) -> (composed: TextCell?, place: UInt32)
  ) {
    let (columns, firstText) = (columns, texts.cells.count + order * rowLimit)
    // Taken out for a while: two parts of the page can't be changed at once.
    var composed = cells
    cells = []
    do {
      var place = index
      var target = composed.mutableSpan
      var places = places.mutableSpan
      for row in 0..<rows {
        let (text, known) = cell(row)
        if let text {
          places[place] = UInt32(truncatingIfNeeded: firstText &+ row)
          target[firstText &+ row] = text
        } else {
          places[place] = known
        }
        place &+= columns
      }
    }
    cells = composed
  }

  /// Appends the texts of the first rows.
  mutating func append(rows: Int, to target: inout [UInt8]) {
    let (texts, cells) = (texts, cells.span)
    let places = places.span.extracting(first: rows * columns)
    target.append(addingCapacity: room(for: places)) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, count in
        let bytes = UnsafeMutableRawBufferPointer(buffer)
        // Each cell is written whole, however short its text; the next one overwrites what is too
        // much. No text is longer than its share of the room, so that the room holds the last one.
        var position = 0
        for index in places.indices {
          let cell = cells[Int(places[index])]
          let length = cell.count
          if length < TextCell.longMark {
            unsafe bytes.storeBytes(of: cell, toByteOffset: position, as: TextCell.self)
            position &+= length
          } else {
            for byte in texts.longText(of: cell) {
              unsafe bytes[position] = byte
              position &+= 1
            }
          }
        }
        count = position
      }
    }
  }

  /// What the texts at some places take at most.
  private func room(for places: Span<UInt32>) -> Int {
    var room = places.count * TextCell.width
    guard texts.hasLongTexts else { return room }
    for index in places.indices { room += cells[Int(places[index])].longText?.count ?? 0 }
    return room
  }
}
