import Marginalia

/// The command `marginalia sample`.
enum SampleCommand {
  static let command = Command(
    ["sample"],
    "draw rows from a release for one recipient, so that a leak can be traced",
    discussion: """
      The rows come from the same measurements by a seed that only your recipient key and this
      recipient's name give. They cost no budget, and are as good as the release's own.
      """,
    examples: [
      .init(
        "rows for one of them, with the key that 'watermark key' made",
        "marginalia sample release/ --key keys/release.pub.pem --recipient berg "
          + "--recipient-key recipients.key --out berg.csv"
      )
    ],
    operands: [.init("RELEASE", "the release")],
    options: [
      Option("key", takes: .text("FILE"), isRequired: true, "the public key that you trust"),
      Option("recipient", takes: .text("NAME"), isRequired: true, "whom the rows are for"),
      Option(
        "recipient-key",
        takes: .text("FILE"),
        isRequired: true,
        "your recipient key, a secret"
      ),
      Option("out", takes: .text("FILE"), isRequired: true, "where the rows go"),
      Option("rows", takes: .count(1...1_000_000_000), "how many (default: as the release has)"),
      Command.force,
      Command.threads,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let sample = try RecipientSample(
      to: invocation.required("out"),
      of: invocation.required("RELEASE"),
      key: invocation.required("key"),
      recipient: invocation.required("recipient"),
      recipientKey: invocation.required("recipient-key"),
      rows: invocation.count("rows"),
      overwrites: invocation.has("force")
    )
    return Outcome(
      text: "\(sample.path): \(sample.rows) rows for \(sample.recipient)\n\(sample.digest)",
      json: sample.json
    )
  }
}
