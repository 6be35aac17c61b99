import Foundation
import Marginalia

/// The options that say where the passphrase of a private key comes from; it never is an argument,
/// as those show in lists of processes and in histories.
enum PassphraseOptions {
  /// The options for the key that the option or operand `key` names.
  ///
  /// They carry the name of that option unless it is plainly "key": `--ledger-passphrase-file` goes
  /// with `--ledger-key`.
  static func options(for key: String) -> [Option] {
    let owner = ["key", "out", "FILE"].contains(key) ? "its key's" : "--\(key)'s"
    return [
      Option(
        fileOption(key),
        takes: .text("FILE"),
        "a file whose first line is \(owner) passphrase"
      ),
      Option(
        variableOption(key),
        takes: .text("NAME"),
        "an environment variable that holds \(owner) passphrase"
      ),
    ]
  }

  private static func prefix(_ key: String) -> String {
    ["key", "out", "FILE"].contains(key) ? "" : key.replacing("-key", with: "") + "-"
  }

  private static func fileOption(_ key: String) -> String { prefix(key) + "passphrase-file" }

  private static func variableOption(_ key: String) -> String { prefix(key) + "passphrase-env" }

  /// Where the passphrases of these keys come from: as the options say, or else the terminal.
  static func passphrases(
    for keys: [String],
    _ invocation: Invocation,
    _ console: Console
  ) -> Passphrases {
    Passphrases { file throws(MarginaliaError) in
      let key = keys.first { (invocation.text($0) ?? invocation.operand($0)) == file } ?? keys[0]
      if let passphrase = try named(key, invocation) { return passphrase }
      guard Terminal.canAsk else { throw .usage("the key in \(file) is encrypted; \(advice(key))") }
      return try Terminal.secret("passphrase of \(file): ", console)
    }
  }

  /// The passphrase of a new key, typed twice at a terminal; nil without `--encrypt`.
  static func newPassphrase(
    _ invocation: Invocation,
    _ console: Console
  ) throws(MarginaliaError) -> [UInt8]? {
    let passphrase = try named("out", invocation)
    guard invocation.has("encrypt") else {
      guard passphrase == nil else {
        throw .usage("a passphrase is of no use without --encrypt; the key would stay in clear")
      }
      return nil
    }
    if let passphrase { return passphrase }
    guard Terminal.canAsk else {
      throw .usage("a key can't be encrypted without a passphrase; \(advice("out"))")
    }
    let typed = try Terminal.secret("new passphrase: ", console)
    guard try Terminal.secret("again: ", console) == typed else {
      throw .usage("the two passphrases differ; no key was made")
    }
    return typed
  }

  private static func advice(_ key: String) -> String {
    "name one with --\(fileOption(key)) or --\(variableOption(key)), or type it at a terminal"
  }

  /// The passphrase that an option names.
  private static func named(
    _ key: String,
    _ invocation: Invocation
  ) throws(MarginaliaError) -> [UInt8]? {
    switch (invocation.text(fileOption(key)), invocation.text(variableOption(key))) {
    case (nil, nil): return nil
    case (let file?, nil): return try Passphrases.firstLine(of: file)
    case (nil, let name?):
      guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty else {
        throw .usage("the environment has no passphrase under \(name)")
      }
      return Array(text.utf8)
    case (_?, _?):
      throw .usage("give --\(fileOption(key)) or --\(variableOption(key)), not both")
    }
  }
}
