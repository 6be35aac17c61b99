import JSON
import Schemas
import Testing

@Suite struct FormulaTextTests {
  @Test(arguments: [
    "=1+1", "=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3", "@SUM(A1)", "\tx", "\rx", "\t", "-1.5.2",
    "--", "-.", "=",
  ])
  func `what a spreadsheet would run is a formula, but for a sign alone`(text: String) {
    #expect(FormulaText.isFormula(text) == (text != "="))
  }

  @Test(arguments: ["", "-", "+", "@", "-1", "+1.50", "-.5", "1=1", " =1", "a@b", "<=50K", "’"])
  func `numbers, signs alone and other texts are none`(text: String) {
    #expect(!FormulaText.isFormula(text))
  }

  @Test func `a schema with a formula is refused where it stands, or says that it is meant`() {
    func schema(_ member: String) -> Result<Schema, SchemaError> {
      let text = """
        {"marginalia": "schema/1", "columns": [
          {"name": "a", "type": "categorical", "categories": ["x", "=HYPERLINK(1)"]\(member)}]}
        """
      return Result { () throws(SchemaError) in
        try Schema(parsing: Array(text.utf8), file: "schema.json")
      }
    }
    guard case .failure(.invalid(_, let findings, _)) = schema("") else {
      Issue.record("a formula was accepted")
      return
    }
    #expect(findings.map(\.rule) == [.formula("=HYPERLINK(1)")])
    #expect(findings.map(\.column) == ["a"])
    #expect(throws: Never.self) {
      let meant = try schema(", \"formulas\": true").get()
      #expect(meant.columns[0].allowsFormulas)
      let released = try Schema(parsing: meant.json.canonical, file: "schema.json")
      #expect(released == meant)
    }
  }

  @Test func `names, missing texts and labels for others count, ignored columns don't`() {
    func formula(_ column: Column) -> String? { column.formula }
    #expect(formula(Column(name: "=a", kind: .code(size: 2))) == "=a")
    #expect(formula(Column(name: "=a", kind: .ignored)) == nil)
    let missing = Column(name: "a", kind: .boolean(falseText: "n", trueText: "y"), missing: ["@m"])
    #expect(formula(missing) == "@m")
    let other = Column(name: "a", kind: .categorical(["x"]), outside: .other("+o"))
    #expect(formula(other) == "+o")
    #expect(formula(Column(name: "a", kind: .code(size: 2), missing: ["-1"])) == nil)
  }
}
