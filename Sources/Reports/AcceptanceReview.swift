import Arithmetic
package import Lineage
import Marginals
package import Schemas

/// How a release stands to what was declared before it was made.
package enum AcceptanceReview {
  /// Tests criteria by the noisy measurements alone.
  ///
  /// What wasn't measured has no expected error, so no criterion about it is met.
  ///
  /// - Precondition: the criteria name attributes of the measurements' domain.
  /// - Complexity: O(criteria · cells of all measurements).
  package static func results(
    of criteria: [AcceptanceCriterion],
    for measurements: MeasurementsFile,
    schema: Schema
  ) -> [AcceptanceResult] {
    let accuracy = Accuracy(measurements)
    return criteria.map { criterion in
      switch criterion {
      case .marginalError(let names, let most):
        let error = accuracy.expectedError(of: clique(names, in: accuracy.domain))
        return AcceptanceResult(
          criterion: criterion,
          found: error.map { "expected error \(digits($0))" } ?? notMeasured,
          isMet: error.map { $0 <= most.approximation } ?? false
        )
      case .workloadShare(let error, let least):
        let share = accuracy.workloadShare(within: error.approximation)
        return AcceptanceResult(
          criterion: criterion,
          found: "share \(digits(share))",
          isMet: share >= least.approximation
        )
      case .effectiveCount(let names, let least):
        let count = accuracy.leastEffectiveCount(
          of: clique(names, in: accuracy.domain),
          undeclared: schema.attributes.map(undeclaredLevels)
        )
        return AcceptanceResult(
          criterion: criterion,
          found: count.map { "least effective count \(digits($0))" } ?? notMeasured,
          isMet: count.map { $0 >= least.approximation } ?? false
        )
      }
    }
  }

  private static let notMeasured = "not measured"

  /// The levels of missing cells and of texts that the column doesn't list.
  private static func undeclaredLevels(_ column: Column) -> [Int] {
    let other = column.otherCode.flatMap { $0 == column.kind.labels?.count ? $0 : nil }
    return [other, column.missingCode].compactMap { $0 }
  }

  private static func clique(_ names: [String], in domain: Domain) -> Clique {
    guard let clique = domain.clique(named: names) else {
      preconditionFailure("a criterion about columns that the schema hasn't")
    }
    return clique
  }

  /// A number in four digits that count, rounded down.
  private static func digits(_ value: Double) -> String {
    Rational(exactly: value).decimal(significantDigits: 4, .down)
  }
}
