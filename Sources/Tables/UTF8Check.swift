import Schemas

/// The test whether bytes are UTF-8.
///
/// - Source: RFC 3629, section 4.
enum UTF8Check {
  /// The first byte of a part that belongs to no sequence, or nil where all do.
  ///
  /// - Precondition: ``CellBounds/padding`` bytes follow the part.
  /// - Complexity: O(bytes), eight at a time where they are ASCII.
  static func firstInvalidByte(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = start
    // Most parts are ASCII: the bytes of 64 are looked at together.
    while position &+ 64 <= end {
      var all = bytes.word(at: position)
      for offset in stride(from: 8, to: 64, by: 8) { all |= bytes.word(at: position &+ offset) }
      if all & 0x8080_8080_8080_8080 != 0 { break }
      position &+= 64
    }
    while position < end {
      if bytes.word(at: position) & 0x8080_8080_8080_8080 == 0 {
        position &+= 8
      } else if let length = sequenceLength(bytes, at: position, to: end) {
        position &+= length
      } else {
        return position
      }
    }
    return nil
  }

  /// The length of the sequence at a position, or nil where there is none.
  private static func sequenceLength(_ bytes: Span<UInt8>, at position: Int, to end: Int) -> Int? {
    let first = bytes[position]
    if first < 0x80 { return 1 }
    // The second byte's range excludes overlong forms, surrogates and what is beyond U+10FFFF.
    let (length, second): (Int, ClosedRange<UInt8>)
    switch first {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard position + length <= end, second.contains(bytes[position + 1]) else { return nil }
    for offset in stride(from: 2, to: length, by: 1) where bytes[position + offset] & 0xC0 != 0x80 {
      return nil
    }
    return length
  }
}
