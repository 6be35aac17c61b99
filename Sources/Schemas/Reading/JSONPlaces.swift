import JSON

/// A step into a JSON value.
enum JSONStep: Equatable {
  /// To the member with this key.
  case key(String)
  /// To the element at this position.
  case index(Int)
}

/// Where the parts of a JSON text stand in their file.
///
/// It walks only when something is wrong, so the values themselves need not carry positions.
struct JSONPlaces {
  private let bytes: [UInt8]

  /// Prepares to look into a text.
  ///
  /// - Precondition: the text is valid JSON, keys unique.
  init(of bytes: [UInt8]) { self.bytes = bytes }

  /// The line and the position in it, both from 1, in Unicode scalars: of the key where the path
  /// ends at a member, of the value elsewhere, of the innermost part that exists otherwise.
  ///
  /// - Complexity: O(bytes before the place).
  func place(of path: [JSONStep]) -> (line: Int, position: Int) {
    var offset = skipBlanks(from: 0)
    var shown = offset
    for step in path {
      guard let part = part(step, ofValueAt: offset) else { break }
      (shown, offset) = part
    }
    let line = bytes[..<shown].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let start = bytes[..<shown].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // Every scalar has exactly one byte that is no continuation byte.
    return (line, bytes[start..<shown].count { $0 & 0xC0 != 0x80 } + 1)
  }

  /// Where a member's key, or an element, and its value start.
  private func part(_ step: JSONStep, ofValueAt offset: Int) -> (shown: Int, value: Int)? {
    var offset = offset
    var index = 0
    let isObject = bytes[offset] == UInt8(ascii: "{")
    guard isObject || bytes[offset] == UInt8(ascii: "[") else { return nil }
    while true {
      offset = skipBlanks(from: offset + 1)
      guard bytes[offset] != UInt8(ascii: "}"), bytes[offset] != UInt8(ascii: "]") else {
        return nil
      }
      let shown = offset
      if isObject {
        let end = skipValue(from: offset)
        offset = skipBlanks(from: skipBlanks(from: end) + 1)
        if case .key(let key) = step, text(offset: shown, end) == key { return (shown, offset) }
      } else if step == .index(index) {
        return (shown, offset)
      }
      offset = skipBlanks(from: skipValue(from: offset))
      index += 1
      guard bytes[offset] == UInt8(ascii: ",") else { return nil }
    }
  }

  /// The text of the string literal between two offsets.
  private func text(offset: Int, _ end: Int) -> String? {
    (try? JSON(parsing: Array(bytes[offset..<end])))?.string
  }

  private func skipBlanks(from offset: Int) -> Int {
    bytes[offset...].firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } ?? bytes.endIndex
  }

  /// The end of the value that starts at `offset`.
  private func skipValue(from offset: Int) -> Int {
    var offset = offset
    var depth = 0
    repeat {
      switch bytes[offset] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        offset += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        offset += 1
      case UInt8(ascii: "\""):
        offset += 1
        while bytes[offset] != UInt8(ascii: "\"") {
          offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D:
        offset += 1
      default:
        offset = bytes[offset...].firstIndex { ",]} \t\n\r".utf8.contains($0) } ?? bytes.endIndex
      }
    } while depth > 0
    return offset
  }
}
