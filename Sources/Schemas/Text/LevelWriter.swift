import Randomness

/// Which texts one column's levels come back as, and the draw within a bin.
struct LevelWriter: Sendable {
  /// The byte behind each text.
  private let end: UInt8

  /// For each level how many texts it may come back as: the numbers of its bin that aren't read as
  /// missing, or one.
  private let counts: [UInt64]

  /// The largest of them.
  private let mostTexts: UInt64

  /// For each level where its texts begin among those made beforehand.
  private let first: [UInt32]

  /// Whether the texts of levels with more than one are composed when they are drawn.
  private let isComposing: Bool

  /// For each bin its least number.
  private let lowest: [Int]

  /// For each bin its numbers that would be read as missing, ascending.
  private let missing: [[Int]]

  private let scale: Scale

  /// The most numbers of a column whose texts are made beforehand.
  private static let knownNumbers = 1 << 11

  /// Adds the texts of a column, which `end` follows, to those made beforehand; it may be the only
  /// column of its file (`isAlone`).
  init(_ column: Column, isAlone: Bool, end: UInt8, texts: inout CellTexts) {
    let ordered = column.kind.ordered
    let wideBins = ordered.map { $0.bins.hasWideBins ? $0.bins.count : 0 } ?? 0
    let units = (0..<wideBins).compactMap { ordered?.bins.units(of: $0) }
    let never = ordered.map { Column.missingUnits($0.scale, $0.bins, column.missing) } ?? []
    let missing = units.map { bin in never.filter(bin.contains) }
    let reach = (units.last?.upperBound ?? 0) - (units.first?.lowerBound ?? 0)
    let scale = ordered?.scale ?? .integer
    isComposing = reach >= Self.knownNumbers
    counts =
      zip(units, missing).map { UInt64($0.count - $1.count) }
      + Array(repeating: 1, count: column.levels - wideBins)
    mostTexts = counts.max() ?? 1
    lowest = units.map(\.lowerBound)
    self.missing = missing
    self.scale = scale
    self.end = end
    var first: [UInt32] = []
    for code in 0..<column.levels {
      first.append(UInt32(texts.cells.count))
      if isComposing, counts[code] > 1 { continue }
      guard code < wideBins else {
        texts.add(CSVText.field(column.writtenText(of: code), isAlone: isAlone), end: end)
        continue
      }
      for number in units[code] where !missing[code].contains(number) {
        texts.add(Array(scale.text(of: number).utf8), end: end)
      }
    }
    self.first = first
  }

  /// For each code in `rows` which of its level's texts it gets, uniformly drawn; empty where every
  /// level has one text.
  ///
  /// What is taken of the stream depends on these codes alone
  /// (``SamplingStream/draw(below:atMost:)``).
  func draws(
    for codes: Span<UInt32>,
    rows: Range<Int>,
    from stream: inout SamplingStream
  ) -> [UInt64] {
    guard mostTexts > 1 else { return [] }
    var numbers = [UInt64](repeating: 1, count: rows.count)
    do {
      var bounds = numbers.mutableSpan
      let counts = counts.span
      for index in bounds.indices { bounds[index] = counts[Int(codes[rows.lowerBound &+ index])] }
    }
    stream.draw(below: &numbers, atMost: mostTexts)
    return numbers
  }

  /// Notes the texts of some rows in their column of `page`.
  ///
  /// - Parameters:
  ///   - codes: the rows' codes.
  ///   - draws: what ``draws(for:rows:from:)`` gave for these rows, or nothing.
  ///   - column: the column of the page.
  ///   - page: where the texts are noted.
  func write(_ codes: Span<UInt32>, _ draws: Span<UInt64>, column: Int, on page: inout CellPage) {
    let first = first.span
    let rows = codes.count
    if draws.isEmpty {
      page.note(column: column, rows: rows) { first[Int(codes[$0])] }
    } else if !isComposing {
      page.note(column: column, rows: rows) { row in
        first[Int(codes[row])] &+ UInt32(truncatingIfNeeded: draws[row])
      }
    } else {
      page.compose(column: column, rows: rows) { row in
        let code = Int(codes[row])
        guard counts[code] > 1 else { return (nil, first[code]) }
        return (cell(of: number(Int(truncatingIfNeeded: draws[row]), of: code)), 0)
      }
    }
  }

  /// The number of a level's bin that `drawn` others precede which aren't read as missing.
  @inline(__always)
  private func number(_ drawn: Int, of code: Int) -> Int {
    var number = lowest[code] &+ drawn
    // The numbers left are counted through: each one taken below moves the drawn one up.
    for taken in missing[code] where taken <= number { number += 1 }
    return number
  }

  /// The text of any number of units.
  @inline(__always)
  private func cell(of units: Int) -> CellTexts.Cell {
    guard scale == .integer, 0..<100_000_000 ~= units else { return slowCell(of: units) }
    return Self.cell(digitsOf: UInt64(units), end: end)
  }

  /// As ``cell(of:)``: at most a sign, twenty digits and a point, which a cell holds.
  @inline(never)
  private func slowCell(of units: Int) -> CellTexts.Cell {
    var text: [UInt8] = []
    scale.append(units, to: &text)
    return CellTexts.cell(text + [end])
  }

  /// The cell of a number below 10⁸.
  ///
  /// - Source: P. Khuong, How to print integers really fast, 2017: all digits at once, in lanes of a
  ///   word.
  @inline(__always)
  private static func cell(digitsOf value: UInt64, end: UInt8) -> CellTexts.Cell {
    // Two lanes of four digits, then four of two, then eight of one; the first digit lowest. The
    // factors are 2²⁰/100 and 2¹⁰/10, rounded up: exact for numbers this small.
    let fours = value / 10_000 | (value % 10_000) &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007f_0000_007f
    let twos = hundreds | (fours &- 100 &* hundreds) &<< 16
    let tens = ((twos &* 103) &>> 10) & 0x000f_000f_000f_000f
    let digits = tens | (twos &- 10 &* tens) &<< 8
    let zeros = min(digits.trailingZeroBitCount, 56) & ~7
    let count = UInt64(8 &- zeros &>> 3)
    let text = (digits | 0x3030_3030_3030_3030) &>> UInt64(zeros)
    // A shift by 64 gives 0: `<<` of Swift's smart shifts is total.
    return [
      text | UInt64(end) << (8 &* count), count == 8 ? UInt64(end) : 0, 0,
      (count &+ 1) &<< 56,
    ]
  }
}

extension Bins {
  /// Whether some bin holds more than one unit.
  var hasWideBins: Bool { cut != .width(1) && count <= maximum - minimum }
}

extension Column {
  /// The text of a level that has one text only.
  fileprivate func writtenText(of code: Int) -> String {
    code == missingCode ? missing[0] : label(of: code)
  }
}
