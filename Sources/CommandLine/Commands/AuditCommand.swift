import Marginalia

/// The command `marginalia audit`: a ledger with its releases, or this program itself.
enum AuditCommand {
  static let command = Command(
    ["audit"],
    "recompute a ledger's budget and hold releases against it, or check this program",
    discussion: """
      With a ledger: reads its lines by code that neither charges nor refuses, adds up what was
      charged, and reports all that is wrong: broken rules, a rollback, a fork, a release that the
      ledger doesn't hold or that contradicts another. Any finding ends with exit code 5.

      With --self: draws live noise and holds it against its law, bounds ε from below by what the
      door answers with one row and without it, and compares what every strategy is granted with what
      a scratch ledger charges. Touches no private data and no ledger of yours. An honest program
      fails one run in a hundred million.
      """,
    examples: [
      .init("is the budget what it says?", "marginalia audit adult.ledger"),
      .init(
        "and are these releases of it?",
        """
        marginalia audit adult.ledger release-1/ release-2/ --key keys/ledger.pub.pem \\
            --release-key keys/release.pub.pem
        """
      ),
      .init(
        "by the agreement's own list of signers, and what was revoked since",
        """
        marginalia audit adult.ledger release-1/ release-2/ --trust trust.json \\
            --revocations revocation.json
        """
      ),
      .init("before trusting a machine", "marginalia audit --self"),
      .init("longer and sharper", "marginalia audit --self --samples 1000000"),
    ],
    operands: [
      .init("LEDGER", isRequired: false, "the ledger"),
      .init("RELEASE", isRequired: false, isRepeated: true, "releases that it paid for"),
    ],
    options: [
      Option("key", takes: .text("FILE"), "the ledger's public key, if you have it from elsewhere")
    ] + TrustOptions.options(key: releaseKey) + [
      Option("self", "audit this program"),
      Option(
        "samples",
        takes: .count(1_000...10_000_000),
        "draws of each statistical check of --self (default: \(SelfAudit.defaultSamples))"
      ),
      Command.threads,
    ]
  ) { invocation, console throws(MarginaliaError) in
    switch (invocation.operand("LEDGER"), invocation.has("self")) {
    case (let ledger?, false):
      let report = try Audits.audit(
        ledger,
        key: invocation.text("key"),
        releases: invocation.operands("RELEASE"),
        trusting: trusted(invocation),
        heeding: TrustOptions.notices(invocation)
      )
      return Outcome(text: words(for: report), json: report.json)
    case (nil, true):
      let printer = ProgressPrinter(console)
      defer { printer.endBar() }
      let report = try SelfAudit.run(
        samples: invocation.count("samples") ?? SelfAudit.defaultSamples
      ) { printer.show($0) }
      return Outcome(text: words(for: report), json: report.json)
    default:
      throw .usage(
        "what should be audited? marginalia audit LEDGER, or marginalia audit --self for this program"
      )
    }
  }

  private static let releaseKey = "release-key"

  /// Whom the releases' signatures are held against; nil where there is no release.
  private static func trusted(_ invocation: Invocation) throws(MarginaliaError) -> TrustedKeys? {
    guard invocation.operands("RELEASE").isEmpty else {
      return try TrustOptions.keys(invocation, key: releaseKey)
    }
    for option in TrustOptions.options(key: releaseKey) where invocation.has(option.name) {
      throw .usage("--\(option.name) is about releases, and none is named")
    }
    return nil
  }

  /// A ledger's sums in words, a line for each charge and each release.
  static func words(for report: AuditReport) -> String {
    var lines = [
      "\(report.path): \(report.lines) records hold up",
      "  cap      ε = \(report.cap.epsilon) at δ = \(report.cap.delta)",
      "  charged  ε = \(report.charged.epsilon), recomputed",
    ]
    for charge in report.charges {
      lines.append(
        "  reservation \(charge.reservation), \(charge.stage): ε = \(charge.loss.epsilon)"
          + (charge.account.map { words(for: $0) } ?? "")
      )
    }
    for release in report.releases {
      lines.append(
        "  \(release.folder): made from the first \(release.records) records, "
          + "\(release.cumulative) charged by then"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// What a commit's entries cost by themselves.
  private static func words(for account: CompositionAccount) -> String {
    account.lossMethod == "privacy-loss"
      ? "; its \(account.mechanisms) entries ε = \(account.lossEpsilon) by privacy losses"
      : "; by zCDP and not by privacy losses: \(account.lossObstacle ?? "")"
  }

  /// The checks as a table, a line each.
  static func words(for report: SelfAuditReport) -> String {
    let width = report.checks.map(\.name.count).max() ?? 0
    let lines = report.checks.map { check in
      let name = check.name + String(repeating: " ", count: width - check.name.count)
      return "  ok    \(name)  \(check.found); claimed: \(check.claim)"
    }
    return (lines + ["\(report.checks.count) checks hold, on \(report.samples) samples each"])
      .joined(separator: "\n")
  }
}
