/// A named option of a command, as the parser, the help and the completions read it.
package struct Option: Sendable, Equatable {
  /// What the word after an option may be.
  package enum Value: Sendable, Equatable {
    /// The option is a flag: no word follows it.
    case none
    /// Any text, shown in the help under this name, as in `--out FOLDER`.
    case text(String)
    /// A whole number within these bounds.
    case count(ClosedRange<Int>)
    /// One of these words.
    case choice([String])
  }

  /// The name without its dashes: "epsilon" for `--epsilon`.
  package let name: String

  /// A one-letter form, "h" for `-h`.
  package let short: Character?

  /// What follows the option.
  package let value: Value

  /// What the option does, in a phrase without a full stop.
  package let summary: String

  /// Whether the command can't do without it.
  package let isRequired: Bool

  /// Whether it may be given several times.
  package let isRepeatable: Bool

  /// Makes an option that may be left out, or, with `isRequired`, may not.
  package init(
    _ name: String,
    takes value: Value = .none,
    short: Character? = nil,
    isRequired: Bool = false,
    isRepeatable: Bool = false,
    _ summary: String
  ) {
    precondition(!isRequired || value != .none, "a required flag says nothing")
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
    self.isRequired = isRequired
    self.isRepeatable = isRepeatable
  }

  /// The option as it is typed, with a name for its value: "--epsilon NUMBER".
  package var synopsis: String {
    let names = short.map { "-\($0), --\(name)" } ?? "--\(name)"
    return switch value {
    case .none: names
    case .text(let placeholder): "\(names) \(placeholder)"
    case .count: "\(names) N"
    case .choice(let words): "\(names) \(words.joined(separator: "|"))"
    }
  }
}
