import Marginalia

/// The command `marginalia sample`.
enum SampleCommand {
  static let command = Command(
    ["sample"],
    "draw rows from a release that can be known again, so that a leak can be traced",
    discussion: """
      The rows come from the same measurements and cost no budget. With --recipient-key they follow
      from a seed that only this key and the recipient's name give: they are as good as the release's
      own, and known again by replaying it. With --watermark-key the key chooses among plain draws of
      the model: their counts scatter more than the release's own, but key and schema are enough to
      know them again. Draw one table with a watermark key and a name, not several.
      """,
    examples: [
      .init(
        "rows for one of them, with the key that 'watermark key' made",
        "marginalia sample release/ --key keys/release.pub.pem --recipient berg "
          + "--recipient-key recipients.key --out berg.csv"
      ),
      .init(
        "rows that are known again without the release",
        "marginalia sample release/ --key keys/release.pub.pem --watermark-key watermark.key "
          + "--out rows.csv"
      ),
    ],
    operands: [.init("RELEASE", "the release")],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "the public key that you trust"),
      Option("recipient", takes: .text("NAME"), "whom the rows are for"),
      Option("recipient-key", takes: .text("FILE"), "your recipient key, a secret"),
      Option("watermark-key", takes: .text("FILE"), "in its place: your watermark key, a secret"),
      Option("out", takes: .text("FILE"), isRequired: true, "where the rows go"),
      Option("rows", takes: .count(1...1_000_000_000), "how many (default: as the release has)"),
      Command.force,
      Command.threads,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let sample = try ReleaseSample(
      to: invocation.required("out"),
      of: invocation.required("RELEASE"),
      key: invocation.required("key"),
      mark: mark(invocation),
      rows: invocation.count("rows"),
      overwrites: invocation.has("force")
    )
    let recipient = sample.recipient.map { " for \($0)" } ?? ""
    let commitment = sample.commitment.map { "\nkey commitment \($0)" } ?? ""
    return Outcome(
      text: "\(sample.path): \(sample.rows) rows\(recipient)\n\(sample.digest)\(commitment)",
      json: sample.json
    )
  }

  private static func mark(
    _ invocation: Invocation
  ) throws(MarginaliaError) -> ReleaseSample.Mark {
    let recipient = invocation.text("recipient")
    switch (invocation.text("recipient-key"), invocation.text("watermark-key")) {
    case (let key?, nil):
      guard let recipient else { throw .usage("--recipient-key needs --recipient") }
      return .seed(recipient: recipient, key: key)
    case (nil, let key?):
      return .choices(key: key, recipient: recipient)
    case (nil, nil), (_?, _?):
      throw .usage("give one of --recipient-key and --watermark-key")
    }
  }
}
