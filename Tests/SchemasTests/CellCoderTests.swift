import Arithmetic
import Schemas
import Testing

@Suite struct CellCoderTests {
  private func code(_ text: String, _ column: Column) -> Int {
    column.code(of: Array(text.utf8))
  }

  @Test func `labels come first, then other texts, then missing cells`() {
    let column = Column(
      name: "c",
      kind: .categorical(["Private", "State-gov", "Self-emp-not-inc"]),
      missing: ["?", "NA"]
    )
    #expect(column.levels == 5 && column.otherCode == 3 && column.missingCode == 4)
    #expect(code("Private", column) == 0)
    #expect(code("Self-emp-not-inc", column) == 2)
    #expect(code("Self-emp-not-ink", column) == 3)
    #expect(code("Sxlf-emp-not-inc", column) == 3)
    #expect(code("private", column) == 3 && code("other", column) == 3)
    #expect(code("?", column) == 4 && code("NA", column) == 4 && code("", column) == 4)
  }

  @Test func `an other label among the categories adds no level`() {
    let column = Column(name: "c", kind: .categorical(["a", "other", "b"]))
    #expect(column.levels == 3 && column.otherCode == 1)
    #expect(code("x", column) == 1 && code("", column) == 1 && code("b", column) == 2)
  }

  @Test func `undeclared texts can count as missing`() {
    let column = Column(
      name: "c",
      kind: .boolean(falseText: "n", trueText: "y"),
      missing: [""],
      outside: .missing
    )
    #expect(column.levels == 3)
    #expect(code("n", column) == 0 && code("y", column) == 1 && code("maybe", column) == 2)
  }

  @Test func `an empty text can be a category`() {
    let column = Column(name: "c", kind: .categorical(["", "a"]), missing: ["?"])
    #expect(code("", column) == 0 && code("?", column) == 3 && code("z", column) == 2)
  }

  @Test func `texts are told apart by their bytes, however alike they look`() {
    let column = Column(name: "c", kind: .categorical(["caf\u{e9}", "cafe\u{301}"]))
    #expect(code("caf\u{e9}", column) == 0 && code("cafe\u{301}", column) == 1)
    #expect(column.code(of: [0xFF, 0xFE]) == 2)
  }

  @Test func `numbers are clamped to the bounds, other texts to the lowest bin`() {
    let column = Column(name: "age", kind: .integer(Bins(minimum: 17, maximum: 90, cut: .width(5))))
    #expect(column.levels == 15)
    #expect(code("17", column) == 0 && code("22", column) == 1 && code("90", column) == 14)
    #expect(code("-5", column) == 0 && code("16", column) == 0)
    #expect(code("91", column) == 14 && code("99999999999999999999999", column) == 14)
    #expect(code("abc", column) == 0 && code("", column) == 0 && code("NaN", column) == 0)
    #expect(code(" 22 ", column) == 1 && code("+22", column) == 1 && code("22.0", column) == 1)
    #expect(
      code("22.9", column) == 1 && code("2.2e1", column) == 1 && code("00000000022", column) == 1
    )
  }

  @Test func `with a missing level, what is no number is missing`() {
    let column = Column(
      name: "gain",
      kind: .decimal(places: 2, Bins(minimum: 0, maximum: 250, cut: .width(100))),
      missing: ["99.99", "-"]
    )
    #expect(column.levels == 4)
    #expect(code("99.99", column) == 3 && code("-", column) == 3 && code("", column) == 3)
    #expect(code("abc", column) == 3 && code("99.990", column) == 2)
    #expect(code("0.999", column) == 0 && code("1", column) == 1 && code("2.5", column) == 2)
    #expect(code("99999", column) == 2 && code("-1", column) == 0)
  }

  @Test func `outside the bounds can count as missing, just above the maximum too`() {
    let column = Column(
      name: "h",
      kind: .decimal(places: 1, Bins(minimum: 0, maximum: 20, cut: .width(10))),
      missing: [""],
      outside: .missing
    )
    let coder = CellCoder(column)
    func reading(_ text: String) -> (code: Int, standing: CellCoder.Standing) {
      coder.reading(of: Array(text.utf8))
    }
    #expect(reading("2.0") == (2, .declared) && reading("1.99") == (1, .declared))
    #expect(reading("2.000") == (2, .declared))
    #expect(reading("2.001") == (3, .outside) && reading("-0.001") == (3, .outside))
    #expect(reading("x") == (3, .unreadable) && reading("") == (3, .missing))
  }

  @Test func `dates are binned by days`() {
    let first = CalendarDate.days(year: 2020, month: 2, day: 28)
    let column = Column(
      name: "d",
      kind: .date(Bins(minimum: first, maximum: first + 3, cut: .width(2)))
    )
    #expect(code("2020-02-28", column) == 0 && code("2020-02-29", column) == 0)
    #expect(code("2020-03-01", column) == 1 && code("2020-03-02", column) == 1)
    #expect(code("1999-01-01", column) == 0 && code("2030-01-01", column) == 1)
    #expect(code("2021-02-29", column) == 0 && code("18321", column) == 0)
  }

  @Test func `codes are themselves`() {
    let column = Column(name: "x", kind: .code(size: 85))
    #expect(column.levels == 85)
    #expect((0..<85).allSatisfy { code("\($0)", column) == $0 })
    #expect(code("85", column) == 84 && code("-1", column) == 0 && code("", column) == 0)
  }

  @Test func `texts of every length are told apart by each of their bytes`() {
    let lengths = [0, 1, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 47, 48, 70]
    let texts = lengths.map { length in String((0..<length).map { Character("\($0 % 10)") }) }
    let column = Column(name: "c", kind: .categorical(texts))
    let coder = CellCoder(column)
    for (code, text) in texts.enumerated() {
      let bytes = Array(text.utf8)
      #expect(coder.code(of: bytes) == code)
      #expect(coder.code(of: bytes + [UInt8(ascii: "x")]) == texts.count)
      for place in bytes.indices {
        var changed = bytes
        changed[place] = UInt8(ascii: "x")
        #expect(coder.code(of: changed) == texts.count, "byte \(place) of \(text)")
      }
    }
  }

  @Test func `a unit is in the bin that holds it, wherever the edges are`() {
    var cases = CaseGenerator(11)
    for range in [1, 9, 4095, 4096, 4097, 70_000, 2_000_000_000_000] {
      for edges in [2, 3, 12, 400] {
        let inner = (2..<max(3, edges)).map { number in
          // Some of the edges stand close together, more of them than a stretch of units may have.
          number % 2 == 0 ? cases.below(min(range, 300)) + 1 : cases.below(range) + 1
        }
        let cut = Array(Set([0, range + 1] + (edges == 2 ? [] : inner))).sorted()
        let bins = Bins(minimum: 0, maximum: range, cut: .edges(cut))
        let coder = CellCoder(Column(name: "n", kind: .integer(bins)))
        for units in cut.flatMap({ [$0 - 1, $0, $0 + 1] }) where 0...range ~= units {
          let expected = cut.lastIndex { $0 <= units }
          #expect(coder.code(of: Array("\(units)".utf8)) == expected)
        }
      }
    }
  }

  @Test func `every text has a code, and the block agrees with the single cell`() {
    var cases = CaseGenerator(7)
    for _ in 0..<200 {
      let column = cases.column(named: "c")
      let coder = CellCoder(column)
      var texts = (0..<60).map { _ in cases.text(of: "0123456789-.eN? ab", upTo: 10) }
      texts += (0..<column.levels).filter { _ in cases.chance(30) }.map(column.label(of:))
      var bytes: [UInt8] = []
      var cells: [CellBounds] = []
      for text in texts {
        // Two cells a row, of which the second is another column's.
        cells.append(
          CellBounds(start: UInt32(bytes.count), end: UInt32(bytes.count + text.utf8.count))
        )
        bytes += Array(text.utf8)
        cells.append(CellBounds(start: UInt32(bytes.count), end: UInt32(bytes.count)))
      }
      bytes += Array(repeating: 0x39, count: CellBounds.padding)
      var codes = [UInt32](repeating: .max, count: texts.count)
      var span = codes.mutableSpan
      coder.encode(bytes.span, cells: cells.span, first: 0, stride: 2, into: &span)
      for (text, code) in zip(texts, codes) {
        #expect(0..<column.levels ~= Int(code))
        #expect(Int(code) == slowCode(text, column), "\(text.debugDescription) in \(column)")
        #expect(coder.code(of: Array(text.utf8)) == Int(code))
      }
    }
  }

  /// The code by the words of the schema's definition, with exact rationals and linear search.
  private func slowCode(_ text: String, _ column: Column) -> Int {
    func same(_ other: String) -> Bool { text.utf8.elementsEqual(other.utf8) }
    let labels = column.kind.labels ?? []
    if let label = labels.firstIndex(where: same) { return label }
    if column.missing.contains(where: same) { return column.levels - 1 }
    if text.isEmpty, !column.missing.isEmpty { return column.levels - 1 }
    guard let (scale, bins) = column.kind.ordered else {
      guard case .other(let label) = column.outside else { return column.levels - 1 }
      return labels.firstIndex { $0.utf8.elementsEqual(label.utf8) } ?? labels.count
    }
    guard let value = slowValue(text, scale) else {
      return column.missing.isEmpty ? 0 : column.levels - 1
    }
    if value < Rational(bins.minimum) || value > Rational(bins.maximum) {
      if column.outside == .missing { return column.levels - 1 }
      return value < Rational(bins.minimum) ? 0 : bins.count - 1
    }
    return (0..<bins.count).last { Rational(bins.units(of: $0).lowerBound) <= value } ?? -1
  }

  private func slowValue(_ text: String, _ scale: Scale) -> Rational? {
    let trimmed = text.replacing(/^[ \t]+|[ \t]+$/, with: "")
    switch scale {
    case .date:
      guard let parts = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/)?.output,
        let year = Int(parts.1), let month = Int(parts.2), let day = Int(parts.3),
        CalendarDate.exists(year: year, month: month, day: day), year > 0
      else { return nil }
      return Rational(CalendarDate.days(year: year, month: month, day: day))
    case .integer, .decimal:
      var places = 0
      if case .decimal(let written) = scale { places = written }
      guard trimmed.wholeMatch(of: /[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/) != nil
      else {
        return nil
      }
      let parts = trimmed.split(separator: /[eE]/, omittingEmptySubsequences: false)
      var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      exponent -= halves.count > 1 ? halves[1].count : 0
      let digits = halves.joined()
      guard let mantissa = BigInteger(digits.hasPrefix("+") ? String(digits.dropFirst()) : digits)
      else { return nil }
      let shift = max(-4000, min(4000, exponent + places))
      return shift >= 0
        ? Rational(mantissa * BigInteger(10).power(shift))
        : Rational(mantissa, BigInteger(10).power(-shift))
    }
  }
}
