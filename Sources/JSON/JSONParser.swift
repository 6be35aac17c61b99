extension JSON {
  /// Reads one JSON value, and nothing that is nearly one.
  ///
  /// Refused: bytes that are no UTF-8, a byte order mark, keys that occur twice, halves of
  /// surrogate pairs, numbers beyond a double's range, text after the value.
  ///
  /// - Throws: ``JSONError`` with line and column of the first fault.
  /// - Complexity: O(bytes).
  /// - Source: RFC 8259; RFC 7493.
  package init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
    guard bytes.count <= limits.bytes else {
      throw .tooLarge(bytes: bytes.count, limit: limits.bytes)
    }
    do {
      try Self.validateUTF8(bytes)
      var parser = JSONParser(bytes: bytes, limits: limits)
      self = try parser.document()
    } catch {
      let (line, column) = bytes.textPosition(of: error.offset)
      throw .malformed(error.fault, line: line, column: column)
    }
  }

  /// Checks that the bytes are UTF-8 without a byte order mark.
  private static func validateUTF8(_ bytes: [UInt8]) throws(JSONParser.Failure) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw JSONParser.Failure(fault: .invalidUTF8, offset: error.byteOffsets.lowerBound)
    }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw JSONParser.Failure(fault: .byteOrderMark, offset: 0)
    }
  }
}

extension [UInt8] {
  /// The line and the column, in Unicode scalars, of a byte of a UTF-8 text; both from 1.
  fileprivate func textPosition(of offset: Int) -> (line: Int, column: Int) {
    let before = self[..<Swift.min(offset, count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // A scalar has one byte that is not of the form 10xxxxxx.
    return (line, before[start...].count { $0 & 0xC0 != 0x80 } + 1)
  }
}

/// A recursive-descent reader over bytes that are known to be UTF-8.
struct JSONParser {
  /// What is wrong, and at which byte.
  struct Failure: Error {
    let fault: JSONFault
    let offset: Int
  }

  let bytes: [UInt8]
  let limits: JSONLimits
  var position = 0

  init(bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The byte to read next; 0, which JSON allows nowhere, at the end.
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// One value with white space around it, up to the end.
  mutating func document() throws(Failure) -> JSON {
    let result = try value(depth: 0)
    skipWhitespace()
    guard position == bytes.count else { throw failure(.trailingText) }
    return result
  }

  private mutating func value(depth: Int) throws(Failure) -> JSON {
    skipWhitespace()
    switch next {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw failure(.valueExpected)
    }
  }

  private mutating func elements(depth: Int) throws(Failure) -> [JSON] {
    try enter(depth)
    var elements: [JSON] = []
    guard !skip(UInt8(ascii: "]")) else { return elements }
    repeat {
      elements.append(try value(depth: depth))
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "]")) else { throw failure(.commaOrBracketExpected) }
    return elements
  }

  private mutating func members(depth: Int) throws(Failure) -> [JSONMember] {
    try enter(depth)
    var members: [JSONMember] = []
    var keys = KeySet()
    guard !skip(UInt8(ascii: "}")) else { return members }
    repeat {
      skipWhitespace()
      let start = position
      guard next == UInt8(ascii: "\"") else { throw failure(.keyExpected) }
      let key = try string()
      guard keys.insert(key) else { throw Failure(fault: .duplicateKey, offset: start) }
      guard skip(UInt8(ascii: ":")) else { throw failure(.colonExpected) }
      members.append(JSONMember(key: key, value: try value(depth: depth)))
    } while skip(UInt8(ascii: ","))
    guard skip(UInt8(ascii: "}")) else { throw failure(.commaOrBraceExpected) }
    return members
  }

  /// Steps over an opening bracket or brace.
  private mutating func enter(_ depth: Int) throws(Failure) {
    guard depth <= limits.depth else { throw failure(.tooDeep(limit: limits.depth)) }
    position += 1
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(Failure) -> JSON {
    for byte in word.description.utf8 {
      guard next == byte else { throw failure(.valueExpected) }
      position += 1
    }
    return value
  }

  /// Whether `byte` comes next after white space; if so it is stepped over.
  private mutating func skip(_ byte: UInt8) -> Bool {
    skipWhitespace()
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipWhitespace() {
    while true {
      switch next {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// A fault at the current byte, or the end of the text where there is none.
  func failure(_ fault: JSONFault) -> Failure {
    Failure(fault: position < bytes.count ? fault : .unexpectedEnd, offset: position)
  }
}
