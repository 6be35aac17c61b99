import Schemas
import Tables
import Testing

@Suite struct DraftedSchemaTests {
  private func draft(_ text: String) throws -> [Column] {
    try SchemaDraft(guessedFrom: Array(text.utf8), file: "f", name: "t").guesses.map(\.column)
  }

  @Test func `each kind of column is guessed and left for a person to vouch for`() throws {
    let many = (0..<400).map { "word \($0)" }
    var text = "n,x,day,cat,flag,free,empty\n"
    for (index, word) in many.enumerated() {
      text += "\(index - 3),\(Double(index) / 4),2001-02-\(10 + index % 9),"
      text += "\(index % 2 == 0 ? "a,b" : "?"),\(index % 3 == 0 ? "Yes" : "no"),\(word),\n"
        .replacing("a,b", with: "\"a,b\"")
    }
    let columns = try draft(text)
    #expect(columns.map(\.name) == ["n", "x", "day", "cat", "flag", "free", "empty"])
    #expect(columns[0].kind == .integer(Bins(minimum: -50, maximum: 400, cut: .width(10))))
    #expect(
      columns[1].kind == .decimal(places: 2, Bins(minimum: 0, maximum: 10_000, cut: .width(200)))
    )
    let year = CalendarDate.days(year: 2001, month: 1, day: 1)
    #expect(columns[2].kind == .date(Bins(minimum: year, maximum: year + 364, cut: .width(7))))
    #expect(columns[3].kind == .categorical(["a,b"]) && columns[3].missing == ["?"])
    #expect(columns[4].kind == .boolean(falseText: "no", trueText: "Yes"))
    #expect(columns[5].kind == .ignored && columns[6].kind == .ignored)
    #expect(columns.allSatisfy { !$0.isVouched })
  }

  @Test func `a draft of any well-formed file is a schema`() throws {
    var cases = CaseGenerator(53)
    let cells = [
      "", "1", "-7", "2.5", "1e300", "abc", "NA", "?", "2020-02-30", "2020-02-29", "0.00001",
      "\"\"\"\"",
      "999999999999999", "other", "true", "é", "-0",
    ]
    for _ in 0..<300 {
      let width = 1 + cases.below(3)
      let pool = (0..<1 + cases.below(4)).map { _ in cells[cases.below(cells.count)] }
      var text = (0..<width).map { "c\($0)" }.joined(separator: ",") + "\n"
      for _ in 0..<cases.below(6) {
        text += (0..<width).map { _ in pool[cases.below(pool.count)] }.joined(separator: ",") + "\n"
      }
      let draft = try SchemaDraft(guessedFrom: Array(text.utf8), file: "f", name: "t")
      let parsed = Result { try Schema(parsing: Array(draft.text.utf8), file: "draft") }
      if draft.guesses.contains(where: { $0.column.isSynthesised }) {
        let schema = try parsed.get()
        #expect(schema.columns == draft.guesses.map(\.column))
        #expect(!schema.isVouched)
        _ = try read(text, schema).get()
      }
    }
  }

  @Test func `a repeated name is refused without being shown`() {
    #expect(
      throws: TableError.malformed(
        file: "f",
        findings: [TableFinding(line: 1, byte: 3, rule: .duplicateColumn)],
        isCut: false
      )
    ) { try draft("7,7\n") }
  }
}
