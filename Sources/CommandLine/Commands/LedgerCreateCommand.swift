import Marginalia

/// The command `marginalia ledger create`.
enum LedgerCreateCommand {
  static let command = Command(
    ["ledger", "create"],
    "open a budget for a dataset",
    discussion: """
      The ledger is one file that only grows. Its cap, the largest (ε, δ) that all releases of the
      dataset may reach together, is fixed here, and so is whom they protect: rows, or all rows of a
      person up to a bound. A schema that says otherwise is refused.
      """,
    examples: [
      .init(
        "a budget of ε = 4",
        """
        marginalia ledger create adult.ledger --dataset adult --epsilon 4 --delta 1e-9 \\
            --key keys/ledger.pem
        """
      )
    ],
    operands: [.init("FILE", "the ledger to make")],
    options: [
      Option(
        "dataset",
        takes: .text("NAME"),
        isRequired: true,
        "the dataset's name, which is public"
      ),
      Option("epsilon", takes: .text("NUMBER"), isRequired: true, "the cap's ε"),
      Option("delta", takes: .text("NUMBER"), isRequired: true, "the cap's δ"),
      Option("key", takes: .text("FILE"), isRequired: true, "the ledger's private key"),
      Option(
        "neighbours",
        takes: .choice(Ledgers.neighbours),
        "what the budget protects against (default: add-remove-one)"
      ),
      Option(
        "unit",
        takes: .text("COLUMN"),
        "the schema's column that names the protected unit (default: a row)"
      ),
      Option(
        "maximum-rows",
        takes: .count(1...1_000_000),
        "the most rows of one unit that count, as the schema says (default: 1)"
      ),
    ] + PassphraseOptions.options(for: "key")
  ) { invocation, console throws(MarginaliaError) in
    let ledger = try Ledgers.create(
      at: invocation.required("FILE"),
      dataset: invocation.required("dataset"),
      epsilon: invocation.required("epsilon"),
      delta: invocation.required("delta"),
      neighbours: invocation.text("neighbours") ?? Ledgers.neighbours[0],
      unit: invocation.text("unit") ?? "row",
      maximumRows: invocation.count("maximum-rows") ?? 1,
      key: invocation.required("key"),
      passphrases: PassphraseOptions.passphrases(for: ["key"], invocation, console)
    )
    return Outcome(text: LedgerShowCommand.words(for: ledger), json: ledger.json)
  }
}
