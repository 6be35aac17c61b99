import Marginalia

/// The command `marginalia verify`.
enum VerifyCommand {
  static let command = Command(
    ["verify"],
    "check everything that can be checked about a release",
    discussion: """
      Checks the signatures by the keys you trust, every released file, the record of the ledger and
      the arithmetic of the budget. --replay fits the model and draws the rows again from the
      measurements and compares every byte: it shows that nothing private came in after measuring.
      It can't show that the noise was drawn honestly. A key counts once, however often it signed.
      Nobody learns of a revocation from the release: ask the publisher, and hand it over.
      """,
    examples: [
      .init("a quick check", "marginalia verify release/ --key keys/release.pub.pem"),
      .init("all of it", "marginalia verify release/ --key keys/release.pub.pem --replay"),
      .init(
        "curator and auditor both",
        "marginalia verify release/ --key curator.pub.pem --key auditor.pub.pem --threshold 2"
      ),
      .init(
        "names, roles and periods from the agreement, and what was revoked since",
        "marginalia verify release/ --trust trust.json --revocations revocation.json"
      ),
    ],
    operands: [.init("FOLDER", "the release")],
    options: TrustOptions.options(key: "key") + [
      Option("ledger", takes: .text("FILE"), "the ledger itself, for those who have it"),
      Option(
        "witness",
        takes: .text("FILE"),
        "keys of witnesses, one a line, who have to have cosigned the checkpoint"
      ),
      Option("replay", "derive the rows again and compare every byte"),
      Command.threads,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let verification = try Verifier.verify(
      folder: invocation.required("FOLDER"),
      trusting: TrustOptions.keys(invocation, key: "key"),
      heeding: TrustOptions.notices(invocation),
      ledger: invocation.text("ledger"),
      witnesses: invocation.text("witness"),
      replay: invocation.has("replay")
    )
    return Outcome(text: words(for: verification), json: verification.json)
  }

  /// A verification that found nothing wrong, in words.
  static func words(for verification: Verification) -> String {
    let claim = verification.claim
    let lines =
      verification.checks.map { "  ok    \($0)" } + verification.notes.map { "  note  \($0)" }
      + ["\(verification.folder) verifies: ε = \(claim.epsilon) at δ = \(claim.delta)"]
    return lines.joined(separator: "\n")
  }
}
