import JSON
import Marginals
import Schemas
import Testing

@Suite struct ImpossibleTests {
  private static let columns = """
    { "name": "age", "type": "integer", "minimum": 0, "maximum": 99, "bins": { "width": 5 } },
    { "name": "note", "type": "ignored" },
    { "name": "status", "type": "categorical", "categories": ["single", "married", "widowed"],
      "missing": true },
    { "name": "day", "type": "integer", "minimum": 1, "maximum": 7 }
    """

  private static func schema(_ impossible: String) throws -> Schema {
    let text = #"{"marginalia":"schema/1","columns":[\#(columns)],"impossible":\#(impossible)}"#
    return try Schema(parsing: Array(text.utf8), file: "s.json")
  }

  private static func findings(_ impossible: String) throws -> [String] {
    do {
      _ = try schema(impossible)
      return []
    } catch SchemaError.invalid(_, let findings, _) {
      return findings.map { $0.description(in: "s.json") }
    }
  }

  @Test func `lists, ranges and null name levels, by positions among the synthesised columns`()
    throws
  {
    let schema = try Self.schema(
      """
      [ { "status": ["married", null], "age": { "maximum": 14 } },
        { "day": [7, 1], "status": ["other"] },
        { "age": { "minimum": 95 }, "day": { "minimum": 3, "maximum": 4 } } ]
      """
    )
    #expect(
      schema.impossible == [
        ImpossibleCombination(clique: [0, 1], levels: [[0, 1, 2], [1, 4]]),
        ImpossibleCombination(clique: [1, 2], levels: [[3], [0, 6]]),
        ImpossibleCombination(clique: [0, 2], levels: [[19], [2, 3]]),
      ]
    )
    #expect(
      schema.words(for: schema.impossible[0])
        == #"age "0–4", "5–9", "10–14" with status "married", "(missing)""#
    )
    let again = try Schema(parsing: schema.json.canonical, file: "again")
    #expect(
      again
        == Schema(
          name: "table",
          columns: schema.columns,
          impossible: schema.impossible
        )
    )
  }

  @Test func `a schema without any says nothing of it`() throws {
    let schema = try Self.schema("[]")
    #expect(schema.impossible == [] && schema.json["impossible"] == nil)
  }

  @Test(arguments: [
    (#"[{"staus":["married"]}]"#, #"no column "staus" is synthesised; did you mean "status"?"#),
    (#"[{"note":["x"]}]"#, #"no column "note" is synthesised"#),
    (#"[{"status":["maried"]}]"#, #""maried" is no level of the column; did you mean "married"?"#),
    (#"[{"day":[null]}]"#, #""null" is no level of the column"#),
    (#"[{"day":[8]}]"#, #""8" is no level of the column"#),
    (#"[{"age":{"maximum":16}}]"#, "the bin 15–19 would be impossible in part"),
    (#"[{"age":{"minimum":7}}]"#, "the bin 5–9 would be impossible in part"),
    (#"[{"age":{"maximum":100}}]"#, #""100" is no level of the column"#),
    (#"[{"age":{"minimum":50,"maximum":4}}]"#, "exchange them"),
    (#"[{"age":[17]}]"#, "the bin 15–19 would be impossible in part"),
    (#"[{"age":{"most":4}}]"#, #"there is no key "most" here"#),
    (#"[{"status":[]}]"#, "at least one level of each"),
    (#"[{}]"#, "names at least one column"),
    (#"[{"status":"married"}]"#, #""status" has to be a list"#),
    (#"[["status"]]"#, "has to be a list of objects"),
    (#"{"status":["married"]}"#, #""impossible" has to be a list"#),
  ])
  func `what is wrong is told with its place`(impossible: String, finding: String) throws {
    let findings = try Self.findings(impossible)
    #expect(findings.count == 1 && findings[0].contains(finding), "\(findings)")
    #expect(findings.allSatisfy { $0.hasPrefix("s.json:") })
  }

  @Test func `more than a thousand are refused`() throws {
    let many = "[" + Array(repeating: #"{"day":[1]}"#, count: 1_001).joined(separator: ",") + "]"
    #expect(try Self.findings(many)[0].contains("more than 1000 impossible combinations"))
  }
}
