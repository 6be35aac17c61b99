import Schemas

/// The cells of a block of records, found in one pass over their bytes.
struct RecordScanner {
  /// Something that makes a record malformed.
  struct Fault {
    /// The line, from 1.
    let line: Int
    /// The byte in the line, from 1; nil where the record as a whole is meant.
    let byte: Int?
    /// The field's position in its record; nil where the record as a whole is meant.
    let field: Int?
    /// The rule that is broken.
    let rule: TableRule
  }

  /// The number of fields of every record; nil for the header, which sets it.
  let fieldCount: Int?

  /// The cells of the block's well-formed records, row by row.
  private(set) var cells: [CellBounds]

  /// The number of the block's well-formed records.
  private(set) var rowCount = 0

  /// The number of fields of the last complete record.
  private(set) var lastFieldCount = 0

  /// The positions in ``cells`` of those with doubled quotes.
  private(set) var doubledQuotes: [Int] = []

  /// What was malformed in the block.
  private(set) var faults: [Fault] = []

  /// Where the next record starts.
  private(set) var position: Int

  /// The line of the next record.
  private(set) var line: Int

  /// Whether the next record goes on behind the bytes at hand.
  private(set) var needsMore = false

  /// Whether a fault leaves unknown where the next record starts.
  private(set) var isStuck = false

  private let width: Int

  /// Prepares for records of so many fields, the first of which is at a position and line.
  init(fieldCount: Int?, position: Int, line: Int) {
    self.fieldCount = fieldCount
    self.position = position
    self.line = line
    width = fieldCount ?? RecordReader.fieldLimit
    let rows = fieldCount == nil ? 1 : max(1, Self.blockCells / width)
    cells = Array(repeating: CellBounds(start: 0, end: 0), count: rows * width)
  }

  /// The number of cells of a block: their bounds and codes stay in the second-level cache.
  private static let blockCells = 1 << 15

  /// Takes note that the bytes not yet scanned have moved to the start of their buffer.
  mutating func rewind() { position = 0 }

  /// Finds the cells of the records from ``position`` on, as many as a block takes.
  ///
  /// - Precondition: ``CellBounds/padding`` bytes follow `end`, where the file ends if `isFinal`.
  mutating func scan(_ bytes: Span<UInt8>, to end: Int, isFinal: Bool) {
    rowCount = 0
    doubledQuotes.removeAll(keepingCapacity: true)
    faults.removeAll()
    needsMore = false
    while rowCount * width < cells.count, position < end, !needsMore, !isStuck {
      scanPlainRecords(bytes, to: end)
      guard rowCount * width < cells.count, position < end else { break }
      scanRecord(bytes, to: end, isFinal: isFinal)
    }
  }

  /// Finds the cells of the records from ``position`` on that have no quotes and no fault.
  private mutating func scanPlainRecords(_ bytes: Span<UInt8>, to end: Int) {
    guard fieldCount != nil else { return }
    let (start, width, first) = (position, width, rowCount &* width)
    var target = cells.mutableSpan
    let found = Self.plainRecords(bytes, from: start, to: end, of: width, into: &target, at: first)
    rowCount += found.records
    line += found.records
    position = found.next
  }

  /// Finds the cells of records without quotes and faults, 64 bytes a step, up to the step where
  /// another record starts or where the cells come to an end.
  ///
  /// Without quotes every comma and line feed ends a field. As many records end in a step as it has
  /// line feeds, and each ends with one: so none has a line feed before, and all have their fields.
  ///
  /// - Returns: the number of records, and where the next one starts.
  private static func plainRecords(
    _ bytes: Span<UInt8>,
    from position: Int,
    to end: Int,
    of width: Int,
    into cells: inout MutableSpan<CellBounds>,
    at first: Int
  ) -> (records: Int, next: Int) {
    var found = (records: 0, next: position)
    var index = first
    var last = first &+ width &- 1
    var start = UInt32(truncatingIfNeeded: position)
    var step = position
    while step &+ DelimiterMask.width <= end, index &+ DelimiterMask.width <= cells.count {
      let mask = DelimiterMask(bytes, at: step)
      if mask.hasQuotes { break }
      var hits = mask.delimiters
      while hits != 0 {
        let stop = UInt32(truncatingIfNeeded: step &+ hits.trailingZeroBitCount)
        cells[index].start = start
        cells[index].end = stop
        index &+= 1
        start = stop &+ 1
        hits &= hits &- 1
      }
      var ended = (records: 0, next: found.next)
      while last < index {
        let stop = Int(cells[last].end)
        guard bytes[stop] == UInt8(ascii: "\n"), stop &- ended.next < RecordReader.recordLimit
        else { return found }
        if stop > cells[last].start, bytes[stop &- 1] == UInt8(ascii: "\r") {
          cells[last].end &-= 1
        }
        ended = (ended.records &+ 1, stop &+ 1)
        last &+= width
      }
      guard ended.records == mask.lineFeedCount else { break }
      found = (found.records &+ ended.records, ended.next)
      step &+= DelimiterMask.width
    }
    return found
  }

  /// Makes one quote of each two in the block's cells, in place: the text only shrinks.
  mutating func undouble(_ bytes: inout [UInt8]) {
    for index in doubledQuotes {
      var target = Int(cells[index].start)
      var source = target
      while source < Int(cells[index].end) {
        bytes[target] = bytes[source]
        source += bytes[source] == UInt8(ascii: "\"") ? 2 : 1
        target += 1
      }
      cells[index].end = UInt32(target)
    }
  }

  /// Finds the cells of the record at ``position`` and moves on behind it.
  private mutating func scanRecord(_ bytes: Span<UInt8>, to end: Int, isFinal: Bool) {
    let start = position
    let first = rowCount * width
    let doubledBefore = doubledQuotes.count
    var fields = 0
    var newlines = 0
    var next = start
    var fault: Fault?
    while true {
      let field = ScannedField.at(next, to: end, in: bytes, isFinal: isFinal)
      if field.ending == .incomplete {
        doubledQuotes.removeSubrange(doubledBefore...)
        let open = Fault(
          line: line + newlines,
          byte: Self.byte(of: next, from: start, bytes),
          field: fields,
          rule: .unclosedQuote
        )
        return stop(recordFrom: start, to: end, isFinal: isFinal, open: open)
      }
      if let stray = field.strayText, fault == nil {
        fault = Fault(
          line: line + newlines + field.newlines,
          byte: Self.byte(of: stray, from: start, bytes),
          field: fields,
          rule: .textAfterQuote
        )
      }
      if fields < width {
        cells[first &+ fields] = field.cell
        if field.hasDoubledQuotes { doubledQuotes.append(first + fields) }
      }
      fields &+= 1
      newlines &+= field.newlines
      next = field.next
      if field.ending == .recordEnd { break }
    }
    // An empty line ends where it starts, with or without a CR.
    let isBlank = fields == 1 && cells[first].count == 0 && bytes[start] != UInt8(ascii: "\"")
    if fault == nil { fault = faultOfCount(fields, isBlank: isBlank) }
    if next - start > RecordReader.recordLimit {
      fault = Fault(line: line, byte: nil, field: nil, rule: .recordTooLong)
    }
    let isBlankLine = fault == nil && fields != fieldCount && fieldCount != nil
    if fault != nil || isBlankLine {
      doubledQuotes.removeSubrange(doubledBefore...)
    } else {
      rowCount += 1
    }
    if let fault { faults.append(fault) }
    lastFieldCount = fields
    line += newlines + 1
    position = min(next, end)
  }

  /// The fault of a record with another number of fields than there should be.
  ///
  /// Where records have several fields, an empty line is no record, and no fault.
  private func faultOfCount(_ fields: Int, isBlank: Bool) -> Fault? {
    guard let fieldCount else {
      return fields <= width ? nil : Fault(line: line, byte: nil, field: nil, rule: .tooManyFields)
    }
    guard fields != fieldCount, !isBlank else { return nil }
    let rule = TableRule.wrongFieldCount(found: fields, expected: fieldCount)
    return Fault(line: line, byte: nil, field: nil, rule: rule)
  }

  /// Notes that the record at hand goes on behind the bytes at hand, or can't be read at all.
  private mutating func stop(recordFrom start: Int, to end: Int, isFinal: Bool, open: Fault) {
    if end - start > RecordReader.recordLimit {
      faults.append(Fault(line: line, byte: nil, field: nil, rule: .recordTooLong))
      isStuck = true
    } else if isFinal {
      // The file's end completes every field but a quoted one.
      faults.append(open)
      isStuck = true
    } else {
      needsMore = true
    }
  }

  /// The position in its line, from 1, of a byte of the record that starts at `start`.
  private static func byte(of position: Int, from start: Int, _ bytes: Span<UInt8>) -> Int {
    var lineStart = position
    while lineStart > start, bytes[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    return position - lineStart + 1
  }
}
