/// Why a command line can't be understood.
package enum ParsingError: Error, Equatable, CustomStringConvertible {
  /// No command was given; a group's name where its words were begun, as in `ledger`.
  case commandMissing(group: [String])
  /// No command has this name.
  case unknownCommand(String, suggestion: String?)
  /// The command has no such option.
  case unknownOption(String, command: String, suggestion: String?)
  /// The option needs a word after it.
  case valueMissing(option: String)
  /// The option is a flag and takes no value.
  case valueUnexpected(option: String)
  /// The option was given twice.
  case repeated(option: String)
  /// The option needs a whole number within bounds.
  case notACount(option: String, bounds: ClosedRange<Int>)
  /// The option needs one of some words.
  case notAChoice(option: String, choices: [String], suggestion: String?)
  /// What the command can't do without.
  case missing([String], command: String)
  /// A word too many.
  case operandUnexpected(String, command: String)

  /// What is wrong and what to do.
  package var description: String {
    switch self {
    case .commandMissing(let group):
      group.isEmpty
        ? "a command is needed; see 'marginalia help'"
        : "'\(group.joined(separator: " "))' needs one more word; "
          + "see 'marginalia help \(group.joined(separator: " "))'"
    case .unknownCommand(let name, let suggestion):
      "there is no command '\(name)'\(hint(suggestion)); see 'marginalia help'"
    case .unknownOption(let name, let command, let suggestion):
      "\(command) has no option \(name)\(hint(suggestion)); see 'marginalia help \(command)'"
    case .valueMissing(let option):
      "--\(option) needs a value; one that begins with a dash is written --\(option)=VALUE"
    case .valueUnexpected(let option):
      "--\(option) takes no value"
    case .repeated(let option):
      "--\(option) is given twice"
    case .notACount(let option, let bounds):
      "--\(option) needs a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
    case .notAChoice(let option, let choices, let suggestion):
      "--\(option) needs one of \(choices.joined(separator: ", "))\(hint(suggestion))"
    case .missing(let names, let command):
      "\(command) needs \(names.joined(separator: ", ")); see 'marginalia help \(command)'"
    case .operandUnexpected(let word, let command):
      "\(command) doesn't know what to do with '\(word)'; see 'marginalia help \(command)'"
    }
  }

  private func hint(_ suggestion: String?) -> String {
    suggestion.map { " (did you mean '\($0)'?)" } ?? ""
  }
}
