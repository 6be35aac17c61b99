package import Marginalia

/// One command: what is typed, what the help says of it, and what it does.
///
/// The table of all commands is ``CommandTable``; parsing, help and suggestions read nothing else.
package struct Command: Sendable {
  /// A word that stands by its place and not by a name.
  package struct Operand: Sendable, Equatable {
    /// The name that the help shows, in capitals.
    package let name: String

    /// What the word is, in a phrase without a full stop.
    package let summary: String

    /// Whether the command can't do without it; those that it can come last.
    package let isRequired: Bool

    /// Whether any number of words may stand in its place, at the end of the command line.
    package let isRepeated: Bool

    /// Makes an operand.
    package init(
      _ name: String,
      isRequired: Bool = true,
      isRepeated: Bool = false,
      _ summary: String
    ) {
      self.name = name
      self.summary = summary
      self.isRequired = isRequired
      self.isRepeated = isRepeated
    }

    /// The operand as the help shows it: "[NAME...]" for any number.
    package var synopsis: String {
      let name = isRepeated ? "\(self.name)..." : self.name
      return isRequired ? name : "[\(name)]"
    }
  }

  /// A call that a reader can copy, with what it is for.
  package struct Example: Sendable, Equatable {
    /// What the call does, in a phrase without a full stop.
    package let purpose: String

    /// The call, from `marginalia` on.
    package let call: String

    /// Makes an example.
    package init(_ purpose: String, _ call: String) {
      self.purpose = purpose
      self.call = call
    }
  }

  /// The words that name the command: `["ledger", "create"]`.
  package let path: [String]

  /// What the command does, in a phrase without a full stop.
  package let summary: String

  /// What a reader should know beyond the summary, or nothing.
  package let discussion: String

  /// Calls to copy, the most usual first.
  package let examples: [Example]

  /// The words that stand by their place, in order.
  package let operands: [Operand]

  /// The command's own options; those of every command are ``common``.
  package let options: [Option]

  /// Why a command may fail: what the library says, for the exit code to be chosen by.
  package typealias Failure = MarginaliaError

  /// Does the work.
  package let run: @Sendable (Invocation, Console) throws(Failure) -> Outcome

  /// Makes a command.
  package init(
    _ path: [String],
    _ summary: String,
    discussion: String = "",
    examples: [Example],
    operands: [Operand] = [],
    options: [Option] = [],
    run: @escaping @Sendable (Invocation, Console) throws(Failure) -> Outcome
  ) {
    self.path = path
    self.summary = summary
    self.discussion = discussion
    self.examples = examples
    self.operands = operands
    self.options = options
    self.run = run
  }

  /// The command's name as it is typed after `marginalia`.
  package var name: String { path.joined(separator: " ") }

  /// The options that every command understands.
  package static let common = [
    Option("json", "print the result, or the error, as one JSON object"),
    Option("quiet", "no progress on stderr"),
    Option("help", short: "h", "show this help"),
  ]

  /// The choice of threads, for the commands that compute for more than a moment.
  package static let threads = Option(
    "threads",
    takes: .count(1...4096),
    "threads to use (default: all cores); results don't depend on it"
  )

  /// The consent to replace what exists.
  package static let force = Option("force", "replace the output where it exists")

  /// The command's own options, then the common ones.
  package var allOptions: [Option] { options + Command.common }
}
