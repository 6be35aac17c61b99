import Marginalia

/// The command `marginalia about draft`.
enum AboutDraftCommand {
  static let command = Command(
    ["about", "draft"],
    "draft the file that says what only people know of a release",
    discussion: """
      Who publishes what, for whom and on what terms can't be read off any table. The draft asks, one
      question a field; put an answer in place of each. 'synthesize' refuses to sign while one is
      blank, and says all of it in the manifest, in the registry's record and in the documents.
      """,
    examples: [.init("a file to fill in", "marginalia about draft --out about.json")],
    options: [
      Option("out", takes: .text("FILE"), "where the draft goes (default: stdout)"),
      Command.force,
    ]
  ) { invocation, _ throws(MarginaliaError) in
    let path = invocation.text("out")
    let text = try AboutFiles.draft(to: path, overwrites: invocation.has("force"))
    return Outcome(
      text: path.map { "\($0): put an answer in place of each question" }
        ?? String(text.dropLast()),
      json: String(text.dropLast())
    )
  }
}
