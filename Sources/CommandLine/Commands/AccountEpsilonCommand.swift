import Marginalia

/// The command `marginalia account epsilon`.
enum AccountEpsilonCommand {
  static let command = Command(
    ["account", "epsilon"],
    "the ε that ρ-zCDP gives at δ, rounded up",
    examples: [
      .init("what does ρ = 1/2 mean?", "marginalia account epsilon --rho 1/2 --delta 1e-6")
    ],
    options: [
      Option("rho", takes: .text("NUMBER"), isRequired: true, "ρ, as in 1/2 or 0.5"),
      Option("delta", takes: .text("NUMBER"), isRequired: true, "δ, as in 1e-6; above 0"),
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let account = try Accounts.epsilon(
      rho: invocation.required("rho"),
      delta: invocation.required("delta")
    )
    return Outcome(text: words(for: account), json: account.json)
  }

  /// A conversion in words.
  static func words(for account: PrivacyAccount) -> String {
    """
    ρ = \(account.approximateRho)
    ε = \(account.epsilon) at δ = \(account.delta)
    shown at α = \(account.alpha)
    """
  }
}
