import Cryptography
package import Ledger
import Lineage

/// A clause in plain English, for those who sign it.
package struct AgreementText {
  private let agreement: Agreement

  /// The text of a clause.
  package init(agreement: Agreement) { self.agreement = agreement }

  /// The clause in Markdown.
  package var text: String {
    let parties = agreement.parties.map {
      "**\(Markdown.text($0.name))**, the \(Markdown.text($0.role))"
    }
    let purposes = agreement.purposes.map { "\(Markdown.text(DataUse.meaning(of: $0))) (\($0))" }
    return """
      # \(Markdown.text(agreement.title))

      Between \(parties.joined(separator: " and ")).

      1. **What.** The curator releases synthetic tables and noisy measurements made from the private \
      table \(Markdown.code(agreement.dataset)), and nothing else about it.
      2. **How much.** All releases together stay within epsilon = \(agreement.epsilon) at delta = \
      \(agreement.delta), counted for \(unit). A ledger counts it and refuses what goes beyond; what \
      was spent is never given back.
      3. **When.** From \(agreement.from) until \(agreement.until), both days included, in UTC.
      4. **What for.** \(purposes.joined(separator: "; ")). For nothing else.
      5. **Forbidden.** \(joined(agreement.prohibitions))
      6. **Required.** \(joined(agreement.duties))
      7. **How good.** \(criteria)
      8. **How to check.** \(Markdown.text(agreement.checking))

      The ledger's first record quotes this clause; its SHA-256 in canonical JSON (RFC 8785) is \
      `\(agreement.digest.hex)`.

      """
  }

  private var unit: String {
    let unit =
      agreement.unit == "row"
      ? "one row"
      : "all rows of one \(Markdown.text(agreement.unit)), \(agreement.maximumRows) at most"
    return switch agreement.neighbours {
    case .addRemoveOne: "the presence of \(unit)"
    case .replaceOne: "the exchange of \(unit) for another"
    }
  }

  private func joined(_ lines: [String]) -> String {
    lines.isEmpty
      ? "Nothing beyond the law." : lines.map(Markdown.text).joined(separator: "; ") + "."
  }

  private var criteria: String {
    let criteria = agreement.criteria.compactMap(AcceptanceCriterion.init(_:))
    guard !criteria.isEmpty else { return "Nothing is agreed on." }
    return criteria.map { Markdown.text($0.description) }.joined(separator: "; ")
      + ". Tested by the noisy measurements alone; a release that misses one says so, and its charge "
      + "stays."
  }
}
