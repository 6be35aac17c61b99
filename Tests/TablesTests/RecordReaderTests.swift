import Marginals
import Schemas
import Tables
import Testing

@Suite struct RecordReaderTests {
  /// The joint counts of two columns by a slow reading of the same bytes.
  private func slowCounts(_ records: [[[UInt8]]], _ schema: Schema) -> [Int] {
    var counts = [Int](repeating: 0, count: schema.domain.cellCount(of: [0, 1]))
    for record in records.dropFirst() {
      let codes = (0..<2).map { schema.attributes[$0].code(of: record[$0]) }
      counts[codes[0] * schema.domain.size(1) + codes[1]] += 1
    }
    return counts
  }

  @Test(arguments: [
    // RFC 4180, section 2: rules 1 and 2, with and without a final line end.
    ("aaa,bbb\r\nzzz,yyy\r\n", [["aaa", "bbb"], ["zzz", "yyy"]]),
    ("aaa,bbb\r\nzzz,yyy", [["aaa", "bbb"], ["zzz", "yyy"]]),
    // Rules 5, 6 and 7.
    ("\"aaa\",\"bbb\"\r\nzzz,yyy", [["aaa", "bbb"], ["zzz", "yyy"]]),
    ("\"aaa\",\"b\r\nbb\"\r\nzzz,yyy", [["aaa", "b\r\nbb"], ["zzz", "yyy"]]),
    ("\"aaa\",\"b\"\"bb\"", [["aaa", "b\"bb"]]),
    // Spaces belong to the field (rule 4); line ends may be LF; quotes within are text.
    (" aaa , bbb\n", [[" aaa ", " bbb"]]),
    ("a\"b,c\"\n", [["a\"b", "c\""]]),
    ("a\rb,c\r\r\n", [["a\rb", "c\r"]]),
    ("\"\",\"\"\"\"\n,\n", [["", "\""], ["", ""]]),
    ("\"x\",y\"\r", [["x", "y\""]]), ("x,\"y\"\r", [["x", "y"]]),
    ("\n\r\nx,y\n\n\n", [["x", "y"]]),
    ("ä,\"漢🙂\"\n", [["ä", "漢🙂"]]),
    ("", []), ("\n", []),
  ])
  func `well-formed files are read by RFC 4180`(body: String, rows: [[String]]) throws {
    for start in ["a,b\n", "a,b\r\n", "\u{feff}a,b\n", "\"a\",\"b\"\n", "\u{feff}\"a\",b\r\n"] {
      let texts = Set(rows.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let schema = schema(of: texts + ["never"], columns: ["a", "b"])
      let table = try read(start + body, schema).get()
      var expected = [Int](repeating: 0, count: schema.domain.cellCount(of: [0, 1]))
      for row in rows {
        let codes = row.compactMap { text in texts.firstIndex { $0.utf8.elementsEqual(text.utf8) } }
        expected[codes[0] * schema.domain.size(1) + codes[1]] += 1
      }
      #expect(table.counts(over: [0, 1]) == expected)
      #expect(table.rowCount == rows.count)
    }
  }

  @Test func `in a file of one column an empty line is a row`() throws {
    let schema = schema(of: ["", "x"], columns: ["a"])
    let table = try read("a\n\nx\n\"\"\n", schema).get()
    #expect(table.counts(over: [0]) == [2, 1, 0])
  }

  @Test func `random bytes never trap and are read as a slow reader reads them`() {
    var cases = CaseGenerator(5)
    let schema = schema(
      of: ["", "a", "b", "\"", ",", "\n", "a\"", "\r", "é"],
      columns: ["a", "b"]
    )
    let pieces: [[UInt8]] =
      [
        "a", "b", ",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", "é", " ", "\0", "a,b\n",
        "\"a\",b\n",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]
    var wellFormed = 0
    for _ in 0..<(isRelease ? 200_000 : 6000) {
      var bytes = Array((cases.chance(90) ? "a,b\n" : "").utf8)
      let kinds = cases.chance(80) ? pieces.count - 3 : pieces.count
      for _ in 0..<cases.below(14) { bytes += pieces[cases.below(kinds)] }
      let slow = slowRecords(bytes)
      let header = slow?.first?.map { String(decoding: $0, as: UTF8.self) }
      switch read(bytes, schema) {
      case .success(let table):
        wellFormed += 1
        guard let slow, header == ["a", "b"] || header == ["b", "a"] else {
          Issue.record("read what the slow reader refuses: \(bytes)")
          continue
        }
        let records = header == ["a", "b"] ? slow : slow.map { $0.reversed() }
        #expect(table.counts(over: [0, 1]) == slowCounts(records, schema), "\(bytes)")
      case .failure(let error):
        #expect(
          slow == nil || (header != ["a", "b"] && header != ["b", "a"]),
          "\(error): \(bytes)"
        )
      }
    }
    #expect(wellFormed > 1000)
  }

  @Test func `among long stretches of plain records odd ones are found where they stand`() {
    var cases = CaseGenerator(43)
    let texts = ["", "a", "bb", "more than sixteen bytes", "é", "x\"y", "\r", "c\r"]
    let schema = schema(of: texts, columns: ["a", "b"])
    let header = Array("a,b\n".utf8)
    let odd = ["\n", "\r\n", "\"x\"\"y\",a\n", "a,\"\r\n\"\n", "c\r,x\"y\n", "é,\r\r\n"]
    let bad = ["a\n", "a,a,a\n", "\"a\"b,c\n"]
    var read = (wellFormed: 0, malformed: 0)
    for _ in 0..<(isRelease ? 20_000 : 500) {
      var bytes = header
      var firstBad: Int?
      var lines = 1
      for _ in 0..<cases.below(120) {
        let kind = cases.below(1000)
        var record =
          "\(texts[cases.below(4)]),\(texts[cases.below(4)])\(kind % 9 == 0 ? "\r" : "")\n"
        if kind < 30 { record = odd[cases.below(odd.count)] }
        if kind == 999 {
          record = bad[cases.below(bad.count)]
          firstBad = firstBad ?? lines + 1
        }
        bytes += Array(record.utf8)
        lines += record.utf8.count { $0 == UInt8(ascii: "\n") }
      }
      switch TablesTests.read(bytes, schema) {
      case .success(let table):
        read.wellFormed += 1
        #expect(firstBad == nil)
        let records = slowRecords(bytes) ?? []
        #expect(table.counts(over: [0, 1]) == slowCounts(records, schema))
      case .failure(.malformed(_, let findings, _)):
        read.malformed += 1
        #expect(findings.first?.line == firstBad)
      case .failure(let error):
        Issue.record(error)
      }
    }
    #expect(read.wellFormed > 100 && read.malformed > 20)
  }

  @Test func `records are read whole wherever a buffer of two mebibytes ends in them`() throws {
    let texts = ["a\"b", "x", "é", "\r\n", "", "z\r"]
    let schema = schema(of: texts, columns: ["a", "b"])
    let tricky = Array("\"a\"\"b\",x\r\né,\"\r\n\"\r\n\n\"\",z\r\r\n\"\"\"\",\"\"\n".utf8)
    var expected = [Int](repeating: 0, count: 49)
    // Twice the rows (a"b, x), (é, CRLF), ("", z CR) and (", ""); four rows of padding.
    for cell in [0 * 7 + 1, 2 * 7 + 3, 4 * 7 + 5, 6 * 7 + 4] { expected[cell] = 2 }
    expected[6 * 7 + 4] += 4
    for offset in 0...2 * tricky.count {
      var bytes = Array("a,b\n".utf8)
      for part in 1...4 {
        let end = ((1 << 21) - offset) * part / 4
        bytes += Array(repeating: UInt8(ascii: "p"), count: end - bytes.count - 2)
        bytes += [0x2C, 0x0A]
      }
      #expect(bytes.count == (1 << 21) - offset)
      let table = try read(bytes + tricky + tricky, schema).get()
      #expect(table.counts(over: [0, 1]) == expected, "the buffer ends at byte \(offset)")
    }
  }
}
