package import Schemas

extension SchemaDraft {
  /// Guesses a schema from the rows of a CSV file; `-` is the standard input.
  ///
  /// - Privacy: the draft is as private as the rows, and marked so: each of its columns waits for a
  ///   person to replace what was read off the rows by what is known without them.
  /// - Throws: ``TableError`` where the file is malformed or unreadable.
  /// - Complexity: O(bytes) time, bounded memory.
  package init(guessedFrom path: String, name: String) throws(TableError) {
    try self.init(RecordReader(ByteSource(path: path), file: path), name: name, file: path)
  }

  /// Guesses a schema from CSV bytes at hand, which `file` names in findings.
  ///
  /// - Throws: ``TableError`` where they are malformed.
  package init(guessedFrom bytes: [UInt8], file: String, name: String) throws(TableError) {
    try self.init(RecordReader(ByteSource(bytes: bytes), file: file), name: name, file: file)
  }

  private init(
    _ reader: consuming RecordReader,
    name: String,
    file: String
  ) throws(TableError) {
    // Without a schema nothing tells a header from a row of data, so no name is shown.
    var seen: Set<[UInt8]> = []
    var findings: [TableFinding] = []
    for (field, name) in reader.header.enumerated()
    where !seen.insert(Array(name.utf8)).inserted {
      findings.append(
        TableFinding(line: 1, byte: reader.headerBytes[field], rule: .duplicateColumn)
      )
    }
    guard findings.isEmpty else {
      let shown = Array(findings.prefix(TableError.findingLimit))
      throw .malformed(file: file, findings: shown, isCut: shown.count < findings.count)
    }
    var columns = reader.header.map { ColumnEvidence(name: $0) }
    while try reader.readBlock() {
      let cells = reader.cells
      for row in 0..<reader.rowCount {
        for field in columns.indices {
          let cell = cells[row * columns.count + field]
          columns[field].add(Array(reader.text[Int(cell.start)..<Int(cell.end)]))
        }
      }
    }
    self.init(name: name, guesses: columns.map(\.guess))
  }
}
