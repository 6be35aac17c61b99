import Marginalia

/// Understands command lines by a table of commands.
package struct Parser: Sendable {
  /// The commands that can be called.
  package let commands: [Command]

  /// Makes a parser of a table.
  package init(_ commands: [Command]) {
    self.commands = commands
  }

  /// What a command line asks for.
  package enum Request: Sendable {
    /// Run a command.
    case run(Invocation)
    /// Show the help of the command or the group with these words; the overview where empty.
    case help([String])
  }

  /// Understands the words after the program's name.
  ///
  /// Options may stand anywhere, as `--name value` or `--name=value`; after `--` all words are
  /// operands. `--help` wins over all that is missing or wrong with values.
  package func request(for words: [String]) throws(ParsingError) -> Request {
    var rest = words[...]
    var leading: [String] = []
    while let word = rest.first, word.hasPrefix("-"), word != "--" {
      leading.append(rest.removeFirst())
    }
    let path = self.path(beginning: rest)
    let wantsHelp = words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    if wantsHelp, path != nil || rest.isEmpty { return .help(path ?? []) }
    if rest.isEmpty, leading.contains("--version") {
      leading.removeAll { $0 == "--version" }
      rest = ["version"]
    }
    let command = try self.command(named: rest)
    return .run(try invocation(of: command, leading + rest.dropFirst(command.path.count)))
  }

  /// The words at the beginning that name a command or a group of commands.
  package func path(beginning words: ArraySlice<String>) -> [String]? {
    for length in stride(from: min(2, words.count), to: 0, by: -1) {
      let path = Array(words.prefix(length))
      if commands.contains(where: { $0.path.starts(with: path) }) { return path }
    }
    return nil
  }

  private func command(named words: ArraySlice<String>) throws(ParsingError) -> Command {
    guard let first = words.first else { throw .commandMissing(group: []) }
    if let command = commands.first(where: { words.starts(with: $0.path) }) { return command }
    let group = commands.filter { $0.path.first == first }
    guard !group.isEmpty else {
      throw .unknownCommand(
        first,
        suggestion: NearestWord.to(first, among: commands.map { $0.path[0] })
      )
    }
    guard let second = words.dropFirst().first, !second.hasPrefix("-") else {
      throw .commandMissing(group: [first])
    }
    let suggestion = NearestWord.to(second, among: group.map { $0.path[1] })
    throw .unknownCommand("\(first) \(second)", suggestion: suggestion.map { "\(first) \($0)" })
  }

  private func invocation(
    of command: Command,
    _ words: [String]
  ) throws(ParsingError) -> Invocation {
    var values: [String: [String]] = [:]
    var operands: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let option = try option(String(parts[0]), of: command)
      guard option.isRepeatable || values[option.name] == nil else {
        throw .repeated(option: option.name)
      }
      let attached = parts.count == 2 ? String(parts[1]) : nil
      values[option.name, default: []].append(
        try value(of: option, attached: attached, rest: &rest)
      )
    }
    if operands.count > command.operands.count, command.operands.last?.isRepeated != true {
      throw .operandUnexpected(operands[command.operands.count], command: command.name)
    }
    let missing =
      command.operands.dropFirst(operands.count).filter(\.isRequired).map(\.name)
      + command.options.filter { $0.isRequired && values[$0.name] == nil }.map { "--\($0.name)" }
    guard missing.isEmpty else { throw .missing(missing, command: command.name) }
    return Invocation(command: command, values: values, operands: operands)
  }

  private func option(_ word: String, of command: Command) throws(ParsingError) -> Option {
    let options = command.allOptions
    for option in options {
      if word == "--\(option.name)" { return option }
      if let short = option.short, word == "-\(short)" { return option }
    }
    let suggestion = NearestWord.to(word, among: options.map { "--\($0.name)" })
    throw .unknownOption(word, command: command.name, suggestion: suggestion)
  }

  private func value(
    of option: Option,
    attached: String?,
    rest: inout ArraySlice<String>
  ) throws(ParsingError) -> String {
    if option.value == .none {
      guard attached == nil else { throw .valueUnexpected(option: option.name) }
      return ""
    }
    var text = attached
    if text == nil, let next = rest.first, !next.hasPrefix("-") || next == "-" {
      text = rest.removeFirst()
    }
    guard let text, !text.isEmpty else { throw .valueMissing(option: option.name) }
    switch option.value {
    case .none, .text: break
    case .count(let bounds):
      guard let count = Int(text), bounds.contains(count) else {
        throw .notACount(option: option.name, bounds: bounds)
      }
    case .choice(let choices):
      guard choices.contains(text) else {
        throw .notAChoice(
          option: option.name,
          choices: choices,
          suggestion: NearestWord.to(text, among: choices)
        )
      }
    }
    return text
  }
}
