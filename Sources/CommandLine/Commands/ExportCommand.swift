import Marginalia

/// The commands `marginalia export registry`, `export croissant` and so on: one for each document.
enum ExportCommand {
  static let commands = ReleaseExport.Kind.allCases.map(command)

  private static func command(_ document: ReleaseExport.Kind) -> Command {
    Command(
      ["export", document.rawValue],
      "print \(summary(document))",
      discussion: """
        Written again from what the release's manifest says, with its schema and measurements; the
        release holds it as \(document.file). The signature is not checked: that is what 'verify'
        does.
        """,
      examples: [.init("to stdout", "marginalia export \(document.rawValue) release/")],
      operands: [.init("FOLDER", "the release")]
    ) { invocation, console throws(MarginaliaError) in
      let export = try ReleaseExport(document, of: invocation.required("FOLDER"))
      if !export.isAsReleased, !console.manner.quiet {
        console.note("note: another version of marginalia wrote the release's \(document.file)\n")
      }
      return Outcome(text: String(export.text.dropLast()), json: export.json)
    }
  }

  private static func summary(_ document: ReleaseExport.Kind) -> String {
    switch document {
    case .registry: "a release's record for the OpenDP Deployments Registry"
    case .croissant: "a release's description for machine learning: Croissant 1.1"
    case .dcat: "a release's record for data catalogues: DCAT 3"
    case .odrl: "a release's terms for machines: ODRL 2.2"
    case .terms: "a release's terms in plain English"
    case .dictionary: "what each column of a release means"
    case .summary: "a release in plain English"
    }
  }
}
