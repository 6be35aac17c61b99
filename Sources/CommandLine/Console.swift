import Foundation
package import Marginalia

/// The program's voice: data goes to stdout, all else to stderr.
package struct Console: Sendable {
  /// How the program may speak.
  package struct Manner: Sendable, Equatable {
    /// One JSON object on stdout in place of words.
    package var json = false
    /// No progress.
    package var quiet = false
    /// Colours and a progress bar, as stderr is a terminal that wants them.
    package var lively = false

    /// Makes a manner: plain words.
    package init() {}
  }

  /// How the program may speak in this run.
  package let manner: Manner

  /// Makes a console.
  package init(_ manner: Manner) {
    self.manner = manner
  }

  /// The console of a command line, and of the terminal and environment it was typed in.
  ///
  /// The words are read before they are understood, as their errors must be told in this manner.
  ///
  /// - Source: no-color.org for NO_COLOR.
  package init(for words: [String], environment: [String: String]) {
    let options = words.prefix { $0 != "--" }
    var manner = Manner()
    manner.json = options.contains("--json")
    manner.quiet = options.contains("--quiet")
    manner.lively = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
    if !(environment["NO_COLOR"] ?? "").isEmpty { manner.lively = false }
    self.init(manner)
  }

  /// Writes text to stderr, as it is; where nobody listens there, that stops nothing.
  package func note(_ text: String) {
    _ = Console.write(text, to: STDERR_FILENO)
  }

  /// Tells a command's result.
  ///
  /// - Throws: `failure` where stdout is closed or its disk is full; what was made stays.
  package func tell(_ outcome: Outcome) throws(MarginaliaError) {
    let text = manner.json ? outcome.json : outcome.text
    guard Console.write(text + "\n", to: STDOUT_FILENO) else {
      throw .failure("all is done, but its result can't be written to stdout")
    }
  }

  /// Tells an error: one line and its findings on stderr, or one JSON object on stdout.
  package func tell(_ error: MarginaliaError) {
    if manner.json {
      let object = error.json(exitCode: Int(ExitCode(error).rawValue))
      if Console.write(object + "\n", to: STDOUT_FILENO) { return }
    }
    let label = manner.lively ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    note("\(label) \(error.message)\n")
    for finding in error.findings { note("  \(finding)\n") }
  }

  /// Writes all of a text; false where the file is closed, full, or a pipe that nobody reads.
  private static func write(_ text: String, to file: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Foundation.write(file, $0.baseAddress, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }
}
