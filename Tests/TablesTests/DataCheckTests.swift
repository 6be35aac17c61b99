import Schemas
import Tables
import Testing

@Suite struct DataCheckTests {
  @Test func `what falls outside is counted by column, and marked private`() throws {
    let schema = Schema(
      name: "t",
      columns: [
        Column(name: "age", kind: .integer(Bins(minimum: 0, maximum: 99)), missing: ["?"]),
        Column(name: "job", kind: .categorical(["x"])),
      ]
    )
    let text = "job,age\nx,5\ny,?\nx,100\n,old\nx,\n"
    let check = try DataCheck(csv: Array(text.utf8), file: "f", schema: schema)
    #expect(check.rowCount == 5)
    #expect(check.columns.map(\.missing) == [2, 0])
    #expect(check.columns.map(\.outside) == [1, 2])
    #expect(check.columns.map(\.unreadable) == [1, 0])
    #expect("\(check)".hasPrefix("PRIVATE"))
    #expect("\(check)".contains("age: 2 missing, 1 outside, 1 unreadable"))
  }

  @Test func `a malformed file is refused`() {
    #expect(throws: TableError.self) {
      try DataCheck(
        csv: Array("a\n\"x".utf8),
        file: "f",
        schema: schema(of: ["x"], columns: ["a"])
      )
    }
  }
}
