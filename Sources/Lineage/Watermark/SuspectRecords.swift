/// The records of a CSV text of unknown origin, whatever its bytes are.
///
/// Lenient where the reader of private tables is strict: a suspect file was made by others, and what
/// can be read of it is compared. Quotes that are never closed end with the text.
///
/// - Source: RFC 4180, section 2.
struct SuspectRecords: Sequence, IteratorProtocol {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Reads from the start, past a byte order mark.
  init(_ bytes: [UInt8]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.bytes = bytes[start...]
    position = start
  }

  /// The fields of the next record, without their quotes; empty lines are passed over.
  ///
  /// - Complexity: O(bytes of the record).
  mutating func next() -> [[UInt8]]? {
    while position < bytes.endIndex, bytes[position] == 0x0A || bytes[position] == 0x0D {
      position += 1
    }
    guard position < bytes.endIndex else { return nil }
    var fields = [field()]
    while position < bytes.endIndex, bytes[position] == 0x2C {
      position += 1
      fields.append(field())
    }
    return fields
  }

  /// Reads up to a comma or a line's end.
  private mutating func field() -> [UInt8] {
    var field: [UInt8] = []
    var isQuoted = false
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte == 0x22 {
        // A doubled quote within quotes stands for one.
        let isDoubled =
          isQuoted && position + 1 < bytes.endIndex && bytes[position + 1] == 0x22
        if isDoubled { field.append(byte) } else { isQuoted.toggle() }
        position += isDoubled ? 2 : 1
        continue
      }
      if !isQuoted, byte == 0x2C || byte == 0x0A || byte == 0x0D { break }
      field.append(byte)
      position += 1
    }
    return field
  }
}
