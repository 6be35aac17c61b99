import JSON
import Schemas
import Testing

@Suite struct SchemaErrorTests {
  /// A schema of the given columns, which start at line 2.
  private func schema(_ columns: String) -> String {
    "{\"marginalia\":\"schema/1\",\"columns\":[\n\(columns)]}"
  }

  @Test func `findings say where, which column and what to do, all at once`() {
    let text = schema(
      """
      {"name":"a","type":"integer","minimum":5,"maximum":1},
      {"name":"b","type":"categorical","categories":["x","x"]},
      {"name":"ü","typ":"code","type":"code","size":0}
      """
    )
    #expect(
      findings(text) == [
        SchemaFinding(line: 2, position: 30, column: "a", rule: .boundsReversed),
        SchemaFinding(line: 3, position: 34, column: "b", rule: .labelRepeated("x")),
        SchemaFinding(
          line: 4,
          position: 13,
          column: "ü",
          rule: .unknownKey("typ", suggestion: "type")
        ),
      ]
    )
    guard case .failure(let error) = parse(text) else { return #expect(Bool(false)) }
    let lines = "\(error)".split(separator: "\n")
    #expect(
      lines[0] == "schema.json:2:30: column \"a\": \"minimum\" is above \"maximum\"; exchange them"
    )
    #expect(lines[2].hasSuffix("there is no key \"typ\" here; did you mean \"type\"?"))
  }

  @Test(arguments: [
    (
      "{", SchemaRule.notJSON("the text ends within a value; the file is incomplete")
    ),
    ("[]", .notASchema), ("3", .notASchema), ("{}", .notASchema), (#"{"a":"b"}"#, .notASchema),
    (#"{"age":0}"#, .sizeNotPositive), (#"{"age":1000001}"#, .tooManyLevels),
    (#"{"age":-3}"#, .sizeNotPositive), (#"{"age":1.5}"#, .expected("a whole number", for: "age")),
    (#"{"age":99999999999999999999}"#, .expected("a whole number", for: "age")),
    (#"{"columns":[{"name":"b","type":"boolean"}]}"#, .missingKey("marginalia")),
    (#"{"marginalia":"schema/1"}"#, .missingKey("columns")),
    (#"{"marginalia":"schema/2","columns":[{"name":"b","type":"boolean"}]}"#, .unknownVersion),
    (#"{"marginalia":"schema/1","columns":[]}"#, .noColumns),
    (#"{"marginalia":"schema/1","columns":{}}"#, .expected("a list", for: "columns")),
    (#"{"marginalia":"schema/1","columns":[7]}"#, .expected("an object", for: "columns")),
    (#"{"marginalia":"schema/1","columns":[{"name":"b","type":"ignored"}]}"#, .noColumns),
  ])
  func `a file that is no schema is refused by one rule`(text: String, rule: SchemaRule) {
    #expect(findings(text).map(\.rule) == [rule])
  }

  @Test(arguments: [
    (
      #""type":"intger","minimum":0,"maximum":1"#,
      SchemaRule.unknownWord(
        key: "type",
        allowed: ["categorical", "boolean", "integer", "decimal", "date", "code", "ignored"],
        suggestion: "integer"
      )
    ),
    (#""type":"integer","minimum":0"#, .missingKey("maximum")),
    (#""type":"integer","minimum":"zero","maximum":1"#, .notExact(key: "minimum", scale: .integer)),
    (#""type":"integer","minimum":0.5,"maximum":1"#, .notExact(key: "minimum", scale: .integer)),
    (#""type":"integer","minimum":0,"maximum":"1e18""#, .numberTooLarge),
    (#""type":"integer","minimum":0,"maximum":"1e400""#, .numberTooLarge),
    (#""type":"integer","minimum":0,"maximum":1000000"#, .tooManyLevels),
    (#""type":"integer","minimum":0,"maximum":9,"bins":{"width":0}"#, .widthNotPositive),
    (#""type":"integer","minimum":0,"maximum":9,"bins":{"width":1,"edges":[0,9]}"#, .binsAmbiguous),
    (#""type":"integer","minimum":0,"maximum":9,"bins":{}"#, .binsAmbiguous),
    (#""type":"integer","minimum":0,"maximum":9,"bins":5"#, .expected("an object", for: "bins")),
    (#""type":"integer","minimum":0,"maximum":9,"bins":{"edges":[0,5,3,9]}"#, .edgesNotAscending),
    (#""type":"integer","minimum":0,"maximum":9,"bins":{"edges":[1,9]}"#, .edgesMissBounds),
    (
      #""type":"integer","minimum":0,"maximum":9,"outside":"other""#,
      .outsideNotForKind("other", "integer")
    ),
    (#""type":"integer","minimum":0,"maximum":9,"outside":"missing""#, .outsideNeedsMissing),
    (#""type":"integer","minimum":0,"maximum":9,"missing":["4"]"#, .binIsMissing("4")),
    (
      #""type":"integer","minimum":0,"maximum":9,"missing":"4""#,
      .expected("true, false or a list of texts", for: "missing")
    ),
    (
      #""type":"integer","minimum":0,"maximum":9,"missing":[4]"#,
      .expected("a list of texts", for: "missing")
    ),
    (
      #""type":"integer","minimum":0,"maximum":9,"other":"x""#,
      .unknownKey("other", suggestion: nil)
    ),
    (#""type":"decimal","minimum":0,"maximum":9"#, .missingKey("decimals")),
    (#""type":"decimal","decimals":13,"minimum":0,"maximum":9"#, .placesOutOfRange),
    (
      #""type":"decimal","decimals":1,"minimum":"0.05","maximum":9"#,
      .notExact(key: "minimum", scale: .decimal(places: 1))
    ),
    (
      #""type":"date","minimum":0,"maximum":"2020-01-01""#,
      .notExact(key: "minimum", scale: .date)
    ),
    (
      #""type":"date","minimum":"2019-02-29","maximum":"2020-01-01""#,
      .notExact(key: "minimum", scale: .date)
    ),
    (#""type":"boolean","true":"x","false":"x""#, .labelRepeated("x")),
    (#""type":"boolean","outside":"clamp""#, .outsideNotForKind("clamp", "boolean")),
    (
      #""type":"boolean","outside":"drop""#,
      .unknownWord(key: "outside", allowed: ["clamp", "other", "missing"], suggestion: nil)
    ),
    (#""type":"categorical","categories":[]"#, .noLabels),
    (#""type":"categorical","categories":[1]"#, .expected("a list of texts", for: "categories")),
    (#""type":"categorical","categories":["a"],"missing":["a"]"#, .labelIsMissing("a")),
    (#""type":"categorical","categories":["a"],"missing":["?"],"other":"""#, .labelIsMissing("")),
    (
      #""type":"categorical","categories":["a"],"other":"x","outside":"missing","missing":true"#,
      .unknownKey("other", suggestion: nil)
    ),
    (#""type":"code","size":"5""#, .expected("a whole number", for: "size")),
    (#""type":"boolean","vouched":1"#, .expected("true or false", for: "vouched")),
    (#""type":"boolean","note":1"#, .expected("a text", for: "note")),
    (#""kind":"boolean""#, .missingKey("type")),
  ])
  func `each rule for a column has its finding`(members: String, rule: SchemaRule) {
    let found = findings(schema("{\"name\":\"c\",\(members)}"))
    #expect(found.map(\.rule) == [rule])
    #expect(found.allSatisfy { $0.line == 2 && $0.column == "c" && !"\($0.rule)".isEmpty })
  }

  @Test func `rules on the whole schema name their column`() {
    let column = #"{"name":"c","type":"boolean"}"#
    #expect(
      findings(schema("\(column),\n\(column)")) == [
        SchemaFinding(line: 3, position: 2, column: "c", rule: .nameRepeated)
      ]
    )
    let unit = #""unit":{"column":"c","maximumRows":2},"#
    let text = schema(column).replacing("\"columns\"", with: unit + "\"columns\"")
    #expect(findings(text).map(\.rule) == [.unitColumnSynthesised])
    #expect(
      findings(text.replacing(":2}", with: ":0}")).contains { $0.rule == .unitBoundOutOfRange }
    )
    #expect(
      findings(text.replacing("maximumRows", with: "rows")).map(\.rule)
        == [.missingKey("maximumRows"), .unknownKey("rows", suggestion: nil)]
    )
  }

  @Test func `names that are one text to Swift are one name`() {
    let columns =
      "{\"name\":\"\u{e9}\",\"type\":\"boolean\"},{\"name\":\"e\u{301}\",\"type\":\"boolean\"}"
    #expect(findings(schema(columns)).map(\.rule) == [.nameRepeated])
  }

  @Test func `no more than twenty findings are shown, and it is said`() {
    let columns = (0..<30).map { "{\"name\":\"c\($0)\",\"type\":\"code\",\"size\":0}" }
    guard case .failure(let error) = parse(schema(columns.joined(separator: ",\n"))),
      case .invalid(_, let findings, let isCut) = error
    else { return #expect(Bool(false)) }
    #expect(findings.count == 20 && isCut)
    #expect("\(error)".hasSuffix("schema.json: and more; mend these first"))
  }

  @Test func `more columns than the limit are refused`() {
    let columns = (0...Schema.columnLimit).map { "{\"name\":\"c\($0)\",\"type\":\"boolean\"}" }
    #expect(findings(schema(columns.joined(separator: ","))).map(\.rule) == [.tooManyColumns])
    #expect(findings(schema(columns.dropLast().joined(separator: ","))) == [])
  }

  @Test func `random damage never traps`() throws {
    var cases = CaseGenerator(17)
    let schema = Schema(name: "t", columns: (0..<6).map { cases.column(named: "c\($0)") })
    let written = Array(schema.json.pretty.utf8)
    for _ in 0..<(isRelease ? 20_000 : 500) {
      var damaged = written
      for _ in 0...cases.below(3) {
        let position = cases.below(damaged.count)
        switch cases.below(3) {
        case 0: damaged[position] = UInt8(truncatingIfNeeded: cases.next())
        case 1: damaged.remove(at: position)
        default: damaged[position] = Array("{}[]\",:0-9e1".utf8)[cases.below(12)]
        }
      }
      let again = try? Schema(parsing: damaged, file: "")
      #expect(again == nil || again?.columns.isEmpty == false)
    }
  }
}
