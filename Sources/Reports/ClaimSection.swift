import Accounting
import Arithmetic
import Lineage
import Schemas

/// The claim in plain words: what is protected, how well, and what isn't.
struct ClaimSection {
  let facts: ReportFacts

  var html: String {
    Markup.section(
      "claim",
      "What is promised",
      """
      <p class="lead">\(promise)</p>
      <p>Whatever anyone does with this release, and whatever else they know, any conclusion they
      could draw is at most <strong>\(factor)</strong> times as likely with
      \(subject)’s data in the table as \(without), except with a probability of
      <strong>\(delta)</strong>. In the field’s terms: (ε, δ)-differential privacy with
      ε&nbsp;=&nbsp;\(epsilon) and δ&nbsp;=&nbsp;\(delta), which follows from
      ρ&nbsp;=&nbsp;\(rho) in zero-concentrated differential privacy.</p>
      <div class="columns">
      <div>
      <h3>It protects</h3>
      <ul>
      <li>whether \(subject) is in the private table at all, and every value that it holds;</li>
      <li>against readers who know everything else, have any computer, and keep the release for
      ever;</li>
      <li>through everything that is made from these files: more rows, models, statistics.</li>
      </ul>
      </div>
      <div>
      <h3>It does not protect</h3>
      <ul>
      <li>what is true of people in general: a pattern is learned with or without any one of
      them;</li>
      <li>groups as well as single ones: for <var>k</var> of them together ρ grows to
      <var>k</var>²ρ;</li>
      <li>the column names, categories, bounds and bins, which are public by declaration;</li>
      <li>what other releases about the same people say: losses add up.</li>
      </ul>
      </div>
      </div>
      <p>Neighbouring tables, between which the promise holds: \(neighbours)</p>
      \(budget)
      """
    )
  }

  private var epsilon: String { Figure.exact(facts.claim.guarantee.epsilon.value) }
  private var delta: String { Figure.exact(facts.claim.guarantee.delta.value) }
  private var rho: String { Figure.exact(facts.claim.guarantee.cost.value) }

  /// e^ε, rounded up.
  private var factor: String {
    let epsilon = facts.claim.guarantee.epsilon.value
    guard epsilon <= 100 else { return "e<sup>\(Figure.exact(epsilon))</sup>" }
    let upper = Enclosure.exponential(of: epsilon, precision: 64).upper
    return upper.decimal(significantDigits: 3, .up)
  }

  private var promise: String {
    switch facts.claim.unit {
    case .row:
      "The synthetic rows would look almost the same if any one row of the private table had "
        + (facts.claim.neighbours == .addRemoveOne ? "not been there." : "been another one.")
    case .column(let name, _):
      "The synthetic rows would look almost the same if all rows of any one "
        + "<span class=\"name\">\(Markup.text(name))</span> had "
        + (facts.claim.neighbours == .addRemoveOne ? "not been there." : "been other ones.")
    }
  }

  private var subject: String {
    switch facts.claim.unit {
    case .row: "one row"
    case .column(let name, _): "one <span class=\"name\">\(Markup.text(name))</span>"
    }
  }

  private var without: String {
    facts.claim.neighbours == .addRemoveOne ? "without it" : "with anyone else’s in its place"
  }

  private var neighbours: String {
    let bound = facts.claim.unit.maximumRows
    let rows = bound == 1 ? "" : " (at most \(Figure.count(bound)) rows)"
    return switch facts.claim.neighbours {
    case .addRemoveOne: "one of them has \(subject)\(rows) that the other has not."
    case .replaceOne: "they have equally many, and differ in \(subject)\(rows)."
    }
  }

  /// The charges to the ledger against its cap.
  private var budget: String {
    let cap = facts.claim.cap
    let used = (facts.claim.cumulative.value / cap.cost.value).approximation
    let own = (facts.claim.guarantee.cost.value / cap.cost.value).approximation
    return """
      <figure class="budget">
      <svg viewBox="0 0 640 26" role="img" aria-label="\(Figure.percent(used)) of the ledger’s \
      budget is spent, \(Figure.percent(own)) by this release">
      <rect class="track" x="0" y="6" width="640" height="14" rx="2"/>
      <rect class="spent" x="0" y="6" width="\(Figure.coordinate(640 * used))" height="14" rx="2"/>
      <rect class="own" x="\(Figure.coordinate(640 * (used - own)))" y="6" \
      width="\(Figure.coordinate(640 * own))" height="14" rx="2"/>
      </svg>
      <figcaption>The ledger of the private table has spent \(Figure.percent(used)) of its cap,
      \(Figure.percent(own)) of the cap by this release. The cap is
      ε&nbsp;=&nbsp;\(Figure.exact(cap.epsilon.value)) at
      δ&nbsp;=&nbsp;\(Figure.exact(cap.delta.value)). \(LeakClass.declared.mark)</figcaption>
      </figure>
      """
  }
}
