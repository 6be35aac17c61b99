package import Marginals
package import Schemas

/// A private table as codes, column by column: the only place where rows are held.
///
/// Nothing in here is printed, logged or written. Codes leave as exact counts only, and those go
/// through the door of `Mechanisms` alone.
///
/// - Privacy: each row's codes depend on that row and the schema alone, and a unit's rows on that
///   unit's alone (``CellCoder``, ``ContributionBound``). So neighbouring files make neighbouring
///   tables, and no content of a well-formed file makes reading fail.
package struct EncodedTable: Sendable {
  /// The attributes and their sizes: public.
  package let domain: Domain

  /// The number of rows that count.
  ///
  /// - Privacy: private: it may be neither shown nor decided by.
  package private(set) var rowCount = 0

  /// HMAC-SHA256 over the file's bytes, where a key was given.
  ///
  /// - Privacy: tells nothing to those who lack the key, as long as HMAC-SHA256 is a pseudorandom
  ///   function; lets those who have it check a guess of the whole file.
  package private(set) var commitment: [UInt8]?

  /// One column an attribute.
  private(set) var columns: [CodeColumn]

  private init(emptyOf domain: Domain) {
    self.domain = domain
    columns = domain.attributes.map { CodeColumn(size: $0.size) }
  }

  /// Reads a CSV file; `-` is the standard input.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - schema: what its columns are.
  ///   - key: the secret key of ``commitment``; nil for none.
  /// - Throws: ``TableError`` where the file is malformed or unreadable.
  /// - Complexity: O(bytes) time; memory for the codes, a fixed buffer, and the names of units
  ///   while it reads.
  package init(
    csv path: String,
    schema: Schema,
    commitmentKey key: [UInt8]? = nil
  ) throws(TableError) {
    let source = try ByteSource(path: path, commitmentKey: key)
    try self.init(RecordReader(source, file: path), schema: schema, file: path)
  }

  /// Reads CSV bytes at hand, which `file` names in findings.
  ///
  /// - Throws: ``TableError`` where they are malformed.
  package init(
    csv bytes: [UInt8],
    file: String,
    schema: Schema,
    commitmentKey key: [UInt8]? = nil
  ) throws(TableError) {
    let source = ByteSource(bytes: bytes, commitmentKey: key)
    try self.init(RecordReader(source, file: file), schema: schema, file: file)
  }

  /// Takes codes at hand: an array for each attribute, of equal lengths.
  ///
  /// - Precondition: every code is below its attribute's size.
  package init(domain: Domain, columns codes: [[UInt32]]) {
    precondition(codes.count == domain.count, "one array of codes for each attribute")
    precondition(Set(codes.map(\.count)).count <= 1, "arrays of codes of different lengths")
    self.init(emptyOf: domain)
    for (attribute, column) in codes.enumerated() {
      columns[attribute].append(column.span, below: domain.size(attribute))
    }
    rowCount = codes.first?.count ?? 0
  }

  private init(
    _ reader: consuming RecordReader,
    schema: Schema,
    file: String
  ) throws(TableError) {
    self.init(emptyOf: schema.domain)
    let layout = try TableLayout(header: reader, schema: schema, file: file)
    let coders = schema.attributes.map(CellCoder.init)
    let stride = reader.header.count
    var bound = ContributionBound(maximumRows: schema.unit.maximumRows)
    var codes: [UInt32] = []
    while try reader.readBlock() {
      var cells = reader.cells
      var rows = reader.rowCount
      if let unit = layout.unit {
        rows = bound.compact(&cells, rows: rows, stride: stride, unit: unit, in: reader.text.span)
      }
      codes = Array(repeating: 0, count: rows)
      for (attribute, coder) in coders.enumerated() {
        var target = codes.mutableSpan
        coder.encode(
          reader.text.span,
          cells: cells.span,
          first: layout.attributes[attribute],
          stride: stride,
          into: &target
        )
        columns[attribute].append(codes.span, below: domain.size(attribute))
      }
      rowCount += rows
    }
    commitment = reader.commitment
  }
}
