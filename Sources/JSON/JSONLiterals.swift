extension JSON {
  /// The integer as a JSON number.
  ///
  /// - Precondition: |value| < 2^53, as a reader may keep numbers as doubles (RFC 7493, 2.2).
  package static func integer(_ value: Int) -> JSON { .number(JSONNumber(value)) }

  /// The double as a JSON number, in the canonical form of RFC 8785.
  ///
  /// - Precondition: the value is finite.
  package static func number(_ value: Double) -> JSON { .number(JSONNumber(value)) }
}

extension JSON: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}

extension JSON: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSON: ExpressibleByBooleanLiteral {
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension JSON: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// Makes an object whose members have the order of the literal.
  ///
  /// - Precondition: no key occurs twice.
  package init(dictionaryLiteral elements: (String, JSON)...) {
    var keys = KeySet()
    for (key, _) in elements {
      precondition(keys.insert(key), "the key \(key) occurs twice in an object literal")
    }
    self = .object(elements.map { JSONMember(key: $0.0, value: $0.1) })
  }
}
