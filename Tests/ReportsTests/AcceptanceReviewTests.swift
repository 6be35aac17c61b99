import Arithmetic
import Foundation
import Lineage
import Marginals
import Reports
import Testing

@Suite struct AcceptanceReviewTests {
  static func results(_ criteria: [AcceptanceCriterion]) -> [AcceptanceResult] {
    AcceptanceReview.results(of: criteria, for: Example.measurements(), schema: Example.schema)
  }

  @Test func `A criterion is met from its threshold on, and not before`() throws {
    let error = try #require(Accuracy(Example.measurements()).expectedError(of: [0]))
    let exact = Rational(exactly: error)
    let less = exact - Rational(1, 1_000_000)
    let results = Self.results([
      .marginalError(attributes: ["occupation"], atMost: exact),
      .marginalError(attributes: ["occupation"], atMost: less),
      .workloadShare(error: 1000, atLeast: Rational(1, 100)),
      .workloadShare(error: 0, atLeast: Rational(1, 100)),
      .effectiveCount(attributes: ["resident"], atLeast: 1),
      .effectiveCount(attributes: ["resident"], atLeast: 1_000_000),
    ])
    #expect(results.map(\.isMet) == [true, false, true, false, true, false])
    #expect(results[0].found.hasPrefix("expected error 0."))
  }

  @Test func `What wasn't measured meets no criterion about it`() {
    let results = Self.results([
      .marginalError(attributes: ["berth", "first_call"], atMost: 1000),
      .effectiveCount(attributes: ["berth", "first_call"], atLeast: 0),
    ])
    #expect(results.map(\.isMet) == [false, false])
    #expect(results.map(\.found) == ["not measured", "not measured"])
  }

  @Test func `The report tells each criterion, and what a missed one means`() {
    let results = Self.results([
      .workloadShare(error: 1000, atLeast: Rational(1, 100)),
      .marginalError(attributes: ["age"], atMost: 0),
    ])
    let report = Example.report(acceptance: results)
    #expect(report.contains("misses 1 of 2"))
    #expect(report.contains("its charge stays"))
    #expect(report.contains("the expected error of age is at most 0"))
    #expect(!Example.report().contains("acceptance"))
  }
}
