import Marginalia

/// The command `marginalia audit --self`.
enum AuditSelfCommand {
  static let command = Command(
    ["audit"],
    "check this program's own noise and bookkeeping on this machine",
    discussion: """
      Draws live noise and holds it against its law, bounds ε from below by what the door answers
      with one row and without it, and compares what every strategy is granted with what a scratch
      ledger charges. Touches no private data and no ledger of yours. A check that does not hold
      ends with exit code 5; an honest program fails one run in a hundred million.
      """,
    examples: [
      .init("before trusting a machine", "marginalia audit --self"),
      .init("longer and sharper", "marginalia audit --self --samples 1000000"),
    ],
    options: [
      Option("self", "audit this program, the only thing that can be audited so far"),
      Option(
        "samples",
        takes: .count(1_000...10_000_000),
        "draws of each statistical check (default: \(SelfAudit.defaultSamples))"
      ),
      Command.threads,
    ]
  ) { invocation, console throws(MarginaliaError) in
    guard invocation.has("self") else {
      throw .usage("what should be audited? marginalia audit --self checks this program")
    }
    let printer = ProgressPrinter(console)
    defer { printer.endBar() }
    let report = try SelfAudit.run(
      samples: invocation.count("samples") ?? SelfAudit.defaultSamples
    ) { printer.show($0) }
    return Outcome(text: words(for: report), json: report.json)
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
