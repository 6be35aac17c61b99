/// A JSON value.
///
/// What is read and written here is the interoperable part of JSON: keys are unique, text is valid
/// Unicode, every number is a finite double.
///
/// - Source: RFC 8259; RFC 7493 (I-JSON).
package enum JSON: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number, with the text it was written in.
  case number(JSONNumber)
  /// A text.
  case string(String)
  /// A list of values.
  case array([JSON])
  /// Keys and their values, in the order in which they were written; no key occurs twice.
  case object([JSONMember])
}

extension JSON: Equatable {
  /// Whether two values have the same members in the same order, texts agreeing byte for byte.
  ///
  /// Swift's own `==` takes two spellings of `é` for one text; a signature does not, and neither
  /// does this.
  package static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.isIdentical(to: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }
}

/// A key of a JSON object with its value.
package struct JSONMember: Sendable, Equatable {
  /// The key, unique in its object.
  package let key: String

  /// The value.
  package var value: JSON

  /// Makes a member.
  package init(key: String, value: JSON) {
    self.key = key
    self.value = value
  }

  /// Whether two members have the same key, byte for byte, and equal values.
  package static func == (left: JSONMember, right: JSONMember) -> Bool {
    left.key.isIdentical(to: right.key) && left.value == right.value
  }
}

extension String {
  /// Whether two texts are the same bytes, not merely canonically equivalent.
  func isIdentical(to other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
