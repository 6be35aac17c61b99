import Marginalia

/// The command `marginalia ledger verify`.
enum LedgerVerifyCommand {
  static let command = Command(
    ["ledger", "verify"],
    "check a ledger's chain, its checkpoint and its sums",
    examples: [.init("is the ledger whole?", "marginalia ledger verify adult.ledger")],
    operands: [.init("FILE", "the ledger")],
    options: [
      Option("key", takes: .text("FILE"), "the ledger's public key, if you have it from elsewhere")
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let ledger = try Ledgers.verify(
      invocation.required("FILE"),
      key: invocation.text("key")
    )
    return Outcome(
      text: "\(ledger.path): \(ledger.records) records verified, "
        + "ε = \(ledger.charged.epsilon) at δ = \(ledger.charged.delta) charged",
      json: ledger.json
    )
  }
}
