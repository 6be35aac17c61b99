import JSON
import Lineage
import Marginals

/// Acceptance criteria as a file or a clause lists them.
enum CriteriaFile {
  /// The criteria in a JSON file: `[{"kind": "workload-share", "error": "1/10", "atLeast": "1/2"}]`.
  ///
  /// - Throws: `badInput` where the file isn't of that form.
  static func criteria(at path: String) throws(MarginaliaError) -> [AcceptanceCriterion] {
    guard let list = (try? JSON(parsing: try Files.read(path)))?.array, !list.isEmpty else {
      throw malformed(path, "expected a list of criteria with at least one of them")
    }
    return try criteria(list, at: path)
  }

  /// The criteria in a list.
  static func criteria(
    _ list: [JSON],
    at place: String
  ) throws(MarginaliaError) -> [AcceptanceCriterion] {
    var criteria: [AcceptanceCriterion] = []
    for (position, element) in list.enumerated() {
      guard let criterion = AcceptanceCriterion(element) else {
        throw malformed(
          "\(place), criterion \(position + 1)",
          "expected \"kind\": \"marginal-error\" with \"attributes\" and \"atMost\", "
            + "\"workload-share\" with \"error\" and \"atLeast\", or \"effective-count\" with "
            + "\"attributes\" and \"atLeast\"; numbers as exact texts, such as \"1/20\""
        )
      }
      criteria.append(criterion)
    }
    return criteria
  }

  /// Refuses criteria about columns that the schema hasn't.
  static func check(
    _ criteria: [AcceptanceCriterion],
    in domain: Domain
  ) throws(MarginaliaError) {
    for criterion in criteria {
      let names = criterion.attributes
      guard names.isEmpty || domain.clique(named: names) != nil else {
        throw malformed(names.joined(separator: ", "), "the schema doesn't have these columns")
      }
    }
  }

  private static func malformed(_ place: String, _ message: String) -> MarginaliaError {
    .badInput(
      "the acceptance criteria can't be used",
      findings: [Finding(place: place, message: message)]
    )
  }
}
