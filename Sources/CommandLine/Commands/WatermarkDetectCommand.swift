import Marginalia

/// The command `marginalia watermark detect`.
enum WatermarkDetectCommand {
  static let command = Command(
    ["watermark", "detect"],
    "test whether a table was made from a release, or whose sample it is",
    discussion: """
      Replays the release, and holds the table against its rows and against the rows of seeds that
      weren't used. p is the exact chance that a table of other origin ranks the release so high. The
      table may have its rows shuffled, mixed with others or cut down, and lack columns.

      With --schema and --watermark-key in place of a release, the table is tested for rows that the
      key chose ('sample --watermark-key').
      """,
    examples: [
      .init(
        "is it ours?",
        "marginalia watermark detect suspect.csv release/ --key keys/release.pub.pem"
      ),
      .init(
        "who leaked it?",
        "marginalia watermark detect suspect.csv release/ --key keys/release.pub.pem "
          + "--recipients names.txt --recipient-key recipients.key --alternatives 1999"
      ),
      .init(
        "without the release, did our watermark key choose rows of it?",
        "marginalia watermark detect suspect.csv --schema schema.json "
          + "--watermark-key watermark.key"
      ),
    ],
    operands: [
      .init("SUSPECT", "a table of unknown origin: CSV with a header, or a folder of such"),
      .init("RELEASE", isRequired: false, "the release"),
    ],
    options: [
      Option("key", takes: .text("FILE"), "the public key that you trust"),
      Option(
        "alternatives",
        takes: .count(19...1_000_000),
        "seeds to compare with (default: 199); no p is below 1/(N + 1)"
      ),
      Option("recipients", takes: .text("FILE"), "the names of those who got samples, one a line"),
      Option("recipient-key", takes: .text("FILE"), "your recipient key, a secret"),
      Option(
        "rows",
        takes: .count(1...1_000_000_000),
        "the rows of each sample, if told to 'sample'"
      ),
      Option("schema", takes: .text("FILE"), "the release's schema"),
      Option("watermark-key", takes: .text("FILE"), "your watermark key, a secret"),
      Command.threads,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    invocation.text("watermark-key") == nil
      ? try byReplay(invocation) : try byKey(invocation)
  }

  /// Holds the table against a release.
  private static func byReplay(_ invocation: Invocation) throws(MarginaliaError) -> Outcome {
    guard let release = invocation.operand("RELEASE"), let key = invocation.text("key") else {
      throw .usage("give RELEASE and --key, or --schema and --watermark-key")
    }
    guard invocation.text("schema") == nil else { throw .usage("--schema needs --watermark-key") }
    var recipients: Watermarks.Recipients?
    if let list = invocation.text("recipients") {
      guard let key = invocation.text("recipient-key") else {
        throw .usage("--recipients needs --recipient-key")
      }
      recipients = .init(list: list, key: key, rows: invocation.count("rows"))
    }
    let reports = try Watermarks.detect(
      invocation.required("SUSPECT"),
      release: release,
      key: key,
      alternatives: invocation.count("alternatives") ?? 199,
      recipients: recipients
    )
    let text = (reports.map(words) + [WatermarkReport.caution]).joined(separator: "\n")
    return Outcome(text: text, json: WatermarkReport.json(reports))
  }

  /// Tests the table for choices of a key.
  private static func byKey(_ invocation: Invocation) throws(MarginaliaError) -> Outcome {
    guard let key = invocation.text("watermark-key"), let schema = invocation.text("schema") else {
      throw .usage("--watermark-key needs --schema")
    }
    let others = ["key", "alternatives", "recipient-key", "rows"].filter {
      invocation.text($0) != nil
    }
    guard invocation.operand("RELEASE") == nil, others.isEmpty else {
      throw .usage(
        "--watermark-key tests without a release: leave out RELEASE and "
          + (others.isEmpty ? ["key"] : others).map { "--\($0)" }.joined(separator: ", ")
      )
    }
    let reports = try Watermarks.detect(
      invocation.required("SUSPECT"),
      schema: schema,
      watermarkKey: key,
      recipients: invocation.text("recipients")
    )
    let text = (reports.map(words) + [KeyedReport.caution]).joined(separator: "\n")
    return Outcome(text: text, json: KeyedReport.json(reports))
  }

  private static func words(for report: KeyedReport) -> String {
    let columns = "\(report.columns.count) of \(report.columnsOfSchema) columns"
    let lines = report.standings.map { standing in
      "  \(standing.recipient ?? "the key"): p \(shortened(standing.probability))"
        + (standing.recipient == nil
          ? ""
          : ", adjusted for \(report.standings.count) recipients p "
            + shortened(standing.adjustedProbability))
    }
    return (["\(report.suspect): \(report.rows) rows, \(columns)"] + lines)
      .joined(separator: "\n")
  }

  private static func words(for report: WatermarkReport) -> String {
    let columns = "\(report.columns.count) of \(report.columnsOfRelease) columns"
    var lines = [
      "\(report.suspect): \(report.rows) rows, \(columns)",
      "  the release: \(words(for: report.release))",
    ]
    lines += report.recipients.map { recipient in
      "  \(recipient.name): \(words(for: recipient.standing)), adjusted for "
        + "\(report.recipients.count) recipients p = \(rounded(recipient.adjustedProbability))"
    }
    return lines.joined(separator: "\n")
  }

  private static func words(for standing: WatermarkReport.Standing) -> String {
    let strength = standing.deviations.map { ", z = \(($0 * 10).rounded() / 10)" } ?? ""
    return "p = \(standing.probability)\(strength)"
  }

  private static func rounded(_ probability: Double) -> Double {
    (probability * 1e6).rounded(.up) / 1e6
  }

  /// A probability, rounded up: in thousandths, and below one as a power of ten.
  private static func shortened(_ probability: Double) -> String {
    guard probability < 0.001 else { return "= \((probability * 1000).rounded(.up) / 1000)" }
    let powers = (3...300).prefix { probability <= Double("1e-\($0)") ?? 0 }
    return "≤ 1e-\(powers.last ?? 3)"
  }
}
