import Marginalia

/// The command `marginalia synthesize`.
enum SynthesizeCommand {
  static let command = Command(
    ["synthesize"],
    "make a signed, differentially private synthetic copy of a table",
    discussion: """
      Reads the private table once, spends (ε, δ) of the ledger, and writes a release folder: the
      synthetic rows, the noisy measurements they come from, the model, the schema, a report and a
      signed manifest. The price is shown before anything is read, and needs your yes or --yes.
      """,
    examples: [
      .init(
        "the main job",
        """
        marginalia synthesize adult.csv --schema schema.json --ledger adult.ledger \\
            --ledger-key keys/ledger.pem --key keys/release.pem \\
            --epsilon 1 --delta 1e-9 --out release/
        """
      ),
      .init(
        "in a script: no question, one JSON object",
        """
        marginalia synthesize adult.csv --schema schema.json --ledger adult.ledger \\
            --ledger-key keys/ledger.pem --key keys/release.pem \\
            --epsilon 1 --delta 1e-9 --out release/ --yes --json
        """
      ),
    ],
    operands: [.init("FILE", "the private table: CSV (RFC 4180), UTF-8, with a header")],
    options: [
      Option("schema", takes: .text("FILE"), isRequired: true, "the public schema, vouched for"),
      Option("ledger", takes: .text("FILE"), isRequired: true, "the dataset's budget ledger"),
      Option("ledger-key", takes: .text("FILE"), isRequired: true, "the ledger's private key"),
      Option(
        "key",
        takes: .text("FILE"),
        isRequired: true,
        "the private key that signs the release"
      ),
      Option(
        "epsilon",
        takes: .text("NUMBER"),
        isRequired: true,
        "ε to spend, as in 1, 0.5 or 1/3"
      ),
      Option("delta", takes: .text("NUMBER"), isRequired: true, "δ to spend, as in 1e-9"),
      Option("out", takes: .text("FOLDER"), isRequired: true, "the release folder to make"),
      Option(
        "strategy",
        takes: .choice(SynthesisRequest.strategies),
        "which marginals are measured (default: grove)"
      ),
      Option(
        "workload",
        takes: .text("pairs|triples|FILE"),
        "the marginals that matter (default: pairs)"
      ),
      Option(
        "rows",
        takes: .count(0...1_000_000_000),
        "rows to write (default: the noisy count of the private rows)"
      ),
      Option("accept-large-epsilon", "spend an ε above 10, which hides little of a person"),
      Option("yes", "spend without asking"),
      Command.force,
      Command.threads,
    ],
    run: synthesize
  )

  private static func synthesize(
    _ invocation: Invocation,
    _ console: Console
  ) throws(MarginaliaError) -> Outcome {
    let request = self.request(invocation)
    let synthesizer = try Synthesizer(request)
    try Spending.confirm(
      synthesizer.price,
      ledger: request.ledger,
      isConsented: invocation.has("yes"),
      console
    )
    let printer = ProgressPrinter(console)
    defer { printer.endBar() }
    let release = try synthesizer.run { printer.show($0) }
    return Outcome(text: words(for: release), json: release.json)
  }

  private static func request(_ invocation: Invocation) -> SynthesisRequest {
    var request = SynthesisRequest(
      data: invocation.required("FILE"),
      schema: invocation.required("schema"),
      ledger: invocation.required("ledger"),
      ledgerKey: invocation.required("ledger-key"),
      releaseKey: invocation.required("key"),
      epsilon: invocation.required("epsilon"),
      delta: invocation.required("delta"),
      output: invocation.required("out")
    )
    if let strategy = invocation.text("strategy") { request.strategy = strategy }
    if let workload = invocation.text("workload") { request.workload = workload }
    request.rows = invocation.count("rows")
    request.overwrites = invocation.has("force")
    request.acceptsLargeEpsilon = invocation.has("accept-large-epsilon")
    return request
  }

  /// A release in words.
  static func words(for release: Release) -> String {
    """
    \(release.folder): \(release.rows) synthetic rows from \(release.marginalsMeasured) measured \
    marginals (\(release.strategy))
    privacy: ε = \(release.epsilon) at δ = \(release.delta), charged as \(release.reservation)
    files: \(release.files.joined(separator: ", "))
    """
  }
}
