import Marginalia

/// The command `marginalia key revoke`.
enum KeyRevokeCommand {
  static let command = Command(
    ["key", "revoke"],
    "state that a key or a release isn't to be relied on any more",
    discussion: """
      Writes a signed statement, for recipients to hand to 'marginalia verify --revocations'. It
      counts for those who trust the key that signs it; a lost key may be revoked by any other that
      they trust, a stolen one by itself. Nobody who verifies offline learns of it otherwise: send it
      to everyone who got the release.
      """,
    examples: [
      .init(
        "a release with a fault in it",
        """
        marginalia key revoke release/ --key keys/release.pem \\
            --reason wrong-bins --out revocation.json
        """
      ),
      .init(
        "a stolen key",
        """
        marginalia key revoke keys/release.pub.pem --key keys/release.pem \\
            --reason stolen --since 2026-11-01T00:00:00Z --out revocation.json
        """
      ),
    ],
    operands: [
      .init(
        "SUBJECT",
        "a release's folder, its table's SHA-256, a public key, or a key's fingerprint"
      )
    ],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "the private key that signs this"),
      Option("reason", takes: .text("TEXT"), isRequired: true, "why; recipients read it"),
      Option("out", takes: .text("FILE"), isRequired: true, "the statement to make"),
      Option(
        "since",
        takes: .text("TIME"),
        "since when, in UTC: 2026-11-21T12:00:00Z (default: now)"
      ),
      Command.force,
    ] + PassphraseOptions.options(for: "key")
  ) { invocation, console throws(MarginaliaError) in
    let notice = try KeyNotices.revoke(
      invocation.required("SUBJECT"),
      by: invocation.required("key"),
      passphrases: PassphraseOptions.passphrases(for: ["key"], invocation, console),
      reason: invocation.required("reason"),
      since: invocation.text("since"),
      to: invocation.required("out"),
      overwrites: invocation.has("force")
    )
    return Outcome(text: KeyRotateCommand.words(for: notice), json: notice.json)
  }
}
