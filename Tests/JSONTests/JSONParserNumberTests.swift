import JSON
import Testing

struct JSONParserNumberTests {
  @Test(arguments: ["0", "-0", "10", "1.0", "0.0e0", "1e5", "1E+05", "-1.25e-07", "1e-400"])
  func `what the grammar allows is read`(literal: String) throws {
    #expect(try JSON(parsing: Array(literal.utf8)).number?.literal == literal)
  }

  @Test(arguments: [
    "01", "-01", "00", "+1", ".5", "1.", "-", "-a", "1.e5", "1e", "1e+", "1e1.5", "0x10", "1_000",
    "--1", "Infinity", "-Infinity", "1f", "１",
  ])
  func `what the grammar does not allow is refused`(literal: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: Array("[\(literal)]".utf8)) }
  }

  @Test func `a number beyond every double is refused`() {
    let long = "1" + String(repeating: "0", count: 309)
    for literal in ["1e309", "-1e309", "1e999999999999999999999", long] {
      #expect(throws: JSONError.malformed(.numberTooLarge, line: 1, column: 2)) {
        try JSON(parsing: Array("[\(literal)]".utf8))
      }
    }
    #expect(throws: Never.self) {
      try JSON(parsing: Array(("1" + String(repeating: "0", count: 308)).utf8))
    }
  }
}
