import Marginalia

/// The command `marginalia version`.
enum VersionCommand {
  static let command = Command(
    ["version"],
    "print the program's version",
    examples: [.init("for a script", "marginalia version --json")]
  ) { _, _ in
    Outcome(text: "marginalia \(Version.current)", json: Version.json)
  }
}
