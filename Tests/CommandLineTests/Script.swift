/// A test in a text file: shell commands, each with what it must say and how it must end.
///
/// A line is one of these:
/// * `# …`: a comment;
/// * `$ command`: a command for `sh`, with `marginalia` on its path, in a folder of its own;
/// * `= 2`: the command before ends with this exit code (0 where this line is missing);
/// * `> text`: the command's stdout holds this text;
/// * `2> text`: its stderr does;
/// * `! text`: neither does;
/// * `-- name --`: all that follows, up to the next such line, is the content of this file, which
///   is there before the first command.
struct Script {
  struct Step {
    var line: Int
    var command: String
    var exitCode: Int32 = 0
    var stdout: [String] = []
    var stderr: [String] = []
    var absent: [String] = []
  }

  /// A line that is none of these, by its number.
  struct UnknownLine: Error, Equatable {
    var number: Int
  }

  private(set) var steps: [Step] = []
  private(set) var files: [(name: String, content: String)] = []

  init(_ text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for (number, line) in zip(1..., lines) {
      if line.hasPrefix("-- "), line.hasSuffix(" --") {
        files.append((String(line.dropFirst(3).dropLast(3)), ""))
      } else if !files.isEmpty {
        files[files.count - 1].content += line + "\n"
      } else {
        try read(line, number)
      }
    }
  }

  private mutating func read(_ line: String, _ number: Int) throws {
    if line.isEmpty || line.hasPrefix("#") { return }
    let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw UnknownLine(number: number) }
    if parts[0] == "$" {
      steps.append(Step(line: number, command: parts[1]))
      return
    }
    guard let last = steps.indices.last else { throw UnknownLine(number: number) }
    switch parts[0] {
    case "=":
      guard let code = Int32(parts[1]) else { throw UnknownLine(number: number) }
      steps[last].exitCode = code
    case ">": steps[last].stdout.append(parts[1])
    case "2>": steps[last].stderr.append(parts[1])
    case "!": steps[last].absent.append(parts[1])
    default: throw UnknownLine(number: number)
    }
  }
}
