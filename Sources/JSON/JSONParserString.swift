extension JSONParser {
  /// Reads a string, its quotation marks included.
  ///
  /// - Source: RFC 8259, section 7.
  mutating func string() throws(Failure) -> String {
    position += 1
    var start = position
    var unescaped: [UInt8] = []
    while true {
      switch next {
      case UInt8(ascii: "\""):
        let rest = bytes[start..<position]
        position += 1
        guard !unescaped.isEmpty else { return String(decoding: rest, as: UTF8.self) }
        return String(decoding: unescaped + rest, as: UTF8.self)
      case UInt8(ascii: "\\"):
        unescaped += bytes[start..<position]
        try unescaped.append(contentsOf: escape())
        start = position
      case 0..<0x20:
        throw failure(.controlCharacter)
      default:
        position += 1
      }
    }
  }

  /// Reads an escape, from the backslash on, as the UTF-8 of the character it stands for.
  private mutating func escape() throws(Failure) -> [UInt8] {
    position += 1
    let letter = next
    guard letter != UInt8(ascii: "u") else { return try unicodeEscape() }
    let character: UInt8
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): character = letter
    case UInt8(ascii: "b"): character = 0x08
    case UInt8(ascii: "f"): character = 0x0C
    case UInt8(ascii: "n"): character = 0x0A
    case UInt8(ascii: "r"): character = 0x0D
    case UInt8(ascii: "t"): character = 0x09
    default: throw failure(.invalidEscape)
    }
    position += 1
    return [character]
  }

  /// Reads `uXXXX`, or the two escapes of a surrogate pair.
  private mutating func unicodeEscape() throws(Failure) -> [UInt8] {
    let start = position - 1
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return Array(String(scalar).utf8) }
    guard first < 0xDC00, next == UInt8(ascii: "\\") else {
      throw Failure(fault: .loneSurrogate, offset: start)
    }
    position += 1
    guard next == UInt8(ascii: "u") else { throw Failure(fault: .loneSurrogate, offset: start) }
    let second = try codeUnit()
    guard 0xDC00..<0xE000 ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Failure(fault: .loneSurrogate, offset: start) }
    return Array(String(scalar).utf8)
  }

  /// Reads `u` and four hexadecimal digits.
  private mutating func codeUnit() throws(Failure) -> UInt32 {
    position += 1
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue, next < 0x80 else {
        throw failure(.invalidEscape)
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }
}
