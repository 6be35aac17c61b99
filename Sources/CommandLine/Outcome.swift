/// What a command has to say on stdout when it is done.
package struct Outcome: Sendable, Equatable {
  /// The result in words, without a newline at the end.
  package let text: String

  /// The result as one JSON object.
  package let json: String

  /// Makes an outcome.
  package init(text: String, json: String) {
    self.text = text
    self.json = json
  }
}
