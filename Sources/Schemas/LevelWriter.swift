import Randomness

/// The texts of one column's levels as a CSV file has them, and the draw within a bin.
struct LevelWriter: Sendable {
  /// The cells of the levels that have one text only, from ``drawnLevels`` on.
  private let cells: [CellTexts.Cell]

  /// The texts that are too long for a cell.
  private let longTexts: [UInt8]

  /// The byte behind each text.
  private let end: UInt8

  /// The number of levels, from code 0 on, for which a number may have to be drawn.
  private let drawnLevels: Int

  /// For each of them the least number of its bin.
  private let lowest: [Int]

  /// For each of them how many numbers its bin has.
  private let counts: [UInt64]

  private let scale: Scale

  /// The numbers within bounds that would be read as missing, ascending: never drawn.
  private let missingUnits: [Int]

  /// Prepares the texts of a column, which `end` follows; it may be the only one of its file
  /// (`isAlone`).
  init(_ column: Column, isAlone: Bool, end: UInt8) {
    let ordered = column.kind.ordered
    let drawn = ordered.map { $0.bins.hasWideBins ? $0.bins.count : 0 } ?? 0
    var longTexts: [UInt8] = []
    cells = (drawn..<column.levels).map { code in
      let text = CSVText.field(column.writtenText(of: code), isAlone: isAlone)
      return CellTexts.cell(text, end: end, longTexts: &longTexts)
    }
    self.longTexts = longTexts
    self.end = end
    drawnLevels = drawn
    let bins = (0..<drawn).compactMap { ordered?.bins.units(of: $0) }
    lowest = bins.map(\.lowerBound)
    counts = bins.map { UInt64($0.count) }
    scale = ordered?.scale ?? .integer
    missingUnits = ordered.map { Column.missingUnits($0.scale, $0.bins, column.missing) } ?? []
  }

  /// Fills a column of `texts` with those of the codes in `rows`.
  ///
  /// For a bin's code a number is drawn uniformly among those not read as missing. A bin of one
  /// number takes no word of the stream; what others take depends on the codes alone.
  func write(
    _ codes: Span<UInt32>,
    rows: Range<Int>,
    column: Int,
    from stream: inout SamplingStream,
    into texts: inout CellTexts
  ) {
    let start = rows.lowerBound
    let cells = cells
    guard needsDraws else {
      texts.fill(column: column, rows: rows.count, longTexts: longTexts) { row, _ in
        cells[Int(codes[start &+ row])]
      }
      return
    }
    texts.fill(column: column, rows: rows.count, longTexts: longTexts) { row, longTexts in
      let code = Int(codes[start &+ row])
      guard code < drawnLevels else { return cells[code &- drawnLevels] }
      let drawn = draw(code, from: &stream)
      return scale == .integer && 0..<100_000_000 ~= drawn
        ? Self.cell(digitsOf: UInt64(drawn), end: end) : cell(of: drawn, longTexts: &longTexts)
    }
  }

  /// Whether some of the levels hold more than one number.
  private var needsDraws: Bool { drawnLevels > 0 }

  /// The cell of any number of units.
  @inline(never)
  private func cell(of units: Int, longTexts: inout [UInt8]) -> CellTexts.Cell {
    var text: [UInt8] = []
    scale.append(units, to: &text)
    return CellTexts.cell(text, end: end, longTexts: &longTexts)
  }

  /// A number of a level's bin.
  @inline(__always)
  private func draw(_ code: Int, from stream: inout SamplingStream) -> Int {
    guard missingUnits.isEmpty else { return drawAroundMissing(code, from: &stream) }
    return lowest[code] &+ stream.draw(below: counts[code])
  }

  @inline(never)
  private func drawAroundMissing(_ code: Int, from stream: inout SamplingStream) -> Int {
    let units = lowest[code]...lowest[code] + Int(counts[code]) - 1
    let taken = missingUnits.filter(units.contains)
    var drawn = units.lowerBound + stream.draw(below: UInt64(units.count - taken.count))
    // The numbers left are counted through: each one taken below moves the drawn one up.
    for number in taken where number <= drawn { drawn += 1 }
    return drawn
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
    let count = 8 &- zeros &>> 3
    let text = (digits | 0x3030_3030_3030_3030) &>> UInt64(zeros)
    // A shift by 64 gives 0: `<<` of Swift's smart shifts is total.
    return CellTexts.Cell(
      low: text | UInt64(end) << UInt64(8 &* count),
      high: count == 8 ? UInt64(end) : 0,
      count: count &+ 1
    )
  }
}

extension SamplingStream {
  /// A number drawn uniformly from `0..<bound`; a single number takes no word.
  @inline(__always)
  fileprivate mutating func draw(below bound: UInt64) -> Int {
    bound == 1 ? 0 : Int(uniform(below: bound))
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
