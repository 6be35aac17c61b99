/// Why some bytes are not JSON as it is read here; it never carries what they say.
package enum JSONError: Error, Equatable {
  /// More bytes than the limit.
  case tooLarge(bytes: Int, limit: Int)

  /// A fault at a line and a column, both from 1; a column is a Unicode scalar.
  case malformed(JSONFault, line: Int, column: Int)
}

extension JSONError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "the JSON has \(bytes) bytes and at most \(limit) are read; give a smaller file"
    case .malformed(let fault, let line, let column):
      "line \(line), column \(column): \(fault)"
    }
  }
}

/// A rule that JSON bytes break.
package enum JSONFault: Sendable, Equatable {
  /// A byte order mark before the text.
  case byteOrderMark
  /// Bytes that are no UTF-8.
  case invalidUTF8
  /// The text ends in the middle of a value.
  case unexpectedEnd
  /// Something that starts no value.
  case valueExpected
  /// Something other than a key in quotation marks.
  case keyExpected
  /// Something other than the colon after a key.
  case colonExpected
  /// Something other than a comma or the closing bracket.
  case commaOrBracketExpected
  /// Something other than a comma or the closing brace.
  case commaOrBraceExpected
  /// Something after the value.
  case trailingText
  /// A key that its object already has.
  case duplicateKey
  /// A number that starts with a superfluous zero, or lacks digits.
  case malformedNumber
  /// A number larger than any double.
  case numberTooLarge
  /// A control character within a string.
  case controlCharacter
  /// A backslash before something that it does not escape.
  case invalidEscape
  /// Half of a surrogate pair, escaped alone.
  case loneSurrogate
  /// More brackets and braces within each other than this limit.
  case tooDeep(limit: Int)
}

extension JSONFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .byteOrderMark: "the file starts with a byte order mark; save it as UTF-8 without one"
    case .invalidUTF8: "these bytes are not UTF-8; save the file as UTF-8"
    case .unexpectedEnd: "the text ends within a value; the file is incomplete"
    case .valueExpected: "a value is expected here"
    case .keyExpected: "a key in quotation marks is expected here (no comma before a brace)"
    case .colonExpected: "a colon is expected after the key"
    case .commaOrBracketExpected: "a comma or a closing bracket is expected here"
    case .commaOrBraceExpected: "a comma or a closing brace is expected here"
    case .trailingText: "there is text after the value; one file holds one value"
    case .duplicateKey: "the object has this key already; remove one of the two"
    case .malformedNumber: "the number is malformed; write it as in -12.5e3"
    case .numberTooLarge: "the number is too large for a double; write it as a string"
    case .controlCharacter: "a control character has to be escaped within a string"
    case .invalidEscape: "the backslash escapes nothing that JSON knows; double it"
    case .loneSurrogate: "half of a surrogate pair; escape both halves, or write the character"
    case .tooDeep(let limit): "more than \(limit) arrays and objects within each other"
    }
  }
}
