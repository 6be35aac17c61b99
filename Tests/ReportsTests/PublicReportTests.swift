import Accounting
import Arithmetic
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
    #expect(links == ["claim", "measured", "columns", "errors", "verify"])
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

  @Test func `Names and labels from the schema are escaped`() {
    #expect(Self.report.contains("<h1>Harbour survey &lt;2026&gt;</h1>"))
    #expect(!Self.report.contains("<2026>"))
    #expect(Self.report.contains("<td>Stevedore &amp; crane operator, night shift</td>"))
  }

  @Test func `The expected error is the formula's`() throws {
    // 0.798 · σ · cells / (2 · total) for the first column: σ from the price, the total estimated.
    let measurements = Example.measurements()
    let first = try #require(measurements.transcript.measurements.first)
    let deviation = first.noise.approximateVariance.squareRoot()
    let error = 0.798 * deviation * 9 / (2 * 20_967)
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
