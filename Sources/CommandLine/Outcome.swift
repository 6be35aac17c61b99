/// What a command has to say on stdout when it is done.
package struct Outcome: Sendable, Equatable {
  /// The result in words, without a newline at the end.
  package let text: String

  /// The result as one JSON object.
  package let json: String

  /// How the program ends: done, or done with a result that says otherwise.
  package let exitCode: ExitCode

  /// Makes an outcome.
  package init(text: String, json: String, exitCode: ExitCode = .done) {
    self.text = text
    self.json = json
    self.exitCode = exitCode
  }
}
