import Marginalia

/// The command `marginalia ledger check-consistency`.
enum LedgerCheckConsistencyCommand {
  static let command = Command(
    ["ledger", "check-consistency"],
    "hold releases of one ledger against each other",
    discussion: """
      The ledger isn't needed: each manifest proves the ledger's earlier states to be beginnings of
      its own. Two roots for one number of records, one record in the place of another, or a history
      that lacks an earlier release show that the ledger was forked or rolled back. Exit code 5 then,
      and also where many releases lie between two, so that nothing shows the one to be the beginning
      of the other: name one between them, or ask the publisher for a proof.
      """,
    examples: [
      .init(
        "were these made from one budget?",
        "marginalia ledger check-consistency first/ second/ --key keys/release.pub.pem"
      ),
      .init(
        "with many releases between, and the publisher's proof, by 'ledger request'",
        """
        marginalia ledger check-consistency first/ last/ --proof proof.txt \\
            --key keys/release.pub.pem
        """
      ),
    ],
    operands: [
      .init("RELEASE", "a release"), .init("OTHERS", isRepeated: true, "one or more others"),
    ],
    options: TrustOptions.options(key: "key") + [
      Option(
        "proof",
        takes: .text("FILE"),
        isRepeatable: true,
        "what 'ledger request' wrote for one of them since another; may be repeated"
      )
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let report = try Audits.checkConsistency(
      of: [invocation.required("RELEASE")] + invocation.operands("OTHERS"),
      trusting: TrustOptions.keys(invocation, key: "key"),
      heeding: TrustOptions.notices(invocation),
      proofs: invocation.texts("proof")
    )
    let lines = report.releases.map {
      "  \($0.folder): the first \($0.records) records, \($0.cumulative) charged by then"
    }
    return Outcome(
      text: (["\(report.origin): \(report.releases.count) releases are consistent"] + lines)
        .joined(separator: "\n"),
      json: report.json
    )
  }
}
