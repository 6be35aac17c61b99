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

  /// For each level which of the column's texts made beforehand is its first one.
  private let first: [UInt32]

  /// Whether the texts made beforehand are the levels', one each.
  private let isPlain: Bool

  /// Whether the texts of levels with more than one are composed when they are drawn.
  let isComposing: Bool

  /// For each bin its least number.
  private let lowest: [Int]

  /// For each bin its numbers that would be read as missing, ascending; empty where no bin has any.
  private let missing: [[Int]]

  private let scale: Scale

  /// The digits behind the point of the column's numbers, up to 7; more where no texts of eight
  /// digits and a point are made at once.
  private let places: Int

  /// The most numbers of a column whose texts are made beforehand.
  private static let knownNumbers = 1 << 11

  /// Prepares the texts of a column.
  ///
  /// - Parameters:
  ///   - column: the column.
  ///   - isAlone: whether it is the only column of its file.
  ///   - end: the byte behind each text.
  ///   - texts: what the texts that are made beforehand are added to.
  init(_ column: Column, isAlone: Bool, end: UInt8, texts: inout [[UInt8]]) {
    let ordered = column.kind.ordered
    let wideBins = ordered.map { $0.bins.hasWideBins ? $0.bins.count : 0 } ?? 0
    let units = (0..<wideBins).compactMap { ordered?.bins.units(of: $0) }
    let never = ordered.map { Column.missingUnits($0.scale, $0.bins, column.missing) } ?? []
    let missing = units.map { bin in never.filter(bin.contains) }
    let reach = (units.last?.upperBound ?? 0) - (units.first?.lowerBound ?? 0)
    let scale = ordered?.scale ?? .integer
    counts =
      zip(units, missing).map { UInt64($0.count - $1.count) }
      + Array(repeating: 1, count: column.levels - wideBins)
    mostTexts = counts.max() ?? 1
    isComposing = reach >= Self.knownNumbers && mostTexts > 1
    lowest = units.map(\.lowerBound)
    self.missing = missing.contains { !$0.isEmpty } ? missing : []
    self.scale = scale
    places =
      switch scale {
      case .integer: 0
      case .decimal(let places): places
      case .date: .max
      }
    self.end = end
    var first: [UInt32] = []
    let before = texts.count
    for code in 0..<column.levels {
      first.append(UInt32(texts.count - before))
      if isComposing, counts[code] > 1 { continue }
      guard code < wideBins else {
        texts.append(CSVText.field(column.writtenText(of: code), isAlone: isAlone) + [end])
        continue
      }
      for number in units[code] where !missing[code].contains(number) {
        texts.append(Array(scale.text(of: number).utf8) + [end])
      }
    }
    self.first = first
    isPlain = mostTexts == 1 && texts.count - before == column.levels
  }

  /// Whether some level has several texts.
  var isDrawing: Bool { mostTexts > 1 }

  /// For each code which of its level's texts it gets, uniformly drawn.
  ///
  /// What is taken of the stream depends on these codes alone
  /// (``SamplingStream/draw(below:atMost:)``).
  func draws(for codes: Span<UInt32>, from stream: inout SamplingStream) -> [UInt64] {
    let counts = counts.span
    var numbers = [UInt64](capacity: codes.count) { bounds in
      for row in codes.indices { bounds.append(counts[Int(codes[row])]) }
    }
    stream.draw(below: &numbers, atMost: mostTexts)
    return numbers
  }

  /// Notes the texts of some rows on `page`, all of which were made beforehand.
  ///
  /// - Parameters:
  ///   - codes: the rows' codes.
  ///   - draws: what ``draws(for:from:)`` gave for these rows; nothing where no level has several texts.
  ///   - base: the place of the column's first text.
  ///   - factor: how far its texts' places are apart.
  ///   - isMore: whether the places are added to those noted before.
  ///   - page: the page.
  func note(
    _ codes: Span<UInt32>,
    _ draws: Span<UInt64>,
    base: UInt32,
    factor: UInt32,
    isMore: Bool,
    on page: inout CellPage
  ) {
    let first = first.span
    let rows = codes.count
    if isPlain {
      // Noted whatever it is, looked at in the end: so the loop has no branch.
      var beyond: UInt32 = 0
      let last = UInt32(first.count - 1)
      page.note(rows: rows, isMore: isMore) { row in
        beyond |= codes[row] | (last &- codes[row])
        return base &+ codes[row] &* factor
      }
      precondition(beyond >> 31 == 0, "a code beyond its attribute's levels")
    } else if draws.isEmpty {
      page.note(rows: rows, isMore: isMore) { row in
        base &+ first[Int(codes[row])] &* factor
      }
    } else {
      page.note(rows: rows, isMore: isMore) { row in
        let text = first[Int(codes[row])] &+ UInt32(truncatingIfNeeded: draws[row])
        return base &+ text &* factor
      }
    }
  }

  /// Notes the texts of some rows in a column of `page`, where those of levels with more than one
  /// are composed: the column is the page's `order`th of this kind, from 0.
  func compose(
    _ codes: Span<UInt32>,
    _ draws: Span<UInt64>,
    column: Int,
    order: Int,
    base: UInt32,
    on page: inout CellPage
  ) {
    let (first, counts, lowest) = (first.span, counts.span, lowest.span)
    page.compose(column: column, order: order, rows: codes.count) { row in
      let code = Int(codes[row])
      guard counts[code] > 1 else { return (nil, base &+ first[code]) }
      var number = lowest[code] &+ Int(truncatingIfNeeded: draws[row])
      if !missing.isEmpty {
        // The numbers left are counted through: each one taken below moves the drawn one up.
        for taken in missing[code] where taken <= number { number += 1 }
      }
      return (cell(of: number), 0)
    }
  }

  /// The text of any number of units.
  @inline(__always)
  private func cell(of units: Int) -> TextCell {
    guard places < 8, 0..<100_000_000 ~= units else { return slowCell(of: units) }
    return Self.cell(digitsOf: UInt64(units), places: places, end: UInt64(end))
  }

  /// As ``cell(of:)``: at most a sign, twenty digits and a point, which a cell holds.
  @inline(never)
  private func slowCell(of units: Int) -> TextCell {
    var text: [UInt8] = []
    scale.append(units, to: &text)
    return TextCell(text + [end])
  }

  /// The cell of a number of units below 10⁸, of which 10^places make one; at most 7 places.
  ///
  /// - Source: P. Khuong, How to print integers really fast, 2017: all digits at once, in lanes of a
  ///   word.
  @inline(__always)
  private static func cell(digitsOf value: UInt64, places: Int, end: UInt64) -> TextCell {
    // Two lanes of four digits, then four of two, then eight of one; the first digit lowest. The
    // factors are 2²⁰/100 and 2¹⁰/10, rounded up: exact for numbers this small.
    let fours = value / 10_000 | (value % 10_000) &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007f_0000_007f
    let twos = hundreds | (fours &- 100 &* hundreds) &<< 16
    let tens = ((twos &* 103) &>> 10) & 0x000f_000f_000f_000f
    let digits = tens | (twos &- 10 &* tens) &<< 8
    // One digit stays before the point at least.
    let zeros = min(digits.trailingZeroBitCount, 56 &- 8 &* places) & ~7
    let text = (digits | 0x3030_3030_3030_3030) &>> UInt64(truncatingIfNeeded: zeros)
    let bits = 64 &- zeros
    // A shift by 64 gives 0: `<<` and `>>` of Swift's smart shifts are total.
    if places == 0 {
      return TextCell(text | end << bits, bits == 64 ? end : 0, count: bits / 8 + 1)
    }
    let point = bits &- 8 &* places
    let fraction = text &>> UInt64(truncatingIfNeeded: point)
    let whole = text ^ fraction << point | 0x2e << point
    return TextCell(
      whole | fraction << (point + 8) | end << (bits + 8),
      fraction >> (56 - point) | (bits >= 56 ? end << (bits - 56) : 0),
      count: bits / 8 + 2
    )
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
