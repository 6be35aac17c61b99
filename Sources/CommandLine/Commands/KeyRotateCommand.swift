import Marginalia

/// The command `marginalia key rotate`.
enum KeyRotateCommand {
  static let command = Command(
    ["key", "rotate"],
    "state that a new key takes over from an old one",
    discussion: """
      Writes a statement signed by both keys. Whoever trusts the old key hands it to
      'marginalia verify --rotations': the old key then counts for releases made before, the new one
      for later ones, and the two never count as two signers.
      """,
    examples: [
      .init(
        "from today",
        "marginalia key rotate --old keys/release.pem --new keys/next.pem --out rotation.json"
      )
    ],
    options: [
      Option("old", takes: .text("FILE"), isRequired: true, "the private key that steps down"),
      Option("new", takes: .text("FILE"), isRequired: true, "the private key that takes over"),
      Option("out", takes: .text("FILE"), isRequired: true, "the statement to make"),
      Option(
        "since",
        takes: .text("TIME"),
        "from when, in UTC: 2026-11-21T12:00:00Z (default: now)"
      ),
      Command.force,
    ] + PassphraseOptions.options(for: "old") + PassphraseOptions.options(for: "new")
  ) { invocation, console throws(MarginaliaError) in
    let notice = try KeyNotices.rotate(
      old: invocation.required("old"),
      new: invocation.required("new"),
      passphrases: PassphraseOptions.passphrases(for: ["old", "new"], invocation, console),
      since: invocation.text("since"),
      to: invocation.required("out"),
      overwrites: invocation.has("force")
    )
    return Outcome(text: words(for: notice), json: notice.json)
  }

  /// A statement in words.
  static func words(for notice: KeyNotice) -> String {
    let subjects = notice.subjects.joined(separator: " to ")
    return "\(notice.path): \(notice.kind.rawValue) of \(subjects) as of \(notice.since)"
  }
}
