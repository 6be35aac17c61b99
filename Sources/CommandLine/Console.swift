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

  /// Writes a line to stdout.
  package func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Writes text to stderr, as it is.
  package func note(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Tells a command's result.
  package func tell(_ outcome: Outcome) {
    write(manner.json ? outcome.json : outcome.text)
  }

  /// Tells an error: one line and its findings on stderr, or one JSON object on stdout.
  package func tell(_ error: MarginaliaError) {
    guard !manner.json else {
      write(error.json(exitCode: Int(ExitCode(error).rawValue)))
      return
    }
    let label = manner.lively ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    note("\(label) \(error.message)\n")
    for finding in error.findings { note("  \(finding)\n") }
  }
}
