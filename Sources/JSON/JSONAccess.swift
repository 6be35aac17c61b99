extension JSON {
  /// The value under `key`, or nil where this is no object or has no such key.
  ///
  /// - Complexity: O(members).
  package subscript(key: String) -> JSON? {
    members?.first { $0.key.isIdentical(to: key) }?.value
  }

  /// The text, or nil where this is something else.
  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The integer, or nil where this is no integer literal within ±(2^53 − 1).
  package var integer: Int? { number?.integer }

  /// The number, or nil where this is something else.
  package var number: JSONNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The number as the nearest double, or nil where this is no number.
  package var double: Double? { number?.double }

  /// The truth value, or nil where this is something else.
  package var boolean: Bool? {
    if case .boolean(let value) = self { value } else { nil }
  }

  /// The elements, or nil where this is no array.
  package var array: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members in their order, or nil where this is no object.
  package var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// Whether this is `null`.
  package var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
