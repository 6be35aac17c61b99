import Marginalia

/// The command `marginalia watermark key`.
enum WatermarkKeyCommand {
  static let command = Command(
    ["watermark", "key"],
    "make the secret that samples of a release can be known again by",
    discussion: """
      As a recipient key one serves all releases and recipients; for keyed rows make one a release.
      Who has it can tell whose a sample is, and make samples in anyone's name; without it no leak can
      be traced.
      """,
    examples: [.init("once", "marginalia watermark key --out recipients.key")],
    options: [Option("out", takes: .text("FILE"), isRequired: true, "where the key goes")]
  ) { invocation, _ throws(MarginaliaError) in
    let path = invocation.required("out")
    try RecipientKeys.generate(at: path)
    return Outcome(
      text: "\(path): keep it secret, and keep it",
      json: "{\"marginalia\":\"recipient-key/1\"}"
    )
  }
}
