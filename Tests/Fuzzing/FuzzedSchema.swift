import Schemas

extension Schema {
  /// A schema with a column of every kind, and units of several rows.
  static let fuzzed: Schema = {
    let text = """
      {
        "marginalia": "schema/1",
        "name": "fuzzed",
        "unit": { "column": "id", "maximumRows": 2 },
        "neighbours": "add-remove-one",
        "columns": [
          { "name": "age", "type": "integer", "minimum": 0, "maximum": 99, "bins": { "width": 9 } },
          { "name": "sex", "type": "categorical", "categories": ["f", "m"], "missing": true },
          { "name": "in", "type": "boolean", "missing": ["", "?"], "outside": "missing" },
          { "name": "pay", "type": "decimal", "decimals": 2, "minimum": "-1.5", "maximum": 9,
            "bins": { "edges": ["-1.5", 0, "0.05", 9] } },
          { "name": "day", "type": "date", "minimum": "1999-12-30", "maximum": "2000-03-01" },
          { "name": "code", "type": "code", "size": 300 },
          { "name": "note", "type": "ignored" }
        ]
      }
      """
    do {
      return try Schema(parsing: Array(text.utf8), file: "schema.json")
    } catch {
      preconditionFailure("\(error)")
    }
  }()
}
