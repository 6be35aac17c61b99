import Lineage
import Marginals

/// Every column by itself: what was measured, how far the noise reaches, and what the model holds.
struct MarginalSection {
  let facts: ReportFacts

  /// The most columns that are drawn, so that the report of a very wide table can still be opened.
  private static let columnLimit = 200

  var html: String {
    let count = facts.domain.count
    let rest =
      count > Self.columnLimit
      ? "<p>The first \(Self.columnLimit) of \(Figure.count(count)) columns; the numbers of all are "
        + "in measurements.json.</p>" : ""
    let charts = (0..<min(count, Self.columnLimit)).map {
      figure(ColumnProfile(facts, attribute: $0))
    }
    return Markup.section(
      "columns",
      "Every column by itself",
      """
      <p>Bars are the noisy counts, as measured. The band around a bar’s end holds 95&nbsp;% of the
      noise: the private count is most likely within it. The upright mark is the fitted model’s
      count, which the synthetic rows follow. \(LeakClass.measured.mark)</p>
      \(rest)
      <div class="charts">
      \(charts.joined(separator: "\n"))
      </div>
      """
    )
  }

  private func figure(_ profile: ColumnProfile) -> String {
    let isTall = profile.levels.count <= (profile.isOrdered ? 12 : 24)
    let chart = isTall ? BarChart(profile).svg : Histogram(profile).svg
    let levels = "\(profile.kind), \(Figure.count(profile.size)) levels"
    let grouped =
      profile.levelsPerBar > 1
      ? "; each bar sums \(Figure.count(profile.levelsPerBar)) levels in sequence" : ""
    let unmeasured = profile.isMeasured ? "" : "; not measured by itself: the model’s counts only"
    return """
      <figure class="column">
      <figcaption><span class="name">\(Markup.text(profile.name))</span> \
      <span class="aside">\(levels)\(grouped)\(unmeasured)</span></figcaption>
      \(chart)
      <details>
      <summary>Numbers</summary>
      \(numbers(profile))
      </details>
      </figure>
      """
  }

  private func numbers(_ profile: ColumnProfile) -> String {
    Markup.table(
      caption: "Counts of \(profile.name)",
      header: ["Level", "Measured", "95&nbsp;% of noise", "Model"],
      numbers: [1, 2, 3],
      rows: profile.levels.map { level in
        [
          Markup.text(level.label), level.count.map { Figure.decimal($0, places: 0) } ?? "–",
          level.count == nil ? "–" : "± " + Figure.short(level.margin),
          Figure.decimal(level.expected, places: 0),
        ]
      }
    )
  }
}
