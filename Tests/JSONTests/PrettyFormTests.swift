import JSON
import Testing

struct PrettyFormTests {
  @Test func `members keep their order, two spaces a level, a newline at the end`() throws {
    let value = try JSON(parsing: Array(#"{"b":[1,2.50],"a":{"x":[],"y":{},"z":["t",null]}}"#.utf8))
    #expect(
      value.pretty == """
        {
          "b": [
            1, 2.50
          ],
          "a": {
            "x": [],
            "y": {},
            "z": [
              "t",
              null
            ]
          }
        }

        """
    )
  }

  @Test func `what is printed reads back as the same value`() throws {
    for name in ["arrays", "unicode", "values", "weird"] {
      let value = try JSON(parsing: Vectors.bytes("input/\(name).json"))
      #expect(try JSON(parsing: Array(value.pretty.utf8)) == value)
    }
  }

  @Test func `numbers fill lines of at most a hundred columns`() throws {
    let value: JSON = ["counts": .array((0..<1000).map { .integer($0 * 7919) })]
    let lines = value.pretty.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.count < 120)
    #expect(try JSON(parsing: Array(value.pretty.utf8)) == value)
  }
}
