import Marginalia

/// The command `marginalia ledger check-consistency`.
enum LedgerCheckConsistencyCommand {
  static let command = Command(
    ["ledger", "check-consistency"],
    "hold releases of one ledger against each other",
    discussion: """
      The ledger isn't needed: each manifest proves the ledger's earlier states to be beginnings of
      its own. Two roots for one number of records, one record in the place of another, or a history
      that lacks an earlier release show that the ledger was forked or rolled back. Exit code 5 then.
      """,
    examples: [
      .init(
        "were these made from one budget?",
        "marginalia ledger check-consistency first/ second/ --key keys/release.pub.pem"
      )
    ],
    operands: [
      .init("RELEASE", "a release"), .init("OTHERS", isRepeated: true, "one or more others"),
    ],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "the public key that signed them")
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let report = try Audits.checkConsistency(
      of: [invocation.required("RELEASE")] + invocation.operands("OTHERS"),
      releaseKey: invocation.required("key")
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
