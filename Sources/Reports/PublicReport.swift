import Accounting
package import GraphicalModels
package import Lineage
package import Schemas

/// The report that goes out with a release: one HTML file that needs nothing else.
///
/// It is written from public values only, so it costs no privacy. It has no script, loads nothing,
/// and says the same to a screen reader, on paper and on a screen. Its bytes depend on its arguments
/// alone: no clock, no place, no language of the machine.
package enum PublicReport {
  /// The bytes of the file.
  ///
  /// - Parameters:
  ///   - measurements: every output of a mechanism.
  ///   - model: the model that was fitted to them.
  ///   - schema: what the levels mean.
  ///   - claim: what is guaranteed.
  ///   - acceptance: the criteria that were declared, each with what was found.
  /// - Returns: UTF-8 text.
  /// - Precondition: model and schema have the measurements' domain.
  /// - Complexity: O(levels + workload · measurements).
  package static func html(
    measurements: MeasurementsFile,
    model: Model,
    schema: Schema,
    claim: PrivacyClaim,
    acceptance: [AcceptanceResult] = []
  ) -> [UInt8] {
    precondition(
      schema.domain == measurements.domain && model.domain == measurements.domain,
      "a report about another table"
    )
    let facts = ReportFacts(
      measurements: measurements,
      model: model,
      schema: schema,
      claim: claim
    )
    let title = "\(Markup.text(schema.name)): a synthetic table"
    let page = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(title)</title>
      <style>
      \(StyleSheet.text)
      </style>
      </head>
      <body>
      \(header(facts, hasCriteria: !acceptance.isEmpty))
      <main>
      \(ClaimSection(facts: facts).html)\(AcceptanceSection(results: acceptance).html)\
      \(MeasurementSection(facts: facts).html)\(ChoiceSection(facts: facts).html)\
      \(MarginalSection(facts: facts).html)\(ErrorSection(facts: facts).html)\
      \(VerificationSection().html)</main>
      <footer>Written by marginalia from measurements.json, schema.json and the claim alone; nothing
      on this page was computed from private rows.</footer>
      </body>
      </html>

      """
    return [UInt8](page.utf8)
  }

  /// Nothing may be loaded, sent or run.
  ///
  /// - Source: Content Security Policy Level 3, section 6.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

  private static func header(_ facts: ReportFacts, hasCriteria: Bool) -> String {
    let guarantee = facts.claim.guarantee
    let isRequested = facts.measurements.rowRule != .noisyTotal
    let rowMark = isRequested ? LeakClass.declared.mark : LeakClass.measured.mark
    let unit = facts.claim.unit.maximumRows == 1 ? "row" : "unit"
    return """
      <header>
      <p class="eyebrow">Differentially private synthetic data</p>
      <h1>\(Markup.text(facts.schema.name))</h1>
      <p class="lead">A table of synthetic rows in the shape of a private one, what it promises to
      the people in the private table, and how far it can be relied on.</p>
      <dl class="tiles">
      <div><dt>ε, privacy loss per \(unit) \(LeakClass.declared.mark)</dt>\
      <dd>\(Figure.exact(guarantee.epsilon.value))</dd></div>
      <div><dt>δ, chance of a greater loss \(LeakClass.declared.mark)</dt>\
      <dd>\(Figure.exact(guarantee.delta.value))</dd></div>
      <div><dt>synthetic rows \(rowMark)</dt>\
      <dd>\(Figure.count(facts.measurements.rows))</dd></div>
      <div><dt>private rows, estimated \(LeakClass.measured.mark)</dt>\
      <dd>\(Figure.decimal(facts.total, places: 0))\
      <small>±\u{202F}\(Figure.short(facts.totalMargin))</small></dd></div>
      </dl>
      <nav aria-label="Sections"><a href="#claim">Promise</a>\
      \(hasCriteria ? "<a href=\"#acceptance\">Criteria</a>" : "")<a href="#measured">Measurements</a>\
      <a href="#chosen">Choices</a><a href="#columns">Columns</a><a href="#errors">Errors</a>\
      <a href="#verify">Checking</a></nav>
      </header>
      """
  }
}
