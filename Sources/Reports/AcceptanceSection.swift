import Lineage

/// What was declared before the run, and how the release stands to it.
struct AcceptanceSection {
  let results: [AcceptanceResult]

  /// The section; nothing where nothing was declared.
  var html: String {
    guard !results.isEmpty else { return "" }
    let unmet = results.count { !$0.isMet }
    let verdict =
      unmet == 0
      ? "The release meets all of them."
      : "<strong>The release misses \(Figure.count(unmet)) of \(Figure.count(results.count)).</strong> "
        + "It was written all the same, and its charge stays: whoever agreed on the criteria decides "
        + "whether it may be used."
    return Markup.section(
      "acceptance",
      "What it had to be good for",
      """
      <p>These criteria were written into the ledger before anything was drawn, and are tested by the
      noisy measurements alone. \(verdict) \(LeakClass.measured.mark)</p>
      \(table)
      """
    )
  }

  private var table: String {
    Markup.table(
      caption: "Acceptance criteria",
      header: ["Criterion", "Found", "Met"],
      numbers: [],
      rows: results.map {
        [
          Markup.text($0.criterion.description), Markup.text($0.found),
          $0.isMet ? "yes" : "<strong>no</strong>",
        ]
      }
    )
  }
}
