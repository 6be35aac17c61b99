package import Schemas

/// A table of unknown origin, as codes, in the columns that it shares with a release.
///
/// Any order of rows and columns, further columns, and rows from elsewhere are fine. A row of another
/// length than the header is left out.
package struct SuspectTable: Sendable, Equatable {
  /// The release's attributes that the table has, ascending.
  package let attributes: [Int]

  /// For each of them the rows' codes, by the release's schema.
  package let columns: [[UInt32]]

  /// The number of rows that could be read.
  package let rowCount: Int

  /// Why a text can't be compared with a release.
  package enum Fault: Error, Equatable {
    /// No field of the first line is the name of a column of the release.
    case noSharedColumn
    /// There is no row under the header that has its length.
    case noRow
  }

  /// Takes codes at hand.
  ///
  /// - Precondition: an array of equal length for each attribute.
  package init(attributes: [Int], columns: [[UInt32]]) {
    precondition(attributes.count == columns.count, "one array of codes for each attribute")
    precondition(Set(columns.map(\.count)).count <= 1, "columns of unequal lengths")
    self.attributes = attributes
    self.columns = columns
    rowCount = columns.first?.count ?? 0
  }

  /// Reads a CSV text.
  ///
  /// - Complexity: O(bytes).
  package init(csv bytes: [UInt8], schema: Schema) throws(Fault) {
    var records = SuspectRecords(bytes)
    let header = records.next() ?? []
    let columns = schema.attributes
    var places: [(attribute: Int, field: Int)] = []
    for (attribute, column) in columns.enumerated() {
      let name = Array(column.name.utf8)
      if let field = header.firstIndex(of: name) { places.append((attribute, field)) }
    }
    guard !places.isEmpty else { throw .noSharedColumn }
    let coders = places.map { CellCoder(columns[$0.attribute]) }
    var codes: [[UInt32]] = Array(repeating: [], count: places.count)
    while let record = records.next() {
      guard record.count == header.count else { continue }
      for (index, place) in places.enumerated() {
        codes[index].append(UInt32(coders[index].code(of: record[place.field])))
      }
    }
    guard codes[0].count > 0 else { throw .noRow }
    self.init(attributes: places.map(\.attribute), columns: codes)
  }
}
