import Accounting
import Arithmetic
import Lineage
import Schemas

/// The claim in plain words and plain digits, as several documents say it.
struct PlainWords {
  let claim: PrivacyClaim

  /// ε in at most six digits, rounded up.
  var epsilon: String { PlainWords.decimal(claim.guarantee.epsilon.value) }

  /// δ, likewise.
  var delta: String { PlainWords.decimal(claim.guarantee.delta.value) }

  /// What the ledger may be charged in all.
  var cap: String {
    "epsilon = \(PlainWords.decimal(claim.cap.epsilon.value)) at delta = "
      + PlainWords.decimal(claim.cap.delta.value)
  }

  /// What the ledger has been charged, as a part of its cap.
  var spent: String {
    "\(PlainWords.amount(claim.cumulative)) of \(PlainWords.decimal(claim.cap.cost.value))"
  }

  /// The price of this release, as it is proved and as it is read.
  var price: String {
    switch claim.guarantee.definition {
    case .zeroConcentrated:
      "\(PlainWords.amount(claim.guarantee.cost)), read as epsilon = \(epsilon) at delta = \(delta)"
    case .pure: "epsilon = \(epsilon), with delta = 0"
    }
  }

  /// One unit: "one row", "one person_id and all of its rows, up to 3".
  var unit: String {
    switch claim.unit {
    case .row: "one row"
    case .column(let name, let bound): "one value of \(name) with all of its rows, \(bound) at most"
    }
  }

  /// What may be different between tables that the release can't tell apart.
  var neighbours: String {
    switch claim.neighbours {
    case .addRemoveOne: "Two tables are neighbours where one has \(unit) more than the other."
    case .replaceOne:
      "Two tables are neighbours where they have equally many units and differ in \(unit)."
    }
  }

  /// The promise to one unit.
  var promise: String {
    let without =
      claim.neighbours == .addRemoveOne
      ? "had not been in the private table" : "had been another one"
    let exception = claim.guarantee.delta == .zero ? "" : ", except with a probability of \(delta)"
    return "Whatever anyone concludes from this release, they would have concluded with almost the "
      + "same probability if \(unit) \(without): at most e^\(epsilon) times more or less "
      + "likely\(exception)."
  }

  /// A price: "rho = 0.5".
  static func amount(_ cost: PrivacyCost) -> String {
    "\(cost.definition.word) = \(decimal(cost.value))"
  }

  /// An exact number in at most six digits that count, rounded up.
  static func decimal(_ value: Rational) -> String { value.decimal(significantDigits: 6, .up) }

  /// What nobody may do with the rows, in a contract's words.
  static let prohibitions = [
    (
      action: "dp:reidentify", text: "to try to find out who is behind a row, or whether someone is"
    ),
    (
      action: "dp:link",
      text: "to link rows with records of people, or with other releases, for that end"
    ),
    (
      action: "dp:inferMembership",
      text: "to try to find out whether someone is in the private table"
    ),
  ]

  /// What everyone who uses the rows has to do.
  static let duties = [
    (
      action: "attribute",
      text:
        "to say, wherever rows or results are shown, that the rows are synthetic, and who made them"
    ),
    (
      action: "inform", text: "to tell the contact without delay of anyone found, and of any defect"
    ),
  ]
}
