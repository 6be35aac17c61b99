import Marginalia

/// The command `marginalia verify-page`.
enum VerifyPageCommand {
  static let command = Command(
    ["verify-page"],
    "write the page that checks releases in a browser",
    discussion: """
      One file that needs no network and no program. Each release holds the same bytes as
      verify.html, but a page that came with a release may be as false as the release: give readers
      this one, or its SHA-256, by another way.
      """,
    examples: [.init("for readers", "marginalia verify-page --out verify.html")],
    options: [
      Option("out", takes: .text("FILE"), isRequired: true, "where the page goes"),
      Command.force,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let page = try VerificationPageFile(
      writingTo: invocation.required("out"),
      overwrites: invocation.has("force")
    )
    return Outcome(text: "\(page.digest)  \(page.path)", json: page.json)
  }
}
