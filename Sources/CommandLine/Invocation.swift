/// A command line that has been understood: a command and the values of its options and operands.
package struct Invocation: Sendable {
  /// The command to run.
  package let command: Command

  /// The values of the options that were given, by name; a flag's value is empty.
  private let values: [String: [String]]

  /// The words that stand by their place, in order.
  private let operands: [String]

  /// Makes an invocation of values that the parser has checked.
  package init(command: Command, values: [String: [String]], operands: [String]) {
    self.command = command
    self.values = values
    self.operands = operands
  }

  /// Whether the flag was given.
  package func has(_ flag: String) -> Bool { values[flag] != nil }

  /// The text given for an option, if it was given.
  package func text(_ option: String) -> String? { values[option]?.first }

  /// All texts given for an option that may be given several times, in their order.
  package func texts(_ option: String) -> [String] { values[option] ?? [] }

  /// The text given for a required option or operand.
  ///
  /// - Precondition: the command's table declares it as required.
  package func required(_ name: String) -> String {
    guard let text = text(name) ?? operand(name) else {
      preconditionFailure("\(command.name) does not require \(name)")
    }
    return text
  }

  /// The number given for a counting option, if it was given.
  package func count(_ option: String) -> Int? { text(option).flatMap { Int($0) } }

  /// All texts given for the last operand, which may be repeated.
  ///
  /// - Precondition: the command's table declares it so.
  package func operands(_ name: String) -> [String] {
    guard let last = command.operands.last, last.name == name, last.isRepeated else {
      preconditionFailure("\(command.name) does not repeat \(name)")
    }
    return Array(operands.dropFirst(command.operands.count - 1))
  }

  /// The text given for an operand, if it was given.
  package func operand(_ name: String) -> String? {
    guard let place = command.operands.firstIndex(where: { $0.name == name }) else { return nil }
    return operands.indices.contains(place) ? operands[place] : nil
  }
}
