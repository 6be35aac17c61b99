extension JSON {
  /// The value as people read it: two spaces a level, members in their order, a newline at the end.
  ///
  /// An array of numbers fills its lines up to 100 columns; numbers keep the text of their literals.
  ///
  /// - Complexity: O(bytes).
  package var pretty: String {
    var bytes: [UInt8] = []
    appendPretty(to: &bytes, indent: 0)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func appendPretty(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number): bytes.append(contentsOf: number.literal.utf8)
    case .string(let text): text.appendQuoted(to: &bytes)
    case .array(let elements) where elements.isEmpty: bytes.append(contentsOf: "[]".utf8)
    case .object(let members) where members.isEmpty: bytes.append(contentsOf: "{}".utf8)
    case .array(let elements):
      let numbers = elements.compactMap(\.number)
      bytes.append(UInt8(ascii: "["))
      if numbers.count == elements.count {
        Self.fill(numbers, in: &bytes, indent: indent + 2)
      } else {
        Self.list(elements, in: &bytes, indent: indent + 2) { element, bytes in
          element.appendPretty(to: &bytes, indent: indent + 2)
        }
      }
      Self.startLine(in: &bytes, indent: indent)
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      Self.list(members, in: &bytes, indent: indent + 2) { member, bytes in
        member.key.appendQuoted(to: &bytes)
        bytes.append(contentsOf: ": ".utf8)
        member.value.appendPretty(to: &bytes, indent: indent + 2)
      }
      Self.startLine(in: &bytes, indent: indent)
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Writes one item a line.
  private static func list<Item>(
    _ items: [Item],
    in bytes: inout [UInt8],
    indent: Int,
    write: (Item, inout [UInt8]) -> Void
  ) {
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      startLine(in: &bytes, indent: indent)
      write(item, &bytes)
    }
  }

  /// Writes as many numbers on a line as fit.
  private static func fill(_ numbers: [JSONNumber], in bytes: inout [UInt8], indent: Int) {
    var column = Int.max
    for (index, number) in numbers.enumerated() {
      let width = number.literal.utf8.count
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if index == 0 || column + 2 + width >= 100 {
        startLine(in: &bytes, indent: indent)
        column = indent + width
      } else {
        bytes.append(UInt8(ascii: " "))
        column += 2 + width
      }
      bytes.append(contentsOf: number.literal.utf8)
    }
  }

  private static func startLine(in bytes: inout [UInt8], indent: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }
}
