import Accounting
import Arithmetic
import GraphicalModels
import Lineage
import Marginals
import Schemas

/// How it came about that these marginals were measured: each choice with what was public about it.
struct ChoiceSection {
  let facts: ReportFacts

  /// The most choices that are told one by one.
  private static let choiceLimit = 200

  /// The most marginals that are shown of each list of noisy distances.
  private static let distanceLimit = 10

  var html: String {
    Markup.section(
      "chosen",
      "What was chosen, and why",
      (choices + distances + impossible).joined(separator: "\n")
        + (isDecided
          ? "" : "<p>Nothing was chosen: the strategy measures the same for all tables.</p>")
    )
  }

  private var letter: String { facts.claim.guarantee.definition.letter }

  private var words: NoiseWords { NoiseWords(facts.claim.guarantee.definition) }

  private var isDecided: Bool { !(selections.isEmpty && purchases.isEmpty) }

  private var selections: [(selection: Selection, share: Double)] {
    facts.measurements.transcript.entries.compactMap { entry in
      guard case .selection(let selection) = entry.answer else { return nil }
      return (selection, facts.share(of: entry.cost))
    }
  }

  private var purchases: [(errors: NoisyErrors, share: Double)] {
    facts.measurements.transcript.entries.compactMap { entry in
      guard case .errors(let errors) = entry.answer else { return nil }
      return (errors, facts.share(of: entry.cost))
    }
  }

  // MARK: Exponential mechanisms

  private var choices: [String] {
    let selections = selections
    guard !selections.isEmpty else { return [] }
    let rows = selections.prefix(Self.choiceLimit).enumerated().map { position, choice in
      let selection = choice.selection
      let clique = selection.candidates[selection.chosen]
      return [
        Figure.count(position + 1), facts.names(clique),
        Figure.count(selection.candidates.count), rule(selection.terms[selection.chosen]),
        Figure.short(selection.rate.approximation), dependence(of: clique),
        MeasurementSection.share(choice.share),
      ]
    }
    let rest =
      selections.count > rows.count
      ? "<p>The first \(Figure.count(rows.count)) of \(Figure.count(selections.count)) choices.</p>"
      : ""
    return [
      """
      <p>Each line is a choice by an exponential mechanism: of all candidates the one with the
      greatest score is the likeliest, and the odds of two grow by e to the power
      η&nbsp;/&nbsp;2 for each sensitivity by which their scores differ. The scores themselves are
      counts of private rows and stay private; what else they are made of is public.
      \(reasons) What the chosen columns have to do with each other under the released model, which
      knows all measurements, is told beside: the share of rows that would have to move if they were
      independent. All candidates with their terms stand in measurements.json.
      \(LeakClass.measured.mark)</p>
      """,
      Markup.table(
        caption: "Choices, in order",
        header: [
          "No.", "Chosen", "Out of", "Score", "η", "Dependence now", "Share of \(letter)",
        ],
        numbers: [0, 2, 4, 5, 6],
        rows: rows
      ), rest,
    ]
  }

  /// What the kinds of scores that occur ask for, in words.
  private var reasons: String {
    let terms = selections.flatMap(\.selection.terms)
    var reasons: [String] = []
    let distances = terms.contains { if case .distance = $0 { true } else { false } }
    if distances {
      reasons.append(
        """
        A distance is how many rows lie elsewhere than the model of that moment expects; the penalty
        is what measuring the candidate would cost in noise or size; the weight is what the workload
        gives it. So what is chosen is what the model was most wrong about, as far as it can be
        measured.
        """
      )
    }
    if terms.contains(where: { if case .dependence = $0 { true } else { false } }) {
      reasons.append(
        """
        A dependence is how far a column’s counts, for each combination of the others, are from its
        public noisy distribution. So what is chosen is the column that the others tell most about.
        """
      )
    }
    return reasons.joined(separator: " ")
  }

  private func rule(_ terms: ScoreTerms) -> String {
    let factor = terms.weight == 1 ? "" : "\(Figure.count(terms.weight))&nbsp;· "
    switch terms {
    case .distance(_, let penalty):
      return penalty == 0
        ? "\(factor)distance" : "\(factor)(distance − \(Figure.count(penalty)))"
    case .dependence(let child, _, _):
      let name = Markup.text(facts.domain.attributes[child].name)
      return "\(factor)dependence of <span class=\"name\">\(name)</span>"
    }
  }

  /// The distance in total variation between the model's marginal and independence.
  private func dependence(of clique: Clique) -> String {
    guard clique.count > 1, facts.model.total > 0 else { return "–" }
    let joint = facts.model.expectedCounts(over: clique).map { $0 / facts.model.total }
    let singles = clique.attributes.map { attribute in
      facts.model.expectedCounts(over: Clique([attribute])).map { $0 / facts.model.total }
    }
    let product = singles.reduce([1.0]) { product, single in
      product.flatMap { share in single.map { share * $0 } }
    }
    let distance = zip(joint, product).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
    return Figure.percent(distance / 2)
  }

  // MARK: Noisy distances

  private var distances: [String] {
    purchases.enumerated().flatMap { batch, purchase -> [String] in
      let errors = purchase.errors
      let measured = measuredAfter(batch)
      let order = errors.values.indices.sorted {
        (-errors.values[$0], $0) < (-errors.values[$1], $1)
      }
      let rows = order.prefix(Self.distanceLimit).map { index in
        let clique = errors.cliques[index]
        return [
          facts.names(clique),
          Figure.percent(max(0, Double(errors.values[index])) / (2 * facts.total)),
          measured.contains(clique)
            ? "yes" : measured.contains(where: clique.isSubset) ? "within a wider one" : "no",
        ]
      }
      let kept = errors.cliques.count(where: measured.contains)
      return [
        """
        <p>Batch \(batch + 1) bought the noisy distance to the model of that moment for
        \(Figure.count(errors.cliques.count)) candidates
        (\(words.family) noise, \(words.letter)&nbsp;=&nbsp;\(Figure.short(errors.noise.size)) rows,
        \(Figure.percent(purchase.share)) of \(letter)). From these numbers alone it grew the
        set of marginals that removes most weighted error for the noise it adds, within the model’s
        size: \(Figure.count(kept)) of them were measured. \(LeakClass.measured.mark)</p>
        """,
        Markup.table(
          caption: "Batch \(batch + 1): the largest noisy distances",
          header: ["Columns", "Distance then", "Measured"],
          numbers: [1],
          rows: rows
        ),
      ]
    }
  }

  /// The cliques measured between a purchase of distances and the next one.
  private func measuredAfter(_ batch: Int) -> Set<Clique> {
    var passed = -1
    var cliques: Set<Clique> = []
    for entry in facts.measurements.transcript.entries {
      switch entry.answer {
      case .errors: passed += 1
      case .measurement(let measurement) where passed == batch: cliques.insert(measurement.clique)
      case .measurement, .selection: break
      }
    }
    return cliques
  }

  // MARK: Structural zeros

  /// What was declared impossible.
  private var impossible: [String] {
    let combinations = facts.schema.impossible
    guard !combinations.isEmpty else { return [] }
    let items = combinations.map { "<li>\(Markup.text(facts.schema.words(for: $0)))</li>" }
    return [
      """
      <p>Declared impossible by the schema, and so in no synthetic row:
      \(LeakClass.declared.mark)</p>
      <ul>
      \(items.joined(separator: "\n"))
      </ul>
      """
    ]
  }
}
