import Arithmetic
import JSON

/// The little of YAML that the registry's record needs: mappings, lists, texts and numbers.
///
/// - Source: YAML 1.2.2, sections 7.3.1 (quoted texts) and 8.1.2 (literal blocks).
indirect enum YAML {
  /// A text.
  case text(String)
  /// A number's literal.
  case number(String)
  /// Values under names, in this order.
  case mapping([(String, YAML)])
  /// Values in sequence.
  case list([YAML])

  /// An exact number, rounded up, as a literal that YAML 1.1 and 1.2 both read as a number.
  static func number(_ value: Rational) -> YAML {
    let parts = value.decimal(significantDigits: 6, .up).split(separator: "e").map(String.init)
    let digits = parts[0].contains(".") ? parts[0] : parts[0] + ".0"
    guard parts.count == 2 else { return .number(digits) }
    let sign = parts[1].hasPrefix("-") ? "" : "+"
    return .number("\(digits)e\(sign)\(parts[1])")
  }

  /// A list of points, as readers of Markdown see them.
  static func points(_ lines: [String]) -> YAML {
    .text(lines.map { "- \($0)\n" }.joined())
  }

  /// The document, with a newline at its end.
  var document: String { lines(indent: 0).joined(separator: "\n") + "\n" }

  private func lines(indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .text, .number: return [margin + inline]
    case .mapping(let members):
      return members.flatMap { name, value in
        value.follows("\(margin)\(name):", indent: indent + 2)
      }
    case .list(let values):
      return values.flatMap { $0.follows("\(margin)-", indent: indent + 2) }
    }
  }

  /// The lines of a value after the name or the dash that leads to it.
  private func follows(_ lead: String, indent: Int) -> [String] {
    switch self {
    case .text(let text) where YAML.isLiteral(text):
      let margin = String(repeating: " ", count: indent)
      let body = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return ["\(lead) |"] + body.map { $0.isEmpty ? "" : margin + $0 }
    case .text, .number: return ["\(lead) \(inline)"]
    case .mapping, .list: return [lead] + lines(indent: indent)
    }
  }

  /// The value on one line: JSON's texts are YAML's double-quoted ones.
  private var inline: String {
    switch self {
    case .text(let text): String(decoding: JSON.string(text).canonical, as: UTF8.self)
    case .number(let literal): literal
    case .mapping, .list: preconditionFailure("a collection stands on lines of its own")
    }
  }

  /// Whether a text of several lines can stand as it is: it ends in one newline, its first line is
  /// neither empty nor set in, and no character needs an escape.
  private static func isLiteral(_ text: String) -> Bool {
    guard text.hasSuffix("\n"), !text.hasSuffix("\n\n"), let first = text.unicodeScalars.first
    else { return false }
    return first != " " && first != "\n"
      && text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || (0x20...0x7E).contains(scalar.value)
          || (0xA0...0xD7FF).contains(scalar.value) && scalar != "\u{2028}" && scalar != "\u{2029}"
      }
  }
}
