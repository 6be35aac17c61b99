import JSON
import Schemas
import Testing

@Suite struct SchemaDraftTests {
  @Test func `a draft is a schema that no one vouches for`() throws {
    let draft = SchemaDraft(
      name: "people",
      guesses: [
        SchemaDraft.Guess(
          column: Column(name: "age", kind: .integer(Bins(minimum: 0, maximum: 100))),
          note: "numbers from 3 to 97"
        ),
        SchemaDraft.Guess(column: Column(name: "notes", kind: .ignored), note: "free text"),
      ]
    )
    let schema = try Schema(parsing: Array(draft.text.utf8), file: "draft.json")
    #expect(schema.unvouchedColumns == ["age", "notes"])
    #expect(draft.text.contains("PRIVATE: drafted from private rows"))
    #expect(draft.text.contains("\"note\": \"numbers from 3 to 97\""))
    #expect(!String(decoding: schema.json.canonical, as: UTF8.self).contains("3 to 97"))
  }
}
