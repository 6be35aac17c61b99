import Schemas

/// A CSV file read block by block, in bounded memory, whatever its size.
struct RecordReader: ~Copyable {
  /// The largest number of bytes of a record: 1 MiB.
  static let recordLimit = 1 << 20

  /// The largest number of fields of a record.
  static let fieldLimit = 1 << 14

  /// The names in the header, in the order of the fields.
  private(set) var header: [String] = []

  /// The positions of the header's names in their line, in bytes, from 1.
  private(set) var headerBytes: [Int] = []

  private let file: String
  private var source: ByteSource

  /// The block's text, ``CellBounds/padding`` bytes longer than its last cell needs.
  private(set) var text: [UInt8]

  private var filled = 0
  private var isFinal = false
  private var scanner = RecordScanner(fieldCount: nil, position: 0, line: 1)
  private var findings: [TableFinding] = []

  /// A record of the largest size and another such read fit behind each other.
  private static let bufferSize = 2 * recordLimit

  /// Reads the header of a source's bytes, which `file` names in findings.
  ///
  /// - Throws: ``TableError`` where there is none.
  init(_ source: consuming ByteSource, file: String) throws(TableError) {
    self.file = file
    self.source = source
    text = Array(repeating: 0, count: Self.bufferSize + CellBounds.padding)
    try refill()
    let mark = CSVText.byteOrderMark
    let start = text.starts(with: mark) && filled >= mark.count ? mark.count : 0
    scanner = RecordScanner(fieldCount: nil, position: start, line: 1)
    scanBlock()
    guard findings.isEmpty else { throw malformed() }
    let names = cells.prefix(scanner.lastFieldCount)
    guard let first = names.first, names.count > 1 || first.count > 0 else {
      throw .malformed(
        file: file,
        findings: [TableFinding(line: 1, rule: .noHeader)],
        isCut: false
      )
    }
    header = names.map { String(decoding: text[Int($0.start)..<Int($0.end)], as: UTF8.self) }
    headerBytes = names.map { Int($0.start) - start + 1 }
    scanner = RecordScanner(
      fieldCount: header.count,
      position: scanner.position,
      line: scanner.line
    )
  }

  /// The source's commitment to all bytes read so far; to the whole file once it has been read.
  var commitment: [UInt8]? { source.commitment }

  /// The cells of the block, row by row, ``rowCount`` times as many as the header has names.
  var cells: [CellBounds] { scanner.cells }

  /// The number of rows of the block.
  var rowCount: Int { scanner.rowCount }

  /// Goes on to the next block, or returns false at the end.
  ///
  /// After a finding no more rows are handed out, but reading goes on to find what else is wrong.
  ///
  /// - Throws: ``TableError`` at the end, if anything was malformed; at the limit of findings; when
  ///   the file can't be read.
  mutating func readBlock() throws(TableError) -> Bool {
    while true {
      if !isFinal, scanner.needsMore || scanner.position == filled { try refill() }
      guard scanner.position < filled, !scanner.isStuck else {
        guard findings.isEmpty else { throw malformed() }
        return false
      }
      scanBlock()
      if findings.count >= TableError.findingLimit { throw malformed() }
      if findings.isEmpty, scanner.rowCount > 0 { return true }
    }
  }

  /// Moves what is not yet scanned to the front and fills the rest of the buffer.
  private mutating func refill() throws(TableError) {
    let rest = scanner.position..<filled
    for (target, position) in rest.enumerated() { text[target] = text[position] }
    scanner.rewind()
    switch source.fill(&text, in: rest.count..<Self.bufferSize) {
    case .success(let count):
      filled = rest.count + count
      isFinal = filled < Self.bufferSize
    case .failure(let fault):
      throw .unreadable(file: file, code: fault.code)
    }
  }

  private mutating func scanBlock() {
    let start = scanner.position
    let line = scanner.line
    do {
      // The compiler takes a span of `self.text` for a use of all of `self`. The second reference
      // ends before the text is changed again, so nothing is copied.
      let text = text
      scanner.scan(text.span, to: filled, isFinal: isFinal)
    }
    var found = scanner.faults.map { fault in
      TableFinding(
        line: fault.line,
        byte: fault.byte,
        column: fault.field.flatMap { header.indices.contains($0) ? header[$0] : nil },
        rule: fault.rule
      )
    }
    found += encodingFindings(from: start, line: line)
    findings += found.sorted { ($0.line, $0.byte ?? 0) < ($1.line, $1.byte ?? 0) }
    if findings.isEmpty { scanner.undouble(&text) }
  }

  /// What is no UTF-8 in the block, one finding a line, up to the limit.
  private func encodingFindings(from start: Int, line: Int) -> [TableFinding] {
    var findings: [TableFinding] = []
    var (lineStart, line) = (start, line)
    let end = scanner.position
    var position = start
    while findings.count < TableError.findingLimit,
      let invalid = UTF8Check.firstInvalidByte(text.span, from: position, to: end)
    {
      for newline in position..<invalid where text[newline] == UInt8(ascii: "\n") {
        (lineStart, line) = (newline + 1, line + 1)
      }
      findings.append(
        TableFinding(line: line, byte: invalid - lineStart + 1, rule: .invalidUTF8)
      )
      guard let next = text[invalid..<end].firstIndex(of: UInt8(ascii: "\n")) else { break }
      position = next
    }
    return findings
  }

  private func malformed() -> TableError {
    let limit = TableError.findingLimit
    return .malformed(
      file: file,
      findings: Array(findings.prefix(limit)),
      isCut: findings.count >= limit
    )
  }
}
