import Cryptography

/// The file's lines: a record's JSON, a tab, 16 hexadecimal digits of its SHA-256, a line feed.
enum LedgerLine {
  private static let tab = UInt8(ascii: "\t")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let checksumDigits = 16

  /// The line of a record.
  static func encoded(_ record: LedgerRecord) -> [UInt8] {
    record.bytes + [tab] + checksum(of: record.hash) + [lineFeed]
  }

  /// A line's JSON and its SHA-256.
  struct Content {
    let json: [UInt8]
    let hash: [UInt8]
  }

  /// What a line without its line feed holds, or nil where the checksum doesn't match.
  static func content(of line: ArraySlice<UInt8>) -> Content? {
    let split = line.endIndex - checksumDigits - 1
    guard split > line.startIndex, line[split] == tab else { return nil }
    let json = [UInt8](line[..<split])
    let hash = SHA256.digest(of: json)
    guard line[(split + 1)...].elementsEqual(checksum(of: hash)) else { return nil }
    return Content(json: json, hash: hash)
  }

  /// The intact lines at a file's beginning, and what follows them.
  struct Scan {
    /// Each intact line.
    var lines: [Content] = []

    /// The length of the intact lines together; the torn tail, if any, begins here.
    var intactBytes = 0

    /// Whether an intact line stands somewhere behind a damaged one, which no torn write explains.
    var isDamagedInside = false
  }

  /// Reads as many intact lines as there are, and says what kind of bytes follow.
  static func scan(_ bytes: [UInt8]) -> Scan {
    var scan = Scan()
    while let end = bytes[scan.intactBytes...].firstIndex(of: lineFeed),
      let content = content(of: bytes[scan.intactBytes..<end])
    {
      scan.lines.append(content)
      scan.intactBytes = end + 1
    }
    scan.isDamagedInside = holdsIntactLine(bytes[scan.intactBytes...])
    return scan
  }

  /// Whether an intact line ends anywhere in the bytes, wherever it may begin.
  ///
  /// Every `{` is tried as its beginning, as the damage may be the line feed before it.
  ///
  /// - Complexity: bytes × braces for each line that ends like a record; a torn tail has none.
  private static func holdsIntactLine(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.indices.contains { end in
      guard bytes[end] == lineFeed, end - bytes.startIndex > checksumDigits,
        bytes[end - checksumDigits - 1] == tab
      else { return false }
      let line = bytes[..<end]
      let begin = bytes[..<end].lastIndex(of: lineFeed).map { $0 + 1 } ?? bytes.startIndex
      return (begin..<end).contains { start in
        line[start] == UInt8(ascii: "{") && content(of: line[start...]) != nil
      }
    }
  }

  private static func checksum(of hash: [UInt8]) -> [UInt8] {
    [UInt8](hash.hex.utf8.prefix(checksumDigits))
  }
}
