import Marginalia

/// The command `marginalia demo`.
enum DemoCommand {
  static let command = Command(
    ["demo"],
    "run the whole path on the bundled census sample, and verify it",
    discussion: """
      Makes keys, a ledger and a release of UCI Adult (48,842 rows) at ε = 1, then verifies the
      release, replay included. Spends from its own ledger only.
      """,
    examples: [
      .init("from the repository", "marginalia demo"),
      .init("again", "marginalia demo --force"),
    ],
    options: [
      Option(
        "data",
        takes: .text("FOLDER"),
        "where the sample and its papers lie (default: \(Demo.dataFolder))"
      ),
      Option("out", takes: .text("FOLDER"), "where all goes (default: \(Demo.outputFolder))"),
      Command.force,
      Command.threads,
    ]
  ) { invocation, console throws(MarginaliaError) in
    let demo = Demo(
      data: invocation.text("data"),
      output: invocation.text("out") ?? Demo.outputFolder,
      overwrites: invocation.has("force")
    )
    let printer = ProgressPrinter(console)
    defer { printer.endBar() }
    let result = try demo.run { printer.show($0) }
    return Outcome(text: words(for: result), json: result.json)
  }

  private static func words(for result: DemoResult) -> String {
    let folder = result.release.folder
    return """
      \(SynthesizeCommand.words(for: result.release))
      verified: \(result.verification.checks.count) checks hold, replay to the last byte among them

      Now look at
        \(folder)/report.html          what was measured, with its noise: open it in a browser
        \(folder)/synthetic.csv        rows of nobody
        \(folder)/measurements.json    all that was learnt from the private rows
        marginalia ledger show \(result.ledger)
        marginalia verify \(folder) --key \(result.publicKey) --replay
      """
  }
}
