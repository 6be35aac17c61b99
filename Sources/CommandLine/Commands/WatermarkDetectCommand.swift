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
    ],
    operands: [
      .init("SUSPECT", "a table of unknown origin: CSV with a header, or a folder of such"),
      .init("RELEASE", "the release"),
    ],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "the public key that you trust"),
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
      Command.threads,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    var recipients: Watermarks.Recipients?
    if let list = invocation.text("recipients") {
      guard let key = invocation.text("recipient-key") else {
        throw .usage("--recipients needs --recipient-key")
      }
      recipients = .init(list: list, key: key, rows: invocation.count("rows"))
    }
    let reports = try Watermarks.detect(
      invocation.required("SUSPECT"),
      release: invocation.required("RELEASE"),
      key: invocation.required("key"),
      alternatives: invocation.count("alternatives") ?? 199,
      recipients: recipients
    )
    let text = (reports.map(words) + [WatermarkReport.caution]).joined(separator: "\n")
    return Outcome(text: text, json: WatermarkReport.json(reports))
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
}
