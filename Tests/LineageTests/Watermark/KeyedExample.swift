import GraphicalModels
import Lineage
import Marginals
import Schemas

/// A model of ten columns, each of which hangs on the one before, and tables that keys drew from it.
enum KeyedExample {
  static let columns = 10

  static let schema = Schema(
    name: "keyed",
    columns: (0..<columns).map { Column(name: "c\($0)", kind: .code(size: 8)) }
  )

  static let model: Model = {
    let entries: [Parameters.Entry] = (0..<columns - 1).map { column in
      let values: [Double] = (0..<64).map { cell in Double((cell * 7 + column) % 11) / 8 }
      return Parameters.Entry(clique: Clique([column, column + 1]), values: values)
    }
    return Model(domain: schema.domain, total: 1, parameters: Parameters(entries))
  }()

  static func key(_ number: Int, recipient: String? = nil) -> WatermarkKey {
    let bytes = (0..<32).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 4))) }
    return WatermarkKey(bytes, schema: schema, recipient: recipient)
  }

  /// The number of rows of a table; codes of HMAC-SHA256 take long in debug.
  #if DEBUG
  static let count = 50
  #else
  static let count = 200
  #endif

  static func rows(_ key: WatermarkKey) -> SyntheticRows {
    KeyedRows.draw(from: model, count: count, key: key)
  }

  /// Some rows of a table, in some of its columns.
  static func part(
    _ rows: SyntheticRows,
    _ range: Range<Int>,
    columns: [Int] = Array(0..<columns)
  ) -> SuspectTable {
    SuspectTable(attributes: columns, columns: columns.map { Array(rows.columns[$0][range]) })
  }

  static func probability(_ suspect: SuspectTable, _ key: WatermarkKey) -> Double {
    KeyedTest(of: suspect, columns: columns, key: key).probability
  }
}
