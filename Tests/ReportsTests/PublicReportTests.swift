import Accounting
import Arithmetic
import GraphicalModels
import Lineage
import Marginals
import Reports
import Schemas
import Testing

@Suite struct PublicReportTests {
  static let report = Example.report()

  /// The texts between `start` and the next `end`.
  static func pieces(of text: String, from start: String, to end: String) -> [Substring] {
    text.split(separator: start).dropFirst().map { $0.prefix { !end.contains($0) } }
  }

  @Test func `The report is the same text again`() {
    #expect(Example.report() == Self.report)
  }

  @Test func `Nothing is loaded, run or sent`() {
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    #expect(
      Self.report.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">")
    )
    for forbidden in [
      "<script", "http:", "https:", "src=", "url(", "@import", "<link", "<iframe", "onload",
    ] {
      #expect(!Self.report.contains(forbidden), "\(forbidden)")
    }
  }

  @Test func `Every element that is opened is closed, in order`() {
    var open: [Substring] = []
    let void: Set<Substring> = ["meta", "!DOCTYPE"]
    for piece in Self.pieces(of: Self.report, from: "<", to: ">") {
      let name = piece.prefix { !" \n/".contains($0) }
      if piece.hasPrefix("/") {
        #expect(open.popLast() == piece.dropFirst())
      } else if !piece.hasSuffix("/"), !void.contains(name) {
        open.append(name)
      }
    }
    #expect(open == [])
  }

  @Test func `Every link leads to a heading, and no anchor occurs twice`() {
    let anchors = Self.pieces(of: Self.report, from: " id=\"", to: "\"")
    #expect(Set(anchors).count == anchors.count)
    let links = Self.pieces(of: Self.report, from: "href=\"#", to: "\"")
    #expect(links == ["claim", "measured", "chosen", "columns", "errors", "verify"])
    #expect(Set(links).isSubset(of: Set(anchors)))
  }

  @Test func `Every drawing has a text for those who can't see it, and its numbers in a table`() {
    for drawing in Self.pieces(of: Self.report, from: "<svg", to: ">") {
      #expect(drawing.contains("aria-label=") || drawing.contains("aria-hidden=\"true\""))
    }
    for column in Example.schema.columns {
      #expect(Self.report.contains("<caption>Counts of \(column.name)</caption>"))
    }
  }

  @Test func `The claim is stated with all its numbers`() {
    for text in [
      "ε&nbsp;=&nbsp;1 and", "δ&nbsp;=&nbsp;10⁻⁹", "<strong>2.72</strong>", "any one row",
      "14.5\u{202F}% of its cap", "ε&nbsp;=&nbsp;4 at",
    ] {
      #expect(Self.report.contains(text), "\(text)")
    }
  }

  @Test func `At δ = 0 the claim is about ε alone, and the noise is Laplace's`() throws {
    let measurements = Example.$definition.withValue(.pure) { Example.measurements() }
    let report = Example.$definition.withValue(.pure) { Example.report(measurements) }
    for text in [
      "pure differential privacy with ε&nbsp;=&nbsp;1 and δ&nbsp;=&nbsp;0.", "without exception",
      "<strong>2.72</strong>", "ε grows to <var>k</var>ε", "50.0\u{202F}% of its cap",
      "Laplace noise, b&nbsp;=&nbsp;", "<th scope=\"col\" class=\"number\">Noise b</th>",
      "Share of ε", "expected to be\nb&nbsp;·&nbsp;cells",
    ] {
      #expect(report.contains(text), "\(text)")
    }
    for text in ["ρ", "σ", "Gaussian", "concentrated"] {
      #expect(!report.contains(text), "\(text)")
    }
    // P(|x| ≤ w) ≥ 95 % for the first column, and its mean error: b of nine cells over two totals.
    let first = try #require(measurements.transcript.measurements.first)
    guard case .discreteLaplace(let scale) = first.noise else {
      Issue.record("\(first.noise)")
      return
    }
    let width = Figure.short((scale.approximation * 2.995_732_3 - 0.5).rounded(.up))
    #expect(report.contains("± \(width)</td>"))
    let total = max(1, Model.total(of: measurements.transcript.measurements))
    let error = scale.approximation * 9 / (2 * total)
    #expect(report.contains(">\(Figure.percent(error, places: 2))</td></tr>"))
  }

  @Test func `Another unit and other neighbours are told in their own words`() {
    let schema = Schema(
      name: "visits",
      columns: Example.schema.columns,
      unit: .column(name: "ship", maximumRows: 3),
      neighbours: .replaceOne
    )
    let report = Example.report(Example.measurements(schema: schema), schema: schema)
    #expect(report.contains("all rows of any one <span class=\"name\">ship</span> had been other"))
    #expect(report.contains("(at most 3 rows)"))
    #expect(report.contains("anyone else’s in its place"))
  }

  @Test func `The loss of the fit is told, with what no loss is under`() throws {
    let model = Example.model(Example.measurements())
    let loss = try #require(model.loss)
    let gap = try #require(model.dualityGap)
    for text in [
      "<dt>Loss of the model</dt><dd>\(Figure.short(loss))</dd>",
      "<dt>Least possible loss, at least</dt><dd>\(Figure.short(loss - gap))</dd>",
      "at most</dt><dd>\(Figure.percent(gap / loss))</dd>",
    ] {
      #expect(Self.report.contains(text), "\(text)")
    }
    let section = try #require(Self.report.split(separator: "<h3>How close the model is").last)
    let note = try #require(section.split(separator: "<dl").first)
    #expect(note.contains("class=\"leak\" title=\"Computed from the paid measurements alone\""))
  }

  @Test func `Names and labels from the schema are escaped`() {
    #expect(Self.report.contains("<h1>Harbour survey &lt;2026&gt;</h1>"))
    #expect(!Self.report.contains("<2026>"))
    #expect(Self.report.contains("<td>Stevedore &amp; crane operator, night shift</td>"))
  }

  @Test func `The expected error is the formula's`() throws {
    // √(2/π) · σ · cells / (2 · total) for the first column: σ from the price, the total estimated.
    let measurements = Example.measurements()
    let first = try #require(measurements.transcript.measurements.first)
    let deviation = first.noise.approximateVariance.squareRoot()
    let error = 0.797_885 * deviation * 9 / (2 * 20_967)
    #expect(
      Self.report.contains(
        "<td class=\"number\">\(Figure.percent(error, places: 2))</td></tr>"
      )
    )
  }

  @Test func `A wide column sums levels in sequence, so that a chart stays readable`() throws {
    #expect(Self.report.contains("700 levels; each bar sums 5 levels in sequence"))
    let figure = try #require(
      Self.report.split(separator: "aria-label=\"Histogram of berth").last?
        .split(separator: "</svg>").first
    )
    #expect(figure.split(separator: "class=\"count\"").count - 1 == 140)
    let numbers = try #require(
      Self.report.split(separator: "<caption>Counts of berth").last?
        .split(separator: "</table>").first
    )
    #expect(numbers.split(separator: "<tr>").count - 1 == 141)
  }

  @Test func `Unmeasured marginals are said to be guesses, with bought distances where there are`()
  {
    #expect(Self.report.contains("For 10 marginals of the workload the release holds the model’s"))
    #expect(Self.report.contains("For 10 of them a noisy distance to the model was bought."))
    let without = Example.report(Example.measurements(distances: false))
    #expect(without.contains("No distances were bought for them, so nothing more is known."))
  }

  @Test func `Each choice is told with its candidates, the public terms of its score, and why`()
    throws
  {
    let section = try #require(
      Self.report.split(separator: "<h2 id=\"chosen\">").last?.split(separator: "</section>").first
    )
    // The fourth of fifteen pairs: weight 2, and a penalty of 4.
    #expect(section.contains("<td class=\"number\">15</td>"))
    #expect(section.contains("2&nbsp;· (distance − 4)"))
    #expect(
      section.contains("is how many rows lie elsewhere than the model of that moment expects")
    )
    #expect(!section.contains("A dependence is"))
    #expect(section.contains("Batch 1 bought the noisy distance"))
    #expect(section.contains("for\n15 candidates"))
    let none = Example.report(Example.measurements().emptied)
    #expect(none.contains("Nothing was chosen: the strategy measures the same for all tables."))
  }

  @Test func `A marginal that noise drowns is called so`() {
    let tiny = Example.report(Example.measurements(rows: 30))
    #expect(tiny.contains("drowned in noise"))
  }

  @Test func `A report about nothing measured can still be written`() {
    let none = Example.measurements().emptied
    let report = Example.report(none)
    #expect(report.contains("asked\n0 questions"))
    #expect(report.contains("not measured by itself: the model’s counts only"))
    for text in ["nan", "inf\"", "Optional"] { #expect(!report.contains(text)) }
  }

  @Test func `Every tile and section carries the class of what it gives away`() {
    let marks = Self.pieces(of: Self.report, from: "class=\"leak\" title=\"", to: "\"")
    #expect(
      Set(marks) == [
        "Public before anything was measured", "Computed from the paid measurements alone",
      ]
    )
    #expect(marks.count >= 10)
  }

  @Test func `The way to check it with openssl stands in the report, whole`() {
    #expect(Self.report.contains(Markup.text(VerificationRecipe.text)))
  }
}

extension MeasurementsFile {
  /// The same settings without any answer.
  var emptied: MeasurementsFile {
    MeasurementsFile(
      schemaDigest: schemaDigest,
      domain: domain,
      neighbours: neighbours,
      unit: unit,
      transcript: Transcript(),
      strategy: strategy,
      workload: workload,
      rowRule: .requested(10),
      inference: inference
    )
  }
}
