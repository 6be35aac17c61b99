import Marginalia

/// The command `marginalia ledger show`.
enum LedgerShowCommand {
  static let command = Command(
    ["ledger", "show"],
    "show a budget and what was charged to it",
    examples: [.init("what is left?", "marginalia ledger show adult.ledger")],
    operands: [.init("FILE", "the ledger")]
  ) { invocation, _ throws(MarginaliaError) in
    let ledger = try Ledgers.show(invocation.required("FILE"))
    return Outcome(text: words(for: ledger), json: ledger.json)
  }

  /// A ledger in words.
  static func words(for ledger: LedgerSummary) -> String {
    var lines = [
      "\(ledger.path): dataset \(ledger.dataset), \(ledger.neighbours), "
        + "\(ledger.records) records, key \(ledger.key)",
      "  cap      \(words(for: ledger.cap))",
      "  charged  \(words(for: ledger.charged))",
      "  left     \(words(for: ledger.left))",
    ]
    for charge in ledger.charges {
      lines.append(
        "  reservation \(charge.reservation), \(charge.status): \(words(for: charge.loss))"
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func words(for loss: PrivacyLoss) -> String {
    "ε = \(loss.epsilon) at δ = \(loss.delta)"
      + (loss.approximateRho.map { "  (ρ ≈ \($0))" } ?? "  (pure)")
  }
}
