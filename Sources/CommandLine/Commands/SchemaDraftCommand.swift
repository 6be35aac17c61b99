import Marginalia

/// The command `marginalia schema draft`.
enum SchemaDraftCommand {
  static let command = Command(
    ["schema", "draft"],
    "draft a schema for a person to vouch for",
    discussion: """
      Guesses each column's type, categories and bounds from the private rows, so the draft is
      private too. Every guess is marked "vouched": false. Replace it by what is known without the
      data (a codebook, a form), then set the mark to true; 'synthesize' refuses a schema while one
      is false.
      """,
    examples: [.init("a first draft", "marginalia schema draft adult.csv --out draft.json")],
    operands: [.init("FILE", "the private table: CSV with a header")],
    options: [
      Option("out", takes: .text("FILE"), "where the draft goes (default: stdout)"),
      Command.force,
    ]
  ) { invocation, console throws(MarginaliaError) in
    let draft = try SchemaFiles.draft(
      of: invocation.required("FILE"),
      to: invocation.text("out"),
      overwrites: invocation.has("force")
    )
    if !console.manner.quiet {
      console.note("note: the draft was read from private rows; vouch for each line\n")
    }
    let text = draft.path.map { "\($0): \(draft.columns) columns to vouch for" }
    return Outcome(text: text ?? draft.text, json: draft.json)
  }
}
