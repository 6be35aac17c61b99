package import Schemas

/// How a private file stands to a schema: for the curator who wants to know what falls outside.
///
/// - Privacy: private. It counts rows exactly and is bought with no budget: it may be shown to those
///   who may see the rows, and to no one else.
package struct DataCheck: Sendable, Equatable {
  /// How the cells of one column stand to what it declares.
  package struct ColumnCheck: Sendable, Equatable {
    /// The column's name.
    package let name: String
    /// The cells that count as missing because they say so.
    package fileprivate(set) var missing = 0
    /// The numbers and dates beyond the bounds, and the texts that are not listed.
    package fileprivate(set) var outside = 0
    /// The cells that are no number or date where there should be one.
    package fileprivate(set) var unreadable = 0
  }

  /// The number of rows in the file.
  package private(set) var rowCount = 0

  /// The checks in the order of the schema's attributes.
  package private(set) var columns: [ColumnCheck]

  /// Checks a CSV file; `-` is the standard input.
  ///
  /// - Throws: ``TableError`` where the file is malformed or unreadable.
  /// - Complexity: O(bytes).
  package init(csv path: String, schema: Schema) throws(TableError) {
    try self.init(RecordReader(ByteSource(path: path), file: path), schema: schema, file: path)
  }

  /// Checks CSV bytes at hand, which `file` names in findings.
  ///
  /// - Throws: ``TableError`` where they are malformed.
  package init(csv bytes: [UInt8], file: String, schema: Schema) throws(TableError) {
    try self.init(RecordReader(ByteSource(bytes: bytes), file: file), schema: schema, file: file)
  }

  private init(
    _ reader: consuming RecordReader,
    schema: Schema,
    file: String
  ) throws(TableError) {
    columns = schema.attributes.map { ColumnCheck(name: $0.name) }
    let layout = try TableLayout(header: reader, schema: schema, file: file)
    let coders = schema.attributes.map(CellCoder.init)
    let stride = reader.header.count
    while try reader.readBlock() {
      let cells = reader.cells
      for (attribute, coder) in coders.enumerated() {
        for row in 0..<reader.rowCount {
          let cell = cells[row * stride + layout.attributes[attribute]]
          switch coder.reading(of: cell, in: reader.text.span).standing {
          case .declared: break
          case .missing: columns[attribute].missing += 1
          case .outside: columns[attribute].outside += 1
          case .unreadable: columns[attribute].unreadable += 1
          }
        }
      }
      rowCount += reader.rowCount
    }
  }
}

extension DataCheck: CustomStringConvertible {
  /// A line a column, under a line that says for whom this is.
  package var description: String {
    let lines = columns.map { column in
      "\(Printable.text(column.name)): \(column.missing) missing, \(column.outside) outside, "
        + "\(column.unreadable) unreadable"
    }
    return (["PRIVATE, exact counts over \(rowCount) rows: not to be published"] + lines)
      .joined(separator: "\n")
  }
}
