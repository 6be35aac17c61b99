import Arithmetic
import JSON
import Lineage
import Testing

@Suite struct AcceptanceCriterionTests {
  static let all: [AcceptanceCriterion] = [
    .marginalError(attributes: ["port", "tonnage"], atMost: Rational(1, 20)),
    .workloadShare(error: Rational(1, 10), atLeast: Rational(4, 5)),
    .effectiveCount(attributes: ["port"], atLeast: 50),
  ]

  @Test(arguments: all)
  func `A criterion reads back from its JSON`(criterion: AcceptanceCriterion) {
    #expect(AcceptanceCriterion(criterion.json) == criterion)
  }

  @Test func `Decimals are exact too`() {
    let json: JSON = ["kind": "marginal-error", "attributes": ["port"], "atMost": "0.05"]
    #expect(
      AcceptanceCriterion(json) == .marginalError(attributes: ["port"], atMost: Rational(1, 20))
    )
  }

  @Test(
    arguments: [
      [:], ["kind": "beauty"], ["kind": "marginal-error", "attributes": [], "atMost": "1"],
      ["kind": "marginal-error", "attributes": ["a", 7], "atMost": "1"],
      ["kind": "marginal-error", "attributes": ["a"], "atMost": 0],
      ["kind": "marginal-error", "attributes": ["a"], "atMost": "-1"],
      ["kind": "marginal-error", "attributes": ["a"], "atLeast": "1"],
      ["kind": "marginal-error", "attributes": ["a"], "atMost": "1", "met": true],
      ["kind": "workload-share", "error": "1/10"],
      ["kind": "effective-count", "attributes": "a", "atLeast": "1"],
    ] as [JSON]
  )
  func `Anything else is no criterion`(json: JSON) {
    #expect(AcceptanceCriterion(json) == nil)
  }

  @Test func `Results are signed with the facts, and read back`() throws {
    let example = try Example(in: TemporaryFolder())
    let facts = example.manifest.facts
    let results = Self.all.enumerated().map {
      AcceptanceResult(criterion: $1, found: "share 0.\($0)", isMet: $0 == 1)
    }
    let judged = try ReleaseFacts(
      about: facts.about,
      claim: facts.claim,
      measurements: example.measurements,
      commitment: facts.inputs.commitment,
      evidence: facts.ledger,
      implementation: facts.implementation,
      acceptance: results
    )
    let manifest = try Manifest(judged, of: example.manifest.subjects)
    #expect(try Manifest(parsing: manifest.payload).facts.acceptance == results)
  }
}
