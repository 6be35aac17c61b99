import Accounting
import Arithmetic
import Lineage
import Marginals

/// What was asked of the private table, with the noise and the price of every answer.
struct MeasurementSection {
  let facts: ReportFacts

  var html: String {
    let entries = facts.measurements.transcript.entries
    return Markup.section(
      "measured",
      "What was measured",
      """
      <p>Strategy <span class="name">\(Markup.text(facts.measurements.strategy))</span> asked
      \(Figure.count(entries.count)) questions of the private table. Every answer is a whole number
      with whole-numbered noise, and every price is part of
      \(letter)&nbsp;=&nbsp;\(Figure.exact(facts.claim.guarantee.cost.value)). Nothing else went into the
      release. \(LeakClass.measured.mark)</p>
      \(marginals)
      \(questions)
      """
    )
  }

  /// The currency of the prices.
  private var letter: String { facts.claim.guarantee.definition.letter }

  private var marginals: String {
    let rows = facts.measurements.transcript.entries.compactMap { entry -> [String]? in
      guard case .measurement(let measurement) = entry.answer else { return nil }
      let deviation = measurement.noise.approximateVariance.squareRoot()
      let error = facts.expectedError(of: measurement, on: measurement.clique)
      let merged =
        measurement.shape.isFine ? "" : " <span class=\"aside\">rare levels merged</span>"
      return [
        facts.names(measurement.clique) + merged, Figure.count(measurement.values.count),
        Figure.short(deviation), "± " + Figure.short(ReportFacts.intervalWidth * deviation),
        Self.share(facts.share(of: entry.cost)), Self.error(error),
      ]
    }
    return Markup.table(
      caption: "Noisy counts of every combination of levels",
      header: [
        "Columns", "Cells", "Noise σ", "95&nbsp;% of noise", "Share of \(letter)", "Expected error",
      ],
      numbers: [1, 2, 3, 4, 5],
      rows: rows
    )
  }

  private var questions: String {
    let rows = facts.measurements.transcript.entries.compactMap { entry -> [String]? in
      let share = Self.share(facts.share(of: entry.cost))
      switch entry.answer {
      case .measurement: return nil
      case .errors(let errors):
        let deviation = errors.noise.approximateVariance.squareRoot()
        return [
          "How far the model is from \(Figure.count(errors.cliques.count)) combinations of columns",
          "Gaussian noise, σ&nbsp;=&nbsp;\(Figure.short(deviation))", share,
        ]
      case .selection(let selection):
        return [
          "Which of \(Figure.count(selection.candidates.count)) combinations the model fits badly; "
            + "chosen: \(facts.names(selection.candidates[selection.chosen]))",
          "Exponential mechanism, η&nbsp;=&nbsp;\(Figure.short(selection.rate.approximation))",
          share,
        ]
      }
    }
    guard !rows.isEmpty else { return "" }
    return Markup.table(
      caption: "Questions that decided what to measure",
      header: ["Question", "Mechanism", "Share of \(letter)"],
      numbers: [2],
      rows: rows
    )
  }

  /// A share with a small bar.
  static func share(_ share: Double) -> String {
    let width = Figure.coordinate(48 * min(max(share, 0), 1))
    return """
      <span class="figure">\(Figure.percent(share))</span><svg class="spark" viewBox="0 0 48 8" \
      aria-hidden="true"><rect class="track" width="48" height="8" rx="1"/>\
      <rect class="own" width="\(width)" height="8" rx="1"/></svg>
      """
  }

  /// An error in total variation, which is never more than 1.
  static func error(_ error: Double) -> String {
    error < 1
      ? Figure.percent(error, places: error < 0.01 ? 2 : 1) : "<strong>drowned in noise</strong>"
  }
}
