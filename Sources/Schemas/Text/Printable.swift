/// Texts from a file as they may appear in a message.
package enum Printable {
  /// The first scalars of a text, with control and formatting characters written as `\u{…}`.
  ///
  /// A file's text can then neither steer a terminal nor flood a log.
  ///
  /// - Complexity: O(limit).
  package static func text(_ text: String, limit: Int = 64) -> String {
    var shown = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard index < limit else { return shown + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

/// The word that somebody probably meant.
package enum Suggestion {
  /// The nearest of the words within two edits and half its length, the first one of equals.
  package static func nearest(to word: String, among words: [String]) -> String? {
    guard word.utf8.count <= 64 else { return nil }
    return words.map { (word: $0, edits: edits(from: word, to: $0)) }
      .filter { $0.edits <= 2 && $0.edits * 2 <= $0.word.count }
      .min { $0.edits < $1.edits }?.word
  }

  /// The number of insertions, deletions and substitutions between two words.
  ///
  /// - Source: V. Levenshtein, Binary codes capable of correcting deletions, insertions and
  ///   reversals, 1966; by rows of the table of prefixes.
  private static func edits(from: String, to: String) -> Int {
    let target = Array(to.lowercased().utf8)
    var row = Array(0...target.count)
    for (index, letter) in from.lowercased().utf8.enumerated() {
      var next = [index + 1]
      for (column, other) in target.enumerated() {
        next.append(
          min(row[column] + (letter == other ? 0 : 1), row[column + 1] + 1, next[column] + 1)
        )
      }
      row = next
    }
    return row[target.count]
  }
}
