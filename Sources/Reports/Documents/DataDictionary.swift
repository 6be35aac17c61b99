import Lineage
import Marginals
import Schemas

/// What each column of the synthetic rows means, for people.
struct DataDictionary {
  let facts: ReleaseFacts
  let schema: Schema

  /// The most levels of a column that are listed here; `schema.json` has all of them.
  private static let levelLimit = 60

  /// The dictionary in Markdown.
  var text: String {
    let attributes = schema.attributes
    return """
      # Data dictionary: \(Markdown.text(facts.about[.name]))

      \(attributes.count) columns, in the order of `synthetic.csv`. All that is listed was declared \
      by a person; nothing was read off the private rows. `schema.json` says the same for programs.

      | column | type | levels | missing is written | anything else counts as |
      |---|---|---:|---|---|
      \(attributes.map(row).joined(separator: "\n"))

      \(attributes.map(section).joined(separator: "\n"))
      """
  }

  private func row(_ column: Column) -> String {
    let missing = column.missing.first.map { $0.isEmpty ? "an empty cell" : Markdown.code($0) }
    return "| \(Markdown.text(column.name)) | \(column.kind.word) | \(column.levels) | "
      + "\(missing ?? "never missing") | \(outside(column)) |"
  }

  private func outside(_ column: Column) -> String {
    switch column.outside {
    case .clamp: "the nearest bound"
    case .other(let label): "\(Markdown.code(label))"
    case .missing: "missing"
    }
  }

  private func section(_ column: Column) -> String {
    "## \(Markdown.text(column.name))\n\n\(meaning(column))\n"
  }

  private func meaning(_ column: Column) -> String {
    let missing =
      column.missing.isEmpty
      ? ""
      : " Missing where the private table has "
        + column.missing.map { $0.isEmpty ? "an empty cell" : Markdown.code($0) }
        .joined(separator: " or ") + "."
    if let labels = column.kind.labels {
      let shown = labels.prefix(Self.levelLimit).map(Markdown.code).joined(separator: ", ")
      let rest =
        labels.count > Self.levelLimit ? ", and \(labels.count - Self.levelLimit) more" : ""
      return "One of \(labels.count) texts: \(shown)\(rest).\(missing)"
    }
    guard let (scale, bins) = column.kind.ordered else { return missing }
    let range = "\(scale.text(of: bins.minimum)) to \(scale.text(of: bins.maximum))"
    let steps =
      bins.count == bins.maximum - bins.minimum + 1
      ? "every value a level of its own"
      : "in \(bins.count) bins, and spread evenly within a bin: finer detail is lost"
    return "From \(range), \(steps).\(missing)"
  }
}
