import Marginalia

/// The command `marginalia sign`.
enum SignCommand {
  static let command = Command(
    ["sign"],
    "verify a release, then add your signature to it",
    discussion: """
      First does all that 'marginalia verify' does, with the keys that you trust; only then signs the
      very bytes that the others signed, and writes a sigstore bundle of your own beside theirs. What
      your signature stands for is for you and for those who trust you to say: no role is written
      into the release.
      """,
    examples: [
      .init(
        "an auditor who has the curator's key",
        "marginalia sign release/ --key keys/auditor.pem --signed-by curator.pub.pem --replay"
      )
    ],
    operands: [.init("FOLDER", "the release")],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "your private key")
    ] + PassphraseOptions.options(for: "key") + TrustOptions.options(key: "signed-by") + [
      Option("ledger", takes: .text("FILE"), "the ledger itself, for those who have it"),
      Option("replay", "derive the rows again and compare every byte before signing"),
      Command.threads,
    ]
  ) { invocation, console throws(MarginaliaError) in
    let signed = try ReleaseSigner.sign(
      folder: invocation.required("FOLDER"),
      key: invocation.required("key"),
      passphrases: PassphraseOptions.passphrases(for: ["key"], invocation, console),
      trusting: TrustOptions.keys(invocation, key: "signed-by"),
      heeding: TrustOptions.notices(invocation),
      ledger: invocation.text("ledger"),
      replay: invocation.has("replay")
    )
    return Outcome(text: words(for: signed), json: signed.json)
  }

  private static func words(for signed: SignedRelease) -> String {
    """
    \(signed.verification.checks.count) checks held
    \(signed.folder): signed by \(signed.key); signatures now: \(signed.signatures)
    bundle: \(signed.bundle)
    """
  }
}
