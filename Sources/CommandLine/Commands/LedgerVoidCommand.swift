import Marginalia

/// The command `marginalia ledger void`.
enum LedgerVoidCommand {
  static let command = Command(
    ["ledger", "void"],
    "give back a reservation for which nothing was drawn",
    discussion: """
      A run that was stopped between reserving its budget and beginning to draw leaves a reservation
      that 'ledger show' calls reserved. Nothing was drawn for it, so it can be given back. One that
      was begun never can, whatever became of it.
      """,
    examples: [
      .init(
        "number 7 was stopped early",
        "marginalia ledger void adult.ledger 7 --key keys/ledger.pem"
      )
    ],
    operands: [.init("FILE", "the ledger"), .init("N", "the reservation's number")],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "the ledger's private key")
    ] + PassphraseOptions.options(for: "key")
  ) { invocation, console throws(MarginaliaError) in
    guard let reservation = Int(invocation.required("N")), reservation > 0 else {
      throw .usage("a reservation's number is a whole number, as 'ledger show' tells it")
    }
    let ledger = try Ledgers.void(
      reservation,
      in: invocation.required("FILE"),
      key: invocation.required("key"),
      passphrases: PassphraseOptions.passphrases(for: ["key"], invocation, console)
    )
    return Outcome(text: LedgerShowCommand.words(for: ledger), json: ledger.json)
  }
}
