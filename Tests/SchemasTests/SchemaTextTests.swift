import JSON
import Marginals
import Schemas
import Testing

@Suite struct SchemaTextTests {
  private let example = """
    { "marginalia": "schema/1", "name": "adult",
      "unit": {"column": "person_id", "maximumRows": 3},
      "neighbours": "replace-one",
      "columns": [
        {"name":"workclass","type":"categorical","categories":["Private","State-gov"],
         "missing":["","?"],"outside":"other","other":"Other"},
        {"name":"member","type":"boolean","true":"yes","false":"no"},
        {"name":"age","type":"integer","minimum":17,"maximum":90,"bins":{"width":5},
         "outside":"clamp"},
        {"name":"gain","type":"integer","minimum":0,"maximum":99999,
         "bins":{"edges":[0,1,1000,5000,10000,20000,100000]}, "vouched": false},
        {"name":"height","type":"decimal","decimals":2,"minimum":"0.50","maximum":2.5,
         "bins":{"width":"0.05"}, "missing": true, "outside": "missing"},
        {"name":"born","type":"date","minimum":"1900-01-01","maximum":"2020-12-31",
         "bins":{"width":365}, "missing": false},
        {"name":"code","type":"code","size":85},
        {"name":"notes","type":"ignored"} ] }
    """

  @Test func `every kind of column is read`() throws {
    let schema = try parse(example).get()
    #expect(schema.name == "adult")
    #expect(schema.unit == .column(name: "person_id", maximumRows: 3))
    #expect(schema.unit.maximumRows == 3)
    #expect(schema.neighbours == .replaceOne)
    #expect(schema.unvouchedColumns == ["gain"] && !schema.isVouched)
    let age = Bins(minimum: 17, maximum: 90, cut: .width(5))
    let gain = Bins(
      minimum: 0,
      maximum: 99_999,
      cut: .edges([0, 1, 1000, 5000, 10_000, 20_000, 100_000])
    )
    let height = Bins(minimum: 50, maximum: 250, cut: .width(5))
    let born = Bins(
      minimum: CalendarDate.days(year: 1900, month: 1, day: 1),
      maximum: CalendarDate.days(year: 2020, month: 12, day: 31),
      cut: .width(365)
    )
    #expect(
      schema.columns == [
        Column(
          name: "workclass",
          kind: .categorical(["Private", "State-gov"]),
          missing: ["", "?"],
          outside: .other("Other")
        ),
        Column(name: "member", kind: .boolean(falseText: "no", trueText: "yes")),
        Column(name: "age", kind: .integer(age)),
        Column(name: "gain", kind: .integer(gain), isVouched: false),
        Column(
          name: "height",
          kind: .decimal(places: 2, height),
          missing: [""],
          outside: .missing
        ),
        Column(name: "born", kind: .date(born)),
        Column(name: "code", kind: .code(size: 85)),
        Column(name: "notes", kind: .ignored),
      ]
    )
    #expect(schema.domain.attributes.map(\.size) == [4, 3, 15, 6, 42, 122, 85])
    #expect(schema.domain.index(of: "code") == 6)
  }

  @Test func `a written schema reads as itself, pretty or canonical`() throws {
    let schema = try parse(example).get()
    #expect(try Schema(parsing: schema.json.canonical, file: "") == schema)
    #expect(try Schema(parsing: Array(schema.json.pretty.utf8), file: "") == schema)
    #expect(try Schema(parsing: schema.json.canonical, file: "").json == schema.json)
  }

  @Test func `random schemas read as themselves`() throws {
    var cases = CaseGenerator(11)
    for index in 0..<200 {
      let columns = (0...cases.below(6)).map { cases.column(named: "column \($0)") }
      let schema = Schema(
        name: "table \(index)",
        columns: columns,
        unit: cases.chance(50) ? .row : .column(name: "person", maximumRows: 1 + cases.below(9)),
        neighbours: cases.chance(50) ? .addRemoveOne : .replaceOne
      )
      let written = schema.json.canonical
      let again = try Schema(parsing: written, file: "")
      #expect(again == schema)
      #expect(again.json.canonical == written)
    }
  }

  @Test func `bounds beyond the integers of a double keep every digit`() throws {
    let text = """
      {"marginalia":"schema/1","columns":[{"name":"x","type":"integer",
      "minimum":"-9007199254740993","maximum":9007199254740995,"bins":{"width":1000000000000000}}]}
      """
    let schema = try parse(text).get()
    guard case .integer(let bins) = schema.columns[0].kind else { return #expect(Bool(false)) }
    #expect(bins.minimum == -9_007_199_254_740_993 && bins.maximum == 9_007_199_254_740_995)
    #expect(try Schema(parsing: schema.json.canonical, file: "") == schema)
  }

  @Test func `what is usual need not be said`() throws {
    let schema = try parse(
      """
      {"marginalia":"schema/1","columns":[{"name":"b","type":"boolean","note":"by hand"},
      {"name":"n","type":"decimal","decimals":1,"minimum":0,"maximum":1}]}
      """
    ).get()
    #expect(schema.unit == .row && schema.neighbours == .addRemoveOne && schema.isVouched)
    #expect(schema.columns[0].kind == .boolean(falseText: "false", trueText: "true"))
    #expect(schema.columns[0].levels == 3 && schema.columns[1].levels == 11)
  }

  @Test func `an mbi domain is a schema of codes`() throws {
    let schema = try parse(#"{"age": 85, "sex": 2, "income>50K": 2}"#).get()
    #expect(schema.columns.map(\.kind) == [.code(size: 85), .code(size: 2), .code(size: 2)])
    #expect(schema.domain.attributes.map(\.name) == ["age", "sex", "income>50K"])
    #expect(schema.isVouched && schema.unit == .row)
    #expect(try Schema(parsing: schema.json.canonical, file: "") == schema)
  }
}
