import Marginalia

/// The command `marginalia account rho`.
enum AccountRhoCommand {
  static let command = Command(
    ["account", "rho"],
    "the greatest ρ that is shown to give (ε, δ), rounded down",
    examples: [.init("what may be spent?", "marginalia account rho --epsilon 1 --delta 1e-9")],
    options: [
      Option("epsilon", takes: .text("NUMBER"), isRequired: true, "ε, as in 1"),
      Option("delta", takes: .text("NUMBER"), isRequired: true, "δ, as in 1e-9; above 0"),
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let account = try Accounts.rho(
      epsilon: invocation.required("epsilon"),
      delta: invocation.required("delta")
    )
    return Outcome(text: AccountEpsilonCommand.words(for: account), json: account.json)
  }
}
