import Marginalia

/// The command `marginalia account compose`.
enum AccountComposeCommand {
  static let command = Command(
    ["account", "compose"],
    "the ρ and ε of a list of mechanisms, by zCDP and by their privacy losses",
    discussion: """
      The file is a JSON list of entries as in a ledger's commit record, or that record itself. Of an
      entry "mechanism" and "parameters" are needed, numbers as exact texts:
        {"mechanism":"discrete-gaussian","parameters":{"sensitivitySquared":"1","variance":"1187"}}
        {"mechanism":"exponential","parameters":{"rate":"1/50"}}
        {"mechanism":"discrete-laplace","parameters":{"scale":"10","sensitivity":"1"}}
        {"mechanism":"pure","parameters":{"epsilon":"1/10"}}
      What an entry was charged, "rho" or "epsilon", counts where it says so, else its price.
      The ε by zCDP always holds. That by privacy losses holds under the conditions that are printed;
      where an entry's "origin" is not "plan" its parameters may depend on earlier answers, and zCDP
      is told instead, unless you vouch that they don't with --parameters-fixed. At δ = 0 the ε of pure
      privacy is told, which adds up and always holds.
      """,
    examples: [
      .init("what does this list cost?", "marginalia account compose mechanisms.json --delta 1e-9"),
      .init(
        "a run whose parameters were fixed in advance",
        "marginalia account compose commit.json --delta 1e-9 --parameters-fixed"
      ),
    ],
    operands: [.init("FILE", "the list of mechanisms")],
    options: [
      Option(
        "delta",
        takes: .text("NUMBER"),
        isRequired: true,
        "δ, as in 1e-9, or 0 where nothing is Gaussian"
      ),
      Option("parameters-fixed", "vouch that no parameter depended on an answer"),
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let account = try Accounts.compose(
      invocation.required("FILE"),
      delta: invocation.required("delta"),
      parametersFixed: invocation.has("parameters-fixed")
    )
    return Outcome(text: words(for: account), json: account.json)
  }

  private static func words(for account: CompositionAccount) -> String {
    guard let certain = account.zeroConcentrated else {
      return "\(account.mechanisms) mechanisms, δ = 0\nε = \(account.lossEpsilon) by adding ε"
    }
    var lines = [
      "\(account.mechanisms) mechanisms, ρ = \(certain.approximateRho), δ = \(account.delta)",
      "ε = \(certain.epsilon) by zCDP",
    ]
    switch account.lossMethod {
    case "privacy-loss":
      lines.append("ε = \(account.lossEpsilon) by privacy losses, if")
      lines += account.conditions.map { "  * \($0)" }
    case let method:
      lines.append(
        "ε = \(account.lossEpsilon) by \(method == "pure" ? "adding ε" : "zCDP") and not by privacy "
          + "losses: \(account.lossObstacle ?? "")"
      )
    }
    if let pure = account.pureEpsilon { lines.append("ε = \(pure) at δ = 0") }
    return lines.joined(separator: "\n")
  }
}
