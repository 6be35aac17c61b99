import Marginalia

/// The command `marginalia agreement show`.
enum AgreementShowCommand {
  static let command = Command(
    ["agreement", "show"],
    "tell a clause in plain English",
    examples: [
      .init("for those who sign it", "marginalia agreement show agreement.json")
    ],
    operands: [.init("FILE", "the clause, signed or not")],
    options: [
      Option("key", takes: .text("FILE"), "a party's public key, which must have signed it")
    ]
  ) { invocation, _ throws(MarginaliaError) in
    if let key = invocation.text("key") {
      try Agreements.verify(invocation.required("FILE"), key: key)
    }
    let text = try Agreements.text(of: invocation.required("FILE"))
    return Outcome(
      text: String(text.dropLast()),
      json: Agreements.document(text)
    )
  }
}
