import Marginalia

/// The command `marginalia commitment open`.
enum CommitmentOpenCommand {
  static let command = Command(
    ["commitment", "open"],
    "show an auditor which private file a release was made from",
    discussion: """
      A manifest commits to the private file by HMAC-SHA256, under a key that follows from the ledger's
      private key. This checks the file and prints that one key, by which an auditor who may see the
      file checks it with openssl. Show it to nobody else: it lets them check guesses of the file.
      """,
    examples: [
      .init(
        "the key, for an auditor",
        "marginalia commitment open release/ --data people.csv --ledger-key keys/ledger.pem"
      )
    ],
    operands: [.init("FOLDER", "the release")],
    options: [
      Option("data", takes: .text("FILE"), isRequired: true, "the private file"),
      Option("ledger-key", takes: .text("FILE"), isRequired: true, "the ledger's private key"),
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let opening = try CommitmentOpening(
      of: invocation.required("FOLDER"),
      data: invocation.required("data"),
      ledgerKey: invocation.required("ledger-key")
    )
    return Outcome(
      text: """
        key \(opening.key)
        to check: openssl dgst -sha256 -mac HMAC -macopt hexkey:\(opening.key) \
        \(invocation.required("data"))
        expected: \(opening.commitment)
        """,
      json: opening.json
    )
  }
}
