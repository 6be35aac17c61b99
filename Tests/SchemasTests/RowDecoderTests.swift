import JSON
import Randomness
import Schemas
import Testing

@Suite struct RowDecoderTests {
  private let seed = (0..<32).map { UInt8($0) }

  private func text(_ schema: Schema, _ columns: [[UInt32]]) -> String {
    String(
      decoding: RowDecoder(schema: schema, seed: seed)
        .csv(columns: columns, rows: columns[0].count),
      as: UTF8.self
    )
  }

  private func text(
    ofBlock block: Int,
    _ columns: [[UInt32]],
    rows: Int,
    by decoder: RowDecoder
  ) -> [UInt8] {
    var (text, page) = ([UInt8](), decoder.page)
    let draws = decoder.draws(ofBlock: block, columns: columns, rows: rows)
    decoder.append(
      block: block,
      columns: columns,
      rows: rows,
      draws: draws,
      on: &page,
      to: &text
    )
    return text
  }

  @Test func `levels come back as their texts, quoted where RFC 4180 asks for it`() {
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "a,b", kind: .categorical(["x", "say \"hi\"", "two\nlines"]), missing: ["?"]),
        Column(name: "skipped", kind: .ignored),
        Column(name: "n", kind: .integer(Bins(minimum: -1, maximum: 1))),
      ]
    )
    #expect(
      text(schema, [[0, 1, 2, 3, 4], [0, 1, 2, 0, 1]])
        == "\"a,b\",n\nx,-1\n\"say \"\"hi\"\"\",0\n\"two\nlines\",1\nother,-1\n?,0\n"
    )
  }

  @Test func `an empty cell alone in its row is quoted`() {
    let schema = Schema(
      name: "t",
      columns: [Column(name: "a", kind: .categorical(["x"]), missing: [""])]
    )
    #expect(text(schema, [[2, 0]]) == "a\n\"\"\nx\n")
  }

  @Test func `texts of every length come back whole`() {
    let texts = (1...40).map { String(String(repeating: "xyz", count: $0).prefix($0)) }
    let columns = ["a", "b"].map { Column(name: $0, kind: .categorical(texts)) }
    let codes = texts.indices.map(UInt32.init)
    let expected = zip(texts, texts.reversed()).map { "\($0),\($1)\n" }.joined()
    #expect(
      text(Schema(name: "t", columns: columns), [codes, codes.reversed()]) == "a,b\n" + expected
    )
  }

  @Test(arguments: [0, 8, 9, 10, 98, 99, 12_345, 9_999_999, 10_000_000, 99_999_998, 99_999_999])
  func `drawn numbers of every length come back as they are`(least: Int) {
    // The texts of narrow columns are made beforehand, those of wide ones when they are drawn.
    for last in [least + 1, least + 1_000_000] {
      for (least, last, places) in [
        (least, last, 0), (-last, -least, 0), (least * 1_000_000_000, last * 1_000_000_000, 0),
        (least, last, 1), (least, last, 3), (least, last, 7), (least, last, 8),
      ] {
        let edges = last - least > 1 ? [least, least + 2, last + 1] : [least, last + 1]
        let bins = Bins(minimum: least, maximum: last, cut: .edges(edges))
        let kind = places == 0 ? ColumnKind.integer(bins) : .decimal(places: places, bins)
        let schema = Schema(name: "t", columns: [Column(name: "n", kind: kind)])
        let scale = places == 0 ? Scale.integer : .decimal(places: places)
        let lines = text(schema, [Array(repeating: 0, count: 40)]).split(separator: "\n")
        #expect(
          Set(lines.dropFirst().map(String.init)) == Set(bins.units(of: 0).map(scale.text(of:)))
        )
      }
    }
  }

  @Test func `no rows leave the header`() {
    let schema = Schema(name: "t", columns: [Column(name: "a", kind: .code(size: 3))])
    #expect(text(schema, [[]]) == "a\n")
  }

  @Test func `decoding a code and encoding it again gives the code, for every kind`() throws {
    var cases = CaseGenerator(23)
    for _ in 0..<(isRelease ? 400 : 60) {
      let columns = (0...cases.below(4)).map { cases.column(named: "c\($0)") }
      let schema = Schema(name: "t", columns: columns)
      let rows = 200
      let codes = columns.map { column in
        (0..<rows).map { UInt32($0 < column.levels ? $0 : cases.below(column.levels)) }
      }
      let csv = RowDecoder(schema: schema, seed: seed).csv(columns: codes, rows: rows)
      let records = fields(of: csv)
      try #require(records.count == rows + 1)
      for (position, column) in columns.enumerated() {
        let coder = CellCoder(column)
        for row in 0..<rows {
          let cell = records[row + 1][position]
          #expect(coder.code(of: cell) == Int(codes[position][row]), "\(cell) in \(column)")
        }
      }
    }
  }

  /// The oracle is a slow writer: a field, a comma or line feed, and numbers drawn one by one.
  @Test func `tables of all kinds of columns are written as a slow writer writes them`() {
    var cases = CaseGenerator(47)
    for _ in 0..<(isRelease ? 300 : 40) {
      var columns = (0..<1 + cases.below(9)).map { cases.column(named: "c\($0)") }
      if cases.chance(40) {
        // Texts around the width of a cell, and such that only fit alone or in pairs.
        let texts = [0, 1, 21, 22, 23, 45, 46, 47, 48, 70].map { String(repeating: "x", count: $0) }
        let kind = ColumnKind.categorical(texts.filter { _ in cases.chance(60) } + ["a,\"b\n"])
        columns.insert(
          Column(name: "long", kind: kind, allowsFormulas: true),
          at: cases.below(columns.count + 1)
        )
      }
      if cases.chance(40) {
        let wide = Bins(
          minimum: -9_999,
          maximum: 999_999_999,
          cut: .edges([-9_999, 7, 8, 1_000_000_000])
        )
        let missing = cases.chance(50) ? ["12", "-3", "99999999"] : []
        let place = cases.below(columns.count + 1)
        columns.insert(
          Column(name: "wide", kind: .integer(wide), missing: missing, allowsFormulas: true),
          at: place
        )
      }
      let rows = cases.chance(5) ? 9_000 : 1 + cases.below(300)
      let schema = Schema(name: "t", columns: columns)
      let codes = columns.map { column in (0..<rows).map { _ in UInt32(cases.below(column.levels)) }
      }
      let csv = RowDecoder(schema: schema, seed: seed).csv(columns: codes, rows: rows)
      #expect(csv == slowCSV(columns, codes, rows: rows))
    }
  }

  private func slowCSV(_ columns: [Column], _ codes: [[UInt32]], rows: Int) -> [UInt8] {
    let stream = SamplingStream(seed: seed, domain: "marginalia row values 1")
    let fields = columns.enumerated().map { index, column -> [[UInt8]] in
      let bins = (0..<column.levels).map { numbers(column, $0) }
      let largest = UInt64(bins.compactMap { $0?.count }.max() ?? 1)
      let blocks = stride(from: 0, to: rows, by: RowDecoder.blockSize)
      return blocks.enumerated().flatMap { block, first -> [[UInt8]] in
        var stream = stream.substream(UInt64(index)).substream(UInt64(block))
        let levels = codes[index][first..<min(rows, first + RowDecoder.blockSize)].map(Int.init)
        var drawn = levels.map { UInt64(bins[$0]?.count ?? 1) }
        stream.draw(below: &drawn, atMost: largest)
        return zip(levels, drawn).map { level, draw in
          if let scale = column.kind.ordered?.scale, let numbers = bins[level] {
            return Array(scale.text(of: numbers[Int(draw)]).utf8)
          }
          let text = level == column.missingCode ? column.missing[0] : column.label(of: level)
          return CSVText.field(text, isAlone: columns.count == 1)
        }
      }
    }
    let lines = (0..<rows).map { row in
      Array(fields.map { $0[row] }.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "\n")]
    }
    return CSVText.record(columns.map(\.name)) + lines.joined()
  }

  /// The numbers of a bin that aren't read as missing, or nil where the level is no bin.
  private func numbers(_ column: Column, _ level: Int) -> Numbers? {
    guard let (scale, bins) = column.kind.ordered, level < bins.count else { return nil }
    let missing = column.missing.compactMap { scale.parse(Array($0.utf8).span)?.units }
    let left = missing.filter { column.missing.contains(scale.text(of: $0)) }
    return Numbers(units: bins.units(of: level), missing: Set(left).sorted())
  }

  private struct Numbers {
    let units: ClosedRange<Int>
    let missing: [Int]

    var count: Int { units.count - missing.count(where: units.contains) }

    subscript(index: Int) -> Int {
      var number = units.lowerBound
      var left = index
      while true {
        // Far from all that are left out, the rest can be counted at once.
        let next = missing.first { $0 >= number } ?? units.upperBound + 1
        if next - number > left { return number + left }
        left -= next - number
        number = next + 1
      }
    }
  }

  @Test func `values keep their type, precision and bounds`() {
    let decimals = Column(
      name: "x",
      kind: .decimal(places: 3, Bins(minimum: -1500, maximum: 1500, cut: .width(1000)))
    )
    let days = Column(
      name: "d",
      kind: .date(Bins(minimum: 11_000, maximum: 11_100, cut: .edges([11_000, 11_050, 11_101])))
    )
    let schema = Schema(name: "t", columns: [decimals, days])
    let codes = (0..<400).map { UInt32($0 % 4) }
    let dates = codes.map { $0 % 2 }
    let decoder = RowDecoder(schema: schema, seed: seed)
    for record in fields(of: decoder.csv(columns: [codes, dates], rows: 400)).dropFirst() {
      let number = String(decoding: record[0], as: UTF8.self)
      #expect(number.wholeMatch(of: /-?[0-9]\.[0-9]{3}/) != nil, "\(number)")
      #expect((Double(number)?.magnitude ?? 9) <= 1.5)
      let date = record[1]
      let day = CalendarDate.parse(date.span)
      #expect((11_000...11_100).contains(day ?? 0))
    }
  }

  @Test func `a bin's numbers are drawn uniformly, those read as missing never`() {
    let column = Column(
      name: "n",
      kind: .integer(Bins(minimum: 0, maximum: 9, cut: .width(10))),
      missing: ["3", "8"]
    )
    let schema = Schema(name: "t", columns: [column])
    let rows = 80_000
    let decoder = RowDecoder(schema: schema, seed: seed)
    let csv = decoder.csv(columns: [Array(repeating: 0, count: rows)], rows: rows)
    var counts = [Int](repeating: 0, count: 10)
    for byte in csv.dropFirst(2) where byte != 0x0A { counts[Int(byte) - 48] += 1 }
    #expect(counts[3] == 0 && counts[8] == 0 && counts.reduce(0, +) == rows)
    // 8 cells of 10,000 with deviations of 94: six of them have a false alarm in 10^8.
    let drawn = counts.enumerated().filter { $0.offset != 3 && $0.offset != 8 }.map(\.element)
    #expect(drawn.allSatisfy { abs($0 - 10_000) < 570 }, "\(drawn)")
  }

  @Test func `a block depends on its own rows only, and blocks join to the whole`() {
    var cases = CaseGenerator(29)
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "a", kind: .integer(Bins(minimum: 0, maximum: 999, cut: .width(50)))),
        Column(name: "b", kind: .date(Bins(minimum: 0, maximum: 999, cut: .width(100)))),
      ]
    )
    let rows = 2 * RowDecoder.blockSize + 77
    let columns = [20, 10].map { size in (0..<rows).map { _ in UInt32(cases.below(size)) } }
    let decoder = RowDecoder(schema: schema, seed: seed)
    let blocks = (0..<RowDecoder.blockCount(rows: rows)).reversed().map {
      text(ofBlock: $0, columns, rows: rows, by: decoder)
    }
    let whole = decoder.csv(columns: columns, rows: rows)
    #expect(whole == decoder.header + blocks.reversed().joined())
    var changed = columns
    changed[0][3] = (changed[0][3] + 1) % 20
    #expect(text(ofBlock: 2, changed, rows: rows, by: decoder) == blocks[0])
    #expect(text(ofBlock: 0, changed, rows: rows, by: decoder) != blocks[2])
  }

  /// Computed apart from this program, by SHA-256, ChaCha20 and integers in Python.
  @Test func `the values drawn are these for ever`() {
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "a", kind: .integer(Bins(minimum: 0, maximum: 9999, cut: .width(5000)))),
        Column(
          name: "b",
          kind: .decimal(places: 2, Bins(minimum: 0, maximum: 99, cut: .width(50)))
        ),
        Column(name: "c", kind: .date(Bins(minimum: 0, maximum: 7299, cut: .width(3650)))),
      ]
    )
    #expect(
      text(schema, [[0, 1, 0], [1, 0, 1], [0, 0, 1]])
        == "a,b,c\n2572,0.70,1978-08-11\n5435,0.01,1975-04-28\n3926,0.84,1986-05-15\n"
    )
  }
}
