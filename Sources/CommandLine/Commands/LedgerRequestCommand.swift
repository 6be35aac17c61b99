import Marginalia

/// The command `marginalia ledger request`.
enum LedgerRequestCommand {
  static let command = Command(
    ["ledger", "request"],
    "write a request for a witness's cosignature",
    discussion: """
      The request holds a signed checkpoint, and a proof that what the witness cosigned last is its
      beginning: the text of C2SP's tlog-witness protocol, on stdout, to be sent as you like. It
      holds nothing else of the ledger. The answer is a line for the file checkpoint.cosignatures
      beside the release.
      """,
    examples: [
      .init(
        "for the first release",
        "marginalia ledger request adult.ledger release/ --since 0"
      )
    ],
    operands: [
      .init("FILE", "the ledger"),
      .init(
        "RELEASE",
        isRequired: false,
        "the release whose checkpoint it is (default: the newest)"
      ),
    ],
    options: [
      Option(
        "since",
        takes: .count(0...Int.max),
        isRequired: true,
        "how many records the witness cosigned last; 0 for the first time"
      )
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let text = try Witnesses.request(
      ledger: invocation.required("FILE"),
      release: invocation.operand("RELEASE"),
      since: invocation.count("since") ?? 0
    )
    return Outcome(text: String(text.dropLast()), json: Witnesses.json(request: text))
  }
}
