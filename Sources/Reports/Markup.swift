/// Pieces of HTML, with all text from outside escaped.
package enum Markup {
  /// Text as it may stand between tags or in a quoted attribute.
  ///
  /// - Source: WHATWG HTML, section 13.3, escaping a string.
  package static func text(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\u{0}"..."\u{9}", "\u{B}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        // Control characters, and those that turn the direction of what follows.
        escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Names in sequence: "age × sex".
  static func names(_ names: [String]) -> String {
    names.map { "<span class=\"name\">\(text($0))</span>" }.joined(separator: " × ")
  }

  /// A section with a heading that the table of contents can lead to.
  static func section(_ anchor: String, _ title: String, _ body: String) -> String {
    """
    <section aria-labelledby="\(anchor)">
    <h2 id="\(anchor)">\(text(title))</h2>
    \(body)
    </section>

    """
  }

  /// A table with a caption; the columns named in `numbers` are set flush right.
  static func table(
    caption: String,
    header: [String],
    numbers: Set<Int>,
    rows: [[String]]
  ) -> String {
    func cells(_ row: [String], _ tag: String) -> String {
      row.enumerated().map { index, cell in
        let style = numbers.contains(index) ? " class=\"number\"" : ""
        let scope = tag == "th" ? " scope=\"col\"" : ""
        return "<\(tag)\(scope)\(style)>\(cell)</\(tag)>"
      }.joined()
    }
    let body = rows.map { "<tr>\(cells($0, "td"))</tr>" }.joined(separator: "\n")
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(text(caption))">
      <table>
      <caption>\(text(caption))</caption>
      <thead><tr>\(cells(header, "th"))</tr></thead>
      <tbody>
      \(body)
      </tbody>
      </table>
      </div>
      """
  }
}
