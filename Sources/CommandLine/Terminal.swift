import Foundation
import Marginalia
import Synchronization

/// The terminal that somebody sits at.
enum Terminal {
  /// The terminal's settings while it doesn't echo, for whoever ends the program meanwhile.
  private static let settings = Mutex<termios?>(nil)

  /// Whether somebody can be asked.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 }

  /// What is typed up to the end of the line, without showing it.
  ///
  /// - Throws: `usage` where nothing is typed; `failure` where the terminal can't be kept from
  ///   showing it.
  static func secret(_ prompt: String, _ console: Console) throws(MarginaliaError) -> [UInt8] {
    var before = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else {
      throw .failure("the terminal's settings can't be read")
    }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    let saved = before
    settings.withLock { $0 = saved }
    defer { restore() }
    guard unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0 else {
      throw .failure("the terminal can't be kept from showing what is typed")
    }
    console.note(prompt)
    let line = Array((readLine() ?? "").utf8)
    console.note("\n")
    guard !line.isEmpty else { throw .usage("no passphrase was typed") }
    return line
  }

  /// Lets the terminal show again what is typed.
  static func restore() {
    settings.withLock { saved in
      if var settings = saved { unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
      saved = nil
    }
  }
}
