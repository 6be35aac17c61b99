import Testing

/// Two tables that differ in one privacy unit.
struct NeighbourCase: Sendable, CustomTestStringConvertible {
  let name: String
  let relation: String
  /// The schema's unit, as JSON.
  let unit: String
  /// The CSV files.
  let tables: [String]

  var testDescription: String { "\(name), \(relation)" }

  /// The schema: 3 columns of 10, 3 and 4 levels.
  var schema: String {
    """
    {
      "marginalia": "schema/1", "name": "people", "neighbours": "\(relation)", "unit": \(unit),
      "columns": [
        { "name": "age", "type": "integer", "minimum": 0, "maximum": 99, "bins": { "width": 10 } },
        { "name": "sex", "type": "categorical", "categories": ["f", "m"], "outside": "missing",
          "missing": true },
        { "name": "city", "type": "categorical", "categories": ["Ulm", "Trier", "Bonn"] }
      ]
    }
    """
  }

  /// Both orders: what is added in one is removed in the other.
  var orders: [(String, String)] { [(tables[0], tables[1]), (tables[1], tables[0])] }

  private static let header = "age,sex,city\n"

  /// Rows with relations between columns; nobody lives in Bonn, and one has no sex.
  private static let rows = (0..<60).map { row in
    "\(18 + row * 7 % 60),\(row % 7 < 4 ? "f" : "m"),\(row % 7 < 3 ? "Ulm" : "Trier")"
  }

  private static let persons = rows.enumerated().map { "\($0 / 2),\($1)" }

  /// What one unit may be: named for what is odd about it.
  private static let oddities: [(name: String, rows: [String], odd: [String])] = [
    ("unique category", rows, ["44,f,Bonn"]),
    ("out-of-bounds value", rows, ["-7e99,CANARY,Atlantis"]),
    ("duplicate row", rows, [rows[5]]),
    ("empty table", [], ["31,m,Ulm"]),
    ("missing-only column", rows.map { $0.replacing(/,[fm],/, with: ",,") }, ["31,m,Ulm"]),
  ]

  /// Every oddity under both relations, and units with more rows than the bound.
  static let all: [NeighbourCase] =
    oddities.flatMap { oddity in
      [
        NeighbourCase(
          name: oddity.name,
          relation: "add-remove-one",
          unit: "\"row\"",
          tables: [oddity.rows, oddity.rows + oddity.odd].map { table(header, $0) }
        ),
        NeighbourCase(
          name: oddity.name,
          relation: "replace-one",
          unit: "\"row\"",
          tables: [["72,m,Trier"], oddity.odd].map { table(header, oddity.rows + $0) }
        ),
      ]
    } + [manyRows("add-remove-one"), manyRows("replace-one")]

  /// A unit with seven rows, of which three count, and the rest of the table between them.
  static func manyRows(_ relation: String) -> NeighbourCase {
    let many = (0..<7).map { _ in "x,95,m,Bonn" }
    let other = relation == "replace-one" ? (0..<7).map { _ in "x,5,f,Ulm" } : []
    return NeighbourCase(
      name: "unit with many rows",
      relation: relation,
      unit: #"{ "column": "person", "maximumRows": 3 }"#,
      tables: [other, many].map { odd in
        table("person,\(header)", odd.prefix(2) + persons.prefix(30) + odd.dropFirst(2))
      }
    )
  }

  private static func table(_ header: String, _ rows: some Sequence<String>) -> String {
    header + rows.map { $0 + "\n" }.joined()
  }
}
