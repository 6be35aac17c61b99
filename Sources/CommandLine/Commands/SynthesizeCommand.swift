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
        marginalia synthesize adult.csv --schema schema.json --about about.json \\
            --ledger adult.ledger --ledger-key keys/ledger.pem --key keys/release.pem \\
            --epsilon 1 --delta 1e-9 --out release/
        """
      ),
      .init(
        "in a script: no question, one JSON object",
        """
        marginalia synthesize adult.csv --schema schema.json --about about.json \\
            --ledger adult.ledger --ledger-key keys/ledger.pem --key keys/release.pem \\
            --epsilon 1 --delta 1e-9 --out release/ --yes --json
        """
      ),
    ],
    operands: [.init("FILE", "the private table: CSV (RFC 4180), UTF-8, with a header")],
    options: [
      Option("schema", takes: .text("FILE"), isRequired: true, "the public schema, vouched for"),
      Option(
        "about",
        takes: .text("FILE"),
        isRequired: true,
        "what only people know of the release; see 'about draft'"
      ),
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
      Option(
        "delta",
        takes: .text("NUMBER"),
        isRequired: true,
        "δ to spend, as in 1e-9, or 0 from a ledger with δ = 0"
      ),
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
      Option(
        "model-size",
        takes: .count(1...1_000_000),
        "MiB of the model: larger is closer, slower (default: \(defaultModelSizes))"
      ),
      Option(
        "memory",
        takes: .count(1...1_000_000_000),
        "MiB that the run may use, or it is refused (default: the machine's)"
      ),
      Option("accept-large-epsilon", "spend an ε above 10, which hides little of a person"),
      Option(
        "purpose",
        takes: .text("CODE"),
        "what it is for, as in DUO:0000042; asked by a ledger under an agreement"
      ),
      Option(
        "criteria",
        takes: .text("FILE"),
        "acceptance criteria beside the agreement's; exit 6 where one is missed"
      ),
      Option(
        "self-audit",
        takes: .text("FILE"),
        "a report of 'audit --self --json' on this machine, for the manifest"
      ),
      Option("yes", "spend without asking"),
      Command.force,
      Command.threads,
    ] + PassphraseOptions.options(for: "key") + PassphraseOptions.options(for: "ledger-key"),
    run: synthesize
  )

  /// The model's tables are of Doubles.
  private static let cellsPerMebibyte = (1 << 20) / MemoryLayout<Double>.size

  /// What each strategy takes unless told otherwise, those that take the same together.
  private static var defaultModelSizes: String {
    let sizes = SynthesisRequest.strategies.map { name in
      (name, (SynthesisRequest.defaultModelCells(of: name) ?? 0) / cellsPerMebibyte)
    }
    let usual = sizes.map(\.1).min() ?? 0
    let larger = sizes.filter { $0.1 > usual }.map { "\($0.0) \($0.1), " }
    return larger.joined() + "else \(usual)"
  }

  private static func synthesize(
    _ invocation: Invocation,
    _ console: Console
  ) throws(MarginaliaError) -> Outcome {
    var request = self.request(invocation)
    request.passphrases = PassphraseOptions.passphrases(
      for: ["key", "ledger-key"],
      invocation,
      console
    )
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
    if !release.meetsCriteria {
      let unmet = release.criteria.filter { !$0.isMet }
      let lines = unmet.map { "  missed: \($0.declared); found: \($0.found)\n" }
      console.note(
        "the release was written and its charge stays, but it misses what was agreed on:\n"
          + lines.joined()
      )
    }
    return Outcome(
      text: words(for: release),
      json: release.json,
      exitCode: release.meetsCriteria ? .done : .criteriaNotMet
    )
  }

  private static func request(_ invocation: Invocation) -> SynthesisRequest {
    var request = SynthesisRequest(
      data: invocation.required("FILE"),
      schema: invocation.required("schema"),
      about: invocation.required("about"),
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
    request.modelCells = invocation.count("model-size").map { $0 * cellsPerMebibyte }
    request.purpose = invocation.text("purpose")
    request.criteria = invocation.text("criteria")
    request.selfAudit = invocation.text("self-audit")
    request.memory = invocation.count("memory").map { $0 << 20 }
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
