import Marginalia

/// The command `marginalia agreement sign`.
enum AgreementSignCommand {
  static let command = Command(
    ["agreement", "sign"],
    "sign a clause, or add a signature to a signed one",
    discussion: """
      Writes a DSSE envelope over an in-toto statement whose predicate is the clause, so that the
      tools that check a release's manifest check it too. Each party signs in turn; 'ledger create
      --agreement-key' and 'agreement show --key' check that all of them did.
      """,
    examples: [
      .init(
        "the curator signs, then the recipient",
        """
        marginalia agreement sign agreement.json --key keys/office.pem --out agreement.dsse.json
        """
      )
    ],
    operands: [.init("FILE", "the clause, or the signed clause")],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "the party's private key")
    ] + PassphraseOptions.options(for: "key") + [
      Option("out", takes: .text("FILE"), isRequired: true, "where the signed clause goes"),
      Command.force,
    ]
  ) { invocation, console throws(MarginaliaError) in
    let output = invocation.required("out")
    let signers = try Agreements.sign(
      invocation.required("FILE"),
      key: invocation.required("key"),
      passphrases: PassphraseOptions.passphrases(for: ["key"], invocation, console),
      to: output,
      overwrites: invocation.has("force")
    )
    let text = "\(output): signed by \(signers.joined(separator: ", "))"
    return Outcome(text: text, json: Agreements.document(text))
  }
}
