import Marginalia

/// The command `marginalia help`.
enum HelpCommand {
  static let command = Command(
    ["help"],
    "show what can be done, and how",
    examples: [
      .init("all commands", "marginalia help"),
      .init("one command", "marginalia help ledger create"),
    ],
    operands: [
      .init("COMMAND", isRequired: false, "a command, or the first word of several"),
      .init("WORD", isRequired: false, "the second word, as create in ledger create"),
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let words = ["COMMAND", "WORD"].compactMap { invocation.operand($0) }
    let parser = Parser(CommandTable.commands)
    guard let path = parser.path(beginning: words[...]) ?? (words.isEmpty ? [] : nil),
      path.count == words.count
    else {
      let names = CommandTable.commands.map(\.name)
      let name = words.joined(separator: " ")
      throw .usage(
        ParsingError.unknownCommand(
          name,
          suggestion: NearestWord.to(name, among: names)
        ).description
      )
    }
    return outcome(path)
  }

  /// The help of the command or the group with these words.
  static func outcome(_ path: [String]) -> Outcome {
    let text = Help(CommandTable.commands).text(of: path)
    return Outcome(
      text: text.trimmingNewline,
      json: HelpDocument(CommandTable.commands, path: path).json
    )
  }
}

extension String {
  /// The text without the newline at its end.
  fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
