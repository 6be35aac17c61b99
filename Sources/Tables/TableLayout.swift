import Schemas

/// Which field of a file holds which column of a schema, matched by name in any order.
struct TableLayout {
  /// For each attribute of the schema's domain, its field.
  let attributes: [Int]

  /// The field that names the privacy unit, if one does.
  let unit: Int?

  /// Matches a header with a schema; ignored columns may be absent.
  ///
  /// - Throws: ``TableError`` with all that does not match.
  init(header: borrowing RecordReader, schema: Schema, file: String) throws(TableError) {
    let names = header.header.map { Array($0.utf8) }
    let unitName: String? =
      if case .column(let name, _) = schema.unit { name } else { nil }
    let declared = Set((schema.columns.map(\.name) + [unitName].compactMap(\.self)).map(\.bytes))
    let known = names.map(declared.contains)
    guard known.contains(true) else {
      throw .malformed(
        file: file,
        findings: [TableFinding(line: 1, rule: .headerIsNoHeader)],
        isCut: false
      )
    }
    // A name is shown only where most are declared: a row of data in the header's place may hold a
    // cell that reads like a column's name, and then the rest is private.
    let showsNames = 2 * known.count(where: \.self) >= known.count

    var fields: [[UInt8]: Int] = [:]
    var findings: [TableFinding] = []
    for (field, name) in names.enumerated() {
      let isRepeated = fields[name] != nil
      if !isRepeated { fields[name] = field }
      if isRepeated || !known[field] {
        findings.append(
          TableFinding(
            line: 1,
            byte: header.headerBytes[field],
            column: showsNames || known[field] ? Printable.text(header.header[field]) : nil,
            rule: isRepeated ? .duplicateColumn : .unknownColumn
          )
        )
      }
    }
    let needed = schema.attributes.map(\.name) + [unitName].compactMap(\.self)
    for name in needed where fields[name.bytes] == nil {
      findings.append(TableFinding(line: 1, column: name, rule: .missingColumn))
    }
    guard findings.isEmpty else {
      let limit = TableError.findingLimit
      throw .malformed(
        file: file,
        findings: Array(findings.prefix(limit)),
        isCut: findings.count > limit
      )
    }
    attributes = schema.attributes.compactMap { fields[$0.name.bytes] }
    unit = unitName.flatMap { fields[$0.bytes] }
  }
}

extension String {
  /// The text's bytes: names in a file are compared as they are written.
  fileprivate var bytes: [UInt8] { Array(utf8) }
}
