/// The help, written from the table of commands.
package struct Help {
  private let commands: [Command]

  /// The overview shows how to begin; a command's own help shows all of its examples.
  private static let examplesInOverview = 4

  /// Makes the help of a table.
  package init(_ commands: [Command]) {
    self.commands = commands
  }

  /// The help of the command or the group with these words; the overview where there are none.
  package func text(of path: [String]) -> String {
    let chosen = commands.filter { $0.path.starts(with: path) }
    return chosen.count == 1 ? text(of: chosen[0]) : overview(of: chosen, path)
  }

  private func overview(of commands: [Command], _ path: [String]) -> String {
    var text =
      path.isEmpty
      ? "marginalia: differentially private synthetic tables, with an ε that anyone can check\n"
      : "marginalia \(path.joined(separator: " "))\n"
    text += "\nExamples\n"
    for command in commands.prefix(Help.examplesInOverview) {
      guard let example = command.examples.first else { continue }
      text += "  \(example.call.split(separator: "\n").joined(separator: "\n  "))\n"
    }
    text += "\nCommands\n"
    text += columns(commands.map { ($0.name, $0.summary) })
    text += "\nEvery command takes --json, --quiet and --help.\n"
    return text
  }

  private func text(of command: Command) -> String {
    var text = "marginalia \(command.name): \(command.summary)\n"
    text += "\nExamples\n"
    for example in command.examples {
      text += "  # \(example.purpose)\n"
      text += "  \(example.call.split(separator: "\n").joined(separator: "\n  "))\n"
    }
    text += "\nUsage\n  \(usage(of: command))\n"
    if !command.discussion.isEmpty { text += "\n\(command.discussion)\n" }
    if !command.operands.isEmpty {
      text += "\nArguments\n" + columns(command.operands.map { ($0.name, $0.summary) })
    }
    if !command.options.isEmpty {
      text += "\nOptions\n"
      text += columns(
        command.options.map { ($0.synopsis, $0.summary + ($0.isRequired ? " (required)" : "")) }
      )
    }
    text += "\nCommon options\n" + columns(Command.common.map { ($0.synopsis, $0.summary) })
    return text
  }

  private func usage(of command: Command) -> String {
    let operands = command.operands.map(\.synopsis)
    let required = command.options.filter(\.isRequired).map(\.synopsis)
    let rest = required.count < command.options.count ? ["[options]"] : []
    return (["marginalia", command.name] + operands + required + rest).joined(separator: " ")
  }

  /// Two columns, the first as wide as its longest word up to a limit.
  private func columns(_ rows: [(name: String, summary: String)]) -> String {
    let limit = 26
    let width = rows.map(\.name.count).filter { $0 <= limit }.max() ?? limit
    var text = ""
    for row in rows {
      let gap = String(repeating: " ", count: max(0, width - row.name.count) + 2)
      text +=
        row.name.count <= width
        ? "  \(row.name)\(gap)\(row.summary)\n"
        : "  \(row.name)\n  \(String(repeating: " ", count: width + 2))\(row.summary)\n"
    }
    return text
  }
}
