import Marginalia

/// The command `marginalia schema check`.
enum SchemaCheckCommand {
  static let command = Command(
    ["schema", "check"],
    "check a schema, and show the size of each column",
    discussion: """
      With --data, also counts the cells that are missing or outside the declaration. Those counts
      are read from private rows without noise: keep that output to yourself.
      """,
    examples: [
      .init("is the schema right?", "marginalia schema check schema.json"),
      .init(
        "does it fit the table? (private output)",
        "marginalia schema check schema.json --data adult.csv"
      ),
    ],
    operands: [.init("FILE", "the schema, or an mbi domain file")],
    options: [Option("data", takes: .text("FILE"), "a private table to hold against the schema")]
  ) { invocation, console throws(MarginaliaError) in
    let data = invocation.text("data")
    if data != nil, !console.manner.quiet {
      console.note("note: the counts below are exact and private; don't publish them\n")
    }
    let summary = try SchemaFiles.check(invocation.required("FILE"), data: data)
    return Outcome(text: words(for: summary), json: summary.json)
  }

  private static func words(for summary: SchemaSummary) -> String {
    var lines = [
      "\(summary.name): \(summary.columns.count) columns, one \(summary.unit) is protected, "
        + "\(summary.neighbours)"
    ]
    for column in summary.columns {
      var line = "  \(column.name): \(column.kind), \(column.levels) levels"
      if let fit = column.fit {
        line +=
          "; cells missing \(fit.missing), outside \(fit.outside), "
          + "unreadable \(fit.unreadable)"
      }
      lines.append(line)
    }
    lines += summary.impossible.map { "  impossible: \($0)" }
    if !summary.unvouched.isEmpty {
      lines.append(
        "not vouched for: \(summary.unvouched.joined(separator: ", ")); "
          + "'synthesize' refuses this schema until a person has"
      )
    }
    return lines.joined(separator: "\n")
  }
}
