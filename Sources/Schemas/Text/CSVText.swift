/// Texts as fields of a CSV file.
///
/// - Source: RFC 4180, section 2.
package enum CSVText {
  /// A text as a field: in quotes where it has a comma, a quote or a line break.
  ///
  /// An empty field that is its record's only one (`isAlone`) is quoted as well, lest the record be
  /// an empty line.
  package static func field(_ text: String, isAlone: Bool = false) -> [UInt8] {
    let bytes = Array(text.utf8)
    // A file's first three bytes may be taken for a byte order mark, so a mark is quoted too.
    let needsQuotes =
      bytes.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      || bytes.starts(with: byteOrderMark) || (isAlone && bytes.isEmpty)
    guard needsQuotes else { return bytes }
    return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }

  /// A record of fields, ended by LF.
  package static func record(_ fields: [String]) -> [UInt8] {
    let isAlone = fields.count == 1
    return Array(fields.map { field($0, isAlone: isAlone) }.joined(separator: [0x2C])) + [0x0A]
  }

  /// The three bytes that some programs write before UTF-8.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
