import Marginalia

/// The commands `marginalia witness key` and `marginalia witness cosign`.
enum WitnessCommands {
  private static let name = Option(
    "name",
    takes: .text("NAME"),
    isRequired: true,
    "the witness's name, such as a host name with a path"
  )

  /// Shows a witness's key.
  static let key = Command(
    ["witness", "key"],
    "show a witness's key as verifiers are given it",
    examples: [
      .init(
        "for the recipients' policy",
        "marginalia witness key keys/witness.pub.pem --name auditor.example/w1"
      )
    ],
    operands: [.init("FILE", "the witness's key, either half")],
    options: [name] + PassphraseOptions.options(for: "FILE")
  ) { invocation, console throws(MarginaliaError) in
    let text = try Witnesses.key(
      name: invocation.required("name"),
      key: invocation.required("FILE"),
      passphrases: PassphraseOptions.passphrases(for: ["FILE"], invocation, console)
    )
    return Outcome(text: text, json: Witnesses.json(key: text))
  }

  /// Cosigns a checkpoint.
  static let cosign = Command(
    ["witness", "cosign"],
    "cosign a ledger's checkpoint if it continues what was cosigned",
    discussion: """
      A witness remembers for each ledger the largest checkpoint that it cosigned, and cosigns another
      only if a proof shows the old one to be its beginning (C2SP tlog-witness, cosignature/v1). What
      it remembers is on disk before the line is told, which goes into the file checkpoint.cosignatures
      beside the release. A fork or a rollback ends with
      exit code 5; keep the request then, it is evidence.
      """,
    examples: [
      .init(
        "a ledger's first checkpoint",
        """
        marginalia witness cosign request.txt --memory witness.json --name auditor.example/w1 \\
            --key keys/witness.pem --ledger-key keys/ledger.pub.pem
        """
      )
    ],
    operands: [.init("REQUEST", "the publisher's request, by 'ledger request'")],
    options: [
      name,
      Option("key", takes: .text("FILE"), isRequired: true, "the witness's private key"),
      Option(
        "memory",
        takes: .text("FILE"),
        isRequired: true,
        "what the witness remembers; made where it doesn't exist"
      ),
      Option(
        "ledger-key",
        takes: .text("FILE"),
        "the ledger's public key, the first time, not taken from the request"
      ),
    ] + PassphraseOptions.options(for: "key")
  ) { invocation, console throws(MarginaliaError) in
    let line = try Witnesses.cosign(
      request: invocation.required("REQUEST"),
      memory: invocation.required("memory"),
      name: invocation.required("name"),
      key: invocation.required("key"),
      passphrases: PassphraseOptions.passphrases(for: ["key"], invocation, console),
      ledgerKey: invocation.text("ledger-key")
    )
    return Outcome(text: String(line.dropLast()), json: Witnesses.json(cosignature: line))
  }
}
