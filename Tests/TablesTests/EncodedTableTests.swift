import Cryptography
import Foundation
import Marginals
import Schemas
import Tables
import Testing

@Suite struct EncodedTableTests {
  @Test func `columns are found by name in any order, ignored ones skipped`() throws {
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "a", kind: .code(size: 3)), Column(name: "notes", kind: .ignored),
        Column(name: "b", kind: .code(size: 2)),
      ]
    )
    for text in ["b,notes,a\n1,\"hm,\nhm\",2\n0,,0\n", "a,b\n2,1\n0,0\n"] {
      let table = try read(text, schema).get()
      #expect(table.counts(over: [0, 1]) == [1, 0, 0, 0, 0, 1])
    }
  }

  @Test func `no cell stops a run`() throws {
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "a", kind: .integer(Bins(minimum: 0, maximum: 9)), missing: [""]),
        Column(name: "b", kind: .categorical(["x"])),
        Column(name: "c", kind: .date(Bins(minimum: 0, maximum: 9))),
      ]
    )
    let cells = [
      "", "99999999999999999999999999", "-1e400", "\0", "'; DROP TABLE", "🙂", "1970-13-99",
    ]
    let rows = cells.map { "\($0),\($0),\($0)\n" }.joined()
    let table = try read("a,b,c\n" + rows, schema).get()
    #expect(table.rowCount == cells.count)
    #expect(table.counts(over: [1]) == [0, cells.count])
  }

  @Test func `a table without rows has counts of zero`() throws {
    let schema = schema(of: ["x"], columns: ["a", "b"])
    for text in ["a,b", "a,b\n", "a,b\r\n\r\n"] {
      let table = try read(text, schema).get()
      #expect(table.rowCount == 0)
      #expect(table.counts(over: [0, 1]) == [0, 0, 0, 0])
    }
  }

  @Test func `a file on disk is read as its bytes are`() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UInt64.random(in: 0...(.max))).csv"
    try "a,b\nx,y\nx,x\n".write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let table = try EncodedTable(csv: path, schema: schema(of: ["x", "y"], columns: ["a", "b"]))
    #expect(table.counts(over: [0, 1]) == [1, 1, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test func `rows decoded by the public side are read back as their codes`() throws {
    var cases = CaseGenerator(31)
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "a", kind: .categorical(["x", "say \"hi\"", "1,5", "\n"]), missing: [""]),
        Column(
          name: "b",
          kind: .decimal(places: 1, Bins(minimum: -99, maximum: 99, cut: .width(20)))
        ),
        Column(name: "c", kind: .date(Bins(minimum: 0, maximum: 3000, cut: .width(365)))),
      ]
    )
    let rows = 20_000
    let codes = schema.domain.attributes.map { attribute in
      (0..<rows).map { _ in UInt32(cases.below(attribute.size)) }
    }
    let decoder = RowDecoder(schema: schema, seed: Array(repeating: 7, count: 32))
    let table = try read(decoder.csv(columns: codes, rows: rows), schema).get()
    let direct = EncodedTable(domain: schema.domain, columns: codes)
    #expect(table.counts(over: [0, 1, 2]) == direct.counts(over: [0, 1, 2]))
  }

  @Test func `at most so many rows of a unit count, the first ones`() throws {
    let schema = schema(
      of: ["1", "2", "3"],
      columns: ["a"],
      unit: .column(name: "who", maximumRows: 2)
    )
    let text = "who,a\nx,1\ny,3\nx,2\nx,3\n,1\n\"x\",3\n,2\n,3\nX,3\n"
    let table = try read(text, schema).get()
    // x keeps 1 and 2; y keeps 3; the nameless keep 1 and 2; X is not x and keeps 3.
    #expect(table.counts(over: [0]) == [2, 2, 2, 0])
    #expect(table.rowCount == 6)
  }

  @Test func `bounding agrees with counting by hand, and one unit changes its own rows only`()
    throws
  {
    var cases = CaseGenerator(37)
    for _ in 0..<20 {
      let bound = 1 + cases.below(4)
      let schema = Schema(
        name: "t",
        columns: [Column(name: "a", kind: .code(size: 50))],
        unit: .column(name: "id", maximumRows: bound)
      )
      let rows = (0..<3000).map { _ in (id: cases.below(900), code: cases.below(50)) }
      func counts(_ rows: [(id: Int, code: Int)]) throws -> [Int] {
        let text = "id,a\n" + rows.map { "person \($0.id),\($0.code)\n" }.joined()
        return try read(text, schema).get().counts(over: [0])
      }
      var seen: [Int: Int] = [:]
      var expected = [Int](repeating: 0, count: 50)
      for row in rows {
        seen[row.id, default: 0] += 1
        if seen[row.id, default: 0] <= bound { expected[row.code] += 1 }
      }
      #expect(try counts(rows) == expected)
      let without = try counts(rows.filter { $0.id != 5 })
      #expect(
        zip(expected, without).reduce(0) { $0 + abs($1.0 - $1.1) } == min(bound, seen[5] ?? 0)
      )
    }
  }

  @Test func `a code beyond its attribute can't enter a table`() async {
    await #expect(processExitsWith: .failure) {
      _ = EncodedTable(domain: Domain([Attribute(name: "a", size: 3)]), columns: [[0, 3]])
    }
  }

  @Test func `the commitment is the keyed code of the file's bytes, and of nothing else`() throws {
    let schema = schema(of: ["x"], columns: ["a"])
    // Longer than a block of the reader, with all that reading leaves out.
    let rows = String(repeating: "x\r\n", count: 900_000)
    for text in ["a\nx\n", "\u{FEFF}a\n\"x\"\n\n", "a\r\n" + rows] {
      let bytes = [UInt8](text.utf8)
      let table = try EncodedTable(csv: bytes, file: "t", schema: schema, commitmentKey: [7, 8])
      #expect(table.commitment == HMACSHA256.code(for: bytes, key: [7, 8]))
    }
    #expect(try read("a\nx\n", schema).get().commitment == nil)
  }
}
