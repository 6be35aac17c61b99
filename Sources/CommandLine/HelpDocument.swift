import Foundation

/// The table of commands as a JSON object, for programs that read the help.
package struct HelpDocument: Encodable {
  private struct Entry: Encodable {
    var name: String
    var summary: String
    var operands: [Word]
    var options: [Word]
    var examples: [String]
  }

  private struct Word: Encodable {
    var name: String
    var summary: String
    var required: Bool
  }

  private let marginalia = "help/1"
  private let commands: [Entry]

  /// Makes the document of the commands whose path begins with these words.
  package init(_ commands: [Command], path: [String]) {
    self.commands = commands.filter { $0.path.starts(with: path) }.map { command in
      Entry(
        name: command.name,
        summary: command.summary,
        operands: command.operands.map {
          Word(name: $0.name, summary: $0.summary, required: $0.isRequired)
        },
        options: command.allOptions.map {
          Word(name: $0.synopsis, summary: $0.summary, required: $0.isRequired)
        },
        examples: command.examples.map(\.call)
      )
    }
  }

  /// The object's text, its keys sorted.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      preconditionFailure("strings and lists of them can always be encoded")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
