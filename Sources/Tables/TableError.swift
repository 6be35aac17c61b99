import Schemas

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why a private file can't be read as a table: how it is written, never what it says.
///
/// A well-formed file never fails, whatever its cells hold. Since an error shows in public, one
/// person's value must not be able to cause it.
package enum TableError: Error, Equatable {
  /// What is malformed, in the order of the file, at most ``findingLimit``; `isCut` where reading
  /// stopped there.
  case malformed(file: String, findings: [TableFinding], isCut: Bool)
  /// The operating system refuses to open or read the file; `code` is its `errno`.
  case unreadable(file: String, code: Int32)

  /// The largest number of findings reported at once.
  package static let findingLimit = 20
}

/// One thing malformed in a table's file.
///
/// It holds no cell's text.
package struct TableFinding: Sendable, Equatable {
  /// The line in the file, from 1.
  package let line: Int

  /// The byte in the line, from 1; nil where the record as a whole is meant.
  package let byte: Int?

  /// The column's name, from the schema or the header; nil where there is none to name.
  package let column: String?

  /// The rule that is broken.
  package let rule: TableRule

  /// Makes a finding.
  package init(line: Int, byte: Int? = nil, column: String? = nil, rule: TableRule) {
    self.line = line
    self.byte = byte
    self.column = column
    self.rule = rule
  }
}

/// A rule for tables in files that a file can break.
///
/// - Source: RFC 4180, section 2.
package enum TableRule: Sendable, Equatable {
  /// The file has no bytes, or its first line is empty.
  case noHeader
  /// The first record names none of the schema's columns: it is a row of data.
  case headerIsNoHeader
  /// More fields in the header than the limit.
  case tooManyFields
  /// A name in the header that the schema does not declare.
  case unknownColumn
  /// A column of the schema that the header does not name.
  case missingColumn
  /// A name that the header has twice.
  case duplicateColumn
  /// A record with another number of fields than the header.
  case wrongFieldCount(found: Int, expected: Int)
  /// A quoted field that is not closed before the file ends.
  case unclosedQuote
  /// Something other than a comma or a line end after a closing quote.
  case textAfterQuote
  /// A byte that belongs to no UTF-8 sequence.
  case invalidUTF8
  /// A record of more bytes than the limit.
  case recordTooLong
}

extension TableError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let file, let findings, let isCut):
      findings.map { "\(file):\($0)" }.joined(separator: "\n")
        + (isCut ? "\n\(file): reading stopped here; mend these first" : "")
    case .unreadable(let file, let code):
      "\(file): can't be read (\(unsafe String(cString: strerror(code)))); "
        + "check the path and its permissions"
    }
  }
}

extension TableFinding: CustomStringConvertible {
  /// `line:byte: column "name": what is wrong; what to do`.
  package var description: String {
    let place = byte.map { "\(line):\($0)" } ?? "\(line)"
    let subject = column.map { "column \"\(Printable.text($0))\": " } ?? ""
    return "\(place): \(subject)\(rule)"
  }
}

extension TableRule: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  package var description: String {
    switch self {
    case .noHeader: "there is no header; the first line has to name the columns"
    case .headerIsNoHeader:
      "the first line names none of the schema's columns; add a header, or check the schema"
    case .tooManyFields:
      "the header has more than \(RecordReader.fieldLimit) fields; leave columns out"
    case .unknownColumn:
      "the schema does not declare this column; declare it (perhaps as ignored) or remove it"
    case .missingColumn: "the header does not name this column of the schema; add it to the file"
    case .duplicateColumn: "the header names this column twice; rename or remove one of the two"
    case .wrongFieldCount(let found, let expected):
      "the record has \(found) fields and the header \(expected); "
        + "put fields with commas or line breaks in quotes"
    case .unclosedQuote:
      "the quote that opens here is never closed; close it, and double quotes within fields"
    case .textAfterQuote:
      "there is text after a closing quote; double the quotes that belong to the field"
    case .invalidUTF8: "these bytes are not UTF-8; save the file as UTF-8"
    case .recordTooLong:
      "the record has more than \(RecordReader.recordLimit) bytes; "
        + "look for a quote that is never closed, or shorten it"
    }
  }
}
