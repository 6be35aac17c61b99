/// Pieces of Markdown, with all text from outside escaped.
///
/// - Source: CommonMark 0.31.2, sections 2.4 (backslash escapes) and 6.1 (code spans).
enum Markdown {
  /// Text on one line that means nothing to Markdown or HTML.
  static func text(_ text: String) -> String {
    var escaped = ""
    for character in oneLine(text) {
      if "\\`*_{}[]<>#+!|~&".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// A text as it stands in a file, in a code span; in a table too.
  static func code(_ text: String) -> String {
    let line = oneLine(text)
    guard !line.contains("`"), !line.contains("|"), !line.isEmpty else {
      return "“\(self.text(text))”"
    }
    return "`\(line)`"
  }

  /// A list of points.
  static func points(_ lines: [String]) -> String {
    lines.map { "- \($0)" }.joined(separator: "\n")
  }

  private static func oneLine(_ text: String) -> String {
    String(
      text.map { character in
        character.isNewline || character.unicodeScalars.contains { $0.value < 0x20 }
          ? " " : character
      }
    )
  }
}
