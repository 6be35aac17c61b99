import Marginalia

/// The command `marginalia ledger recover`.
enum LedgerRecoverCommand {
  static let command = Command(
    ["ledger", "recover"],
    "set aside a record that a crash cut short",
    discussion: """
      Only the bytes after the last whole record are set aside, into a file beside the ledger. What
      was begun stays charged. It needs no key; with the ledger's key, a new checkpoint is signed
      that covers the recovery too.
      """,
    examples: [.init("after a power cut", "marginalia ledger recover adult.ledger")],
    operands: [.init("FILE", "the ledger")],
    options: [
      Option("key", takes: .text("FILE"), "the ledger's private key, to sign a new checkpoint")
    ] + PassphraseOptions.options(for: "key")
  ) { invocation, console throws(MarginaliaError) in
    let recovery = try Ledgers.recover(
      invocation.required("FILE"),
      key: invocation.text("key"),
      passphrases: PassphraseOptions.passphrases(for: ["key"], invocation, console)
    )
    let text =
      recovery.bytesSetAside == 0
      ? "\(recovery.path): whole, nothing to recover"
      : "\(recovery.path): \(recovery.bytesSetAside) bytes of an unfinished record set aside"
    return Outcome(text: text, json: recovery.json)
  }
}
