import Marginalia

/// The command `marginalia ledger create`.
enum LedgerCreateCommand {
  static let command = Command(
    ["ledger", "create"],
    "open a budget for a dataset",
    discussion: """
      The ledger is one file that only grows. Its cap, the largest (ε, δ) that all releases of the
      dataset may reach together, is fixed here, and so is whom they protect: rows, or all rows of a
      person up to a bound. A schema that says otherwise is refused. With δ = 0 it is a budget of pure
      differential privacy: every release adds its ε, has Laplace noise, and has δ = 0 too. Under an
      agreement the clause says all that, and the ledger refuses what is outside its period, its
      purposes or its unit. All whose keys are given, or whom a trust file asks for, must have signed
      the clause; else nothing is made, with exit code 5.
      """,
    examples: [
      .init(
        "a budget of ε = 4",
        """
        marginalia ledger create adult.ledger --dataset adult --epsilon 4 --delta 1e-9 \\
            --key keys/ledger.pem
        """
      ),
      .init(
        "a budget that keeps to a contract",
        """
        marginalia ledger create adult.ledger --agreement agreement.dsse.json \\
            --agreement-key office.pub.pem --agreement-key institute.pub.pem --key keys/ledger.pem
        """
      ),
    ],
    operands: [.init("FILE", "the ledger to make")],
    options: [
      Option(
        "dataset",
        takes: .text("NAME"),
        "the dataset's name, which is public"
      ),
      Option("epsilon", takes: .text("NUMBER"), "the cap's ε"),
      Option(
        "delta",
        takes: .text("NUMBER"),
        "the cap's δ, as in 1e-9, or 0 for pure privacy"
      ),
      Option(
        "agreement",
        takes: .text("FILE"),
        "the clause to keep to, in place of dataset, cap, neighbours, unit"
      ),
    ] + AgreementOptions.options(key: partyKey, trust: partyTrust) + [
      Option(unchecked, "take the clause as it is, whoever signed it or nobody"),
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
    let passphrases = PassphraseOptions.passphrases(for: ["key"], invocation, console)
    let ledger = try create(invocation, passphrases)
    return Outcome(text: LedgerShowCommand.words(for: ledger), json: ledger.json)
  }

  private static let partyKey = "agreement-key"
  private static let partyTrust = "agreement-trust"
  private static let unchecked = "agreement-unchecked"

  /// Who have to have signed the clause; nil where the caller says in so many words not to ask.
  private static func parties(_ invocation: Invocation) throws(MarginaliaError) -> TrustedKeys? {
    let parties = try AgreementOptions.parties(invocation, key: partyKey, trust: partyTrust)
    guard (parties == nil) == invocation.has(unchecked) else {
      throw .usage(
        parties == nil
          ? "who agreed? --\(partyKey) for each party's public key, or --\(partyTrust); or "
            + "--\(unchecked), where you answer for the clause yourself"
          : "--\(unchecked) asks for no signature: leave it out, or the keys"
      )
    }
    return parties
  }

  private static func create(
    _ invocation: Invocation,
    _ passphrases: Passphrases
  ) throws(MarginaliaError) -> LedgerSummary {
    let terms = ["dataset", "epsilon", "delta", "neighbours", "unit"]
    let given =
      terms.filter { invocation.text($0) != nil }
      + (invocation.count("maximum-rows") == nil ? [] : ["maximum-rows"])
    let path = invocation.required("FILE")
    let key = invocation.required("key")
    if let agreement = invocation.text("agreement") {
      guard given.isEmpty else {
        throw .usage("the agreement says \(given.joined(separator: ", ")): leave that out")
      }
      return try Ledgers.create(
        at: path,
        agreement: agreement,
        signedBy: parties(invocation),
        key: key,
        passphrases: passphrases
      )
    }
    for option in [partyKey, partyTrust, unchecked] where invocation.has(option) {
      throw .usage("--\(option) is about a clause: name it by --agreement")
    }
    guard let dataset = invocation.text("dataset"), let epsilon = invocation.text("epsilon"),
      let delta = invocation.text("delta")
    else { throw .usage("name --agreement, or --dataset, --epsilon and --delta") }
    return try Ledgers.create(
      at: path,
      dataset: dataset,
      epsilon: epsilon,
      delta: delta,
      neighbours: invocation.text("neighbours") ?? Ledgers.neighbours[0],
      unit: invocation.text("unit") ?? "row",
      maximumRows: invocation.count("maximum-rows") ?? 1,
      key: key,
      passphrases: passphrases
    )
  }
}
