import Marginalia

/// The command `marginalia agreement show`.
enum AgreementShowCommand {
  static let command = Command(
    ["agreement", "show"],
    "tell a clause in plain English",
    discussion: """
      Without --key or --trust it says nothing about who signed the clause. With them, it ends with
      exit code 5 unless all those have.
      """,
    examples: [
      .init("for those who sign it", "marginalia agreement show agreement.json"),
      .init(
        "did both sign it?",
        "marginalia agreement show agreement.dsse.json --key office.pub.pem --key institute.pub.pem"
      ),
    ],
    operands: [.init("FILE", "the clause, signed or not")],
    options: AgreementOptions.options(key: "key", trust: "trust")
  ) { invocation, _ throws(MarginaliaError) in
    let text = try Agreements.text(
      of: invocation.required("FILE"),
      signedBy: AgreementOptions.parties(invocation, key: "key", trust: "trust")
    )
    return Outcome(
      text: String(text.dropLast()),
      json: Agreements.document(text)
    )
  }
}
