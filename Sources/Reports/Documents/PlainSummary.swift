import Lineage
import Marginals
import Schemas

/// A release in plain English: for those who decide about it and are no statisticians.
struct PlainSummary {
  let facts: ReleaseFacts
  let accuracy: Accuracy

  /// The summary in Markdown.
  var text: String {
    let about = facts.about
    let words = PlainWords(claim: facts.claim)
    return """
      # \(Markdown.text(about[.name])), version \(Markdown.text(about[.version]))

      \(Markdown.text(about[.description]))

      Published by \(Markdown.text(about.list(.curators).joined(separator: ", "))), \
      \(facts.release.date). Contact: \(Markdown.text(about[.contact])).

      ## What this is

      \(Figure.count(facts.process.rows)) rows that no person stands behind. They were drawn from a \
      model, and the model knows the private table through \(Figure.count(facts.accounting.count)) \
      noisy answers only, which are published as well (`measurements.json`).

      ## What it promises to those in the private table

      \(words.promise) That holds whatever else anyone knows, and for all time. In the field's \
      terms: \(words.price). \(words.neighbours)

      \(Markdown.text(about[.unitDetails]))

      \(unprotected)

      All releases from this ledger together have cost \(words.spent); the most they may ever cost is \
      \(words.cap).

      ## How far it can be relied on

      \(PlainSummary.reliability(accuracy))

      ## What it is for, and what it isn't

      - For: \(Markdown.text(about[.intendedUse]))
      - Not for: \(Markdown.text(about[.unsuitableUse]))
      - Terms: \(Markdown.text(about[.terms]))
      - Changes and known defects: \(Markdown.text(about[.changes]))

      ## How to check it

      With the publisher's public key, from a source other than this folder:

          marginalia verify RELEASE --key KEY.pub.pem --replay

      Without the program: `report.html` has a recipe for a shell and openssl.

      ## What nobody should read into it

      \(Markdown.points(facts.limits.map(Markdown.text)))

      """
  }

  private var unprotected: String {
    let quantities = facts.about.list(.unprotectedQuantities)
    return quantities.isEmpty
      ? "Nothing was published or kept exact beside that."
      : "Not protected, as they were published or kept exact:\n\n"
        + Markdown.points(quantities.map(Markdown.text))
  }

  /// How well the marginals of the workload are known, in a few sentences.
  static func reliability(_ accuracy: Accuracy) -> String {
    let errors = accuracy.workloadErrors
    let known = errors.compactMap { $0 }.sorted()
    let begin =
      "Tables of columns (marginals) that the release was made to get right: "
      + "\(Figure.count(errors.count)). Measured: \(Figure.count(known.count))."
    let guesses =
      known.count == errors.count
      ? ""
      : " Where nothing was measured, the release holds what follows from the rest, which may be "
        + "wrong: don't rely on it without a reason of your own."
    guard let worst = known.last else { return begin + guesses }
    return begin
      + " In half of the measured ones at most \(share(known[known.count / 2])) of the rows are "
      + "expected to stand in a wrong cell, and in the worst \(share(worst)).\(guesses) "
      + "`report.html` has each of them."
  }

  /// An error in total variation, which is never more than 1.
  static func share(_ error: Double) -> String {
    error < 1 ? Figure.percent(error, places: error < 0.01 ? 2 : 1) : "all"
  }
}
