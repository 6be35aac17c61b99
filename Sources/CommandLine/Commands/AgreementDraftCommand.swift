import Marginalia

/// The command `marginalia agreement draft`.
enum AgreementDraftCommand {
  static let command = Command(
    ["agreement", "draft"],
    "draft the clause of a contract that a ledger keeps to",
    discussion: """
      The clause says how much, for whom, for what, until when, and how good: cap, unit, parties,
      period, purposes by their codes in the Data Use Ontology, and acceptance criteria. What isn't
      given is asked for in its place. 'agreement show' tells it in plain English; 'ledger create
      --agreement' makes a ledger that refuses whatever goes beyond it.
      """,
    examples: [
      .init(
        "a clause for general research",
        """
        marginalia agreement draft --dataset adult --epsilon 4 --delta 1e-9 --from 2026-01-01 \\
            --until 2026-12-31 --purposes DUO:0000042 --out agreement.json
        """
      )
    ],
    options: [
      Option("dataset", takes: .text("NAME"), "the private table's name, which is public"),
      Option("epsilon", takes: .text("NUMBER"), "the cap's ε"),
      Option("delta", takes: .text("NUMBER"), "the cap's δ"),
      Option("from", takes: .text("DAY"), "the first day, as in 2026-01-01"),
      Option("until", takes: .text("DAY"), "the last day"),
      Option("purposes", takes: .text("CODES"), "DUO codes, with commas between them"),
      Option("out", takes: .text("FILE"), "where the draft goes (default: stdout)"),
      Command.force,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    var terms = Agreements.Terms()
    terms.dataset = invocation.text("dataset")
    terms.epsilon = invocation.text("epsilon")
    terms.delta = invocation.text("delta")
    terms.from = invocation.text("from")
    terms.until = invocation.text("until")
    terms.purposes = invocation.text("purposes")
    let path = invocation.text("out")
    let text = try Agreements.draft(terms, to: path, overwrites: invocation.has("force"))
    return Outcome(
      text: path.map { "\($0): answer each question, then sign it" } ?? String(text.dropLast()),
      json: String(text.dropLast())
    )
  }
}
