import Accounting
import Lineage
import Marginals

/// How wrong the marginals of the workload may be, as far as the measurements say.
struct ErrorSection {
  let facts: ReportFacts

  /// The most marginals that the table of unmeasured ones shows.
  private static let rowLimit = 40

  var html: String {
    let cliques = facts.measurements.workload.queries.map(\.clique)
    let errors = cliques.map(facts.expectedError(of:))
    let known = errors.compactMap(\.self)
    let unmeasured = zip(cliques, errors).filter { $1 == nil }.map(\.0)
    return Markup.section(
      "errors",
      "How far off it may be",
      """
      <p>The error of a marginal is its distance to the private table’s in total variation: the share
      of rows that would have to move to another cell. For a measured one it is expected to be
      \(noise)&nbsp;·&nbsp;cells&nbsp;/&nbsp;(2&nbsp;·&nbsp;rows) from the noise alone;
      fitting all measurements together usually makes it smaller, and drawing whole rows adds
      little. \(LeakClass.measured.mark)</p>
      <dl class="tiles">
      <div><dt>Marginals of the workload</dt><dd>\(Figure.count(cliques.count))</dd></div>
      <div><dt>Measured, alone or within a wider one</dt>\
      <dd>\(Figure.count(known.count))</dd></div>
      <div><dt>Their mean expected error</dt><dd>\(mean(known))</dd></div>
      <div><dt>Not measured</dt><dd>\(Figure.count(unmeasured.count))</dd></div>
      </dl>
      \(FitNote(facts: facts).html)
      \(unmeasured.isEmpty ? "" : guesses(unmeasured))
      """
    )
  }

  /// The mean absolute noise of a cell.
  private var noise: String { NoiseWords(facts.claim.guarantee.definition).meanAbsolute }

  private func mean(_ errors: [Double]) -> String {
    errors.isEmpty
      ? "–" : MeasurementSection.error(errors.reduce(0) { $0 + $1 } / Double(errors.count))
  }

  /// The marginals that nothing was measured for.
  private func guesses(_ cliques: [Clique]) -> String {
    let distances = facts.noisyDistances
    let bought = cliques.compactMap { clique in
      distances[clique].map { (clique: clique, bought: $0) }
    }
    // Sorting by the distance alone would leave the order of equals to the sort.
    let order = bought.indices.sorted {
      (-bought[$0].bought.distance, $0) < (-bought[$1].bought.distance, $1)
    }
    let statement = """
      <h3>Marginals that were not measured</h3>
      <p>For \(Figure.count(cliques.count)) marginals of the workload the release holds the model’s
      guess: what follows from the measured ones if nothing more is assumed. Two columns that no
      chain of measurements connects come out independent, whatever they are in the private table.
      Do not rely on such a marginal without a reason of your own.</p>
      """
    guard !bought.isEmpty else {
      return statement + "<p>No distances were bought for them, so nothing more is known.</p>"
    }
    let shown = order.prefix(Self.rowLimit).map { index in
      let (clique, noisy) = bought[index]
      return [
        facts.names(clique), MeasurementSection.error(noisy.distance),
        "± " + Figure.percent(noisy.margin, places: 2),
      ]
    }
    let rest =
      bought.count > shown.count
      ? "<p>The \(Figure.count(shown.count)) largest of \(Figure.count(bought.count)); "
        + "all are in measurements.json.</p>" : ""
    return statement + """
      <p>For \(Figure.count(bought.count)) of them a noisy distance to the model was bought. It is
      about the model at the time it was bought; later measurements have usually made it
      smaller.</p>
      """
      + Markup.table(
        caption: "Noisy distances to the model, largest first",
        header: ["Columns", "Distance then", "95&nbsp;% of noise"],
        numbers: [1, 2],
        rows: shown
      )
      + rest
  }
}
