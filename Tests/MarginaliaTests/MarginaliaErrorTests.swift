import Marginalia
import Testing

@Suite struct MarginaliaErrorTests {
  private let errors: [MarginaliaError] = [
    .usage("u"), .badInput("b", findings: []), .budgetRefused("r"),
    .verificationFailed("v", findings: []), .failure("f"), .interrupted,
  ]

  @Test func `the kinds have names of their own`() {
    #expect(
      errors.map(\.kind) == [
        "usage", "bad-input", "budget-refused", "verification-failed", "failure", "interrupted",
      ]
    )
  }

  @Test func `an error is told as one canonical object`() {
    let error = MarginaliaError.badInput(
      "two things",
      findings: [Finding(place: "a.json:1:2", message: "\"x\"")]
    )
    #expect(
      error.json(exitCode: 3) == """
        {"exitCode":3,"findings":[{"message":"\\"x\\"","place":"a.json:1:2"}],\
        "kind":"bad-input","marginalia":"error/1","message":"two things"}
        """
    )
  }

  @Test func `an error's description holds every finding`() {
    let error = MarginaliaError.verificationFailed(
      "no",
      findings: [Finding(place: "a", message: "b"), Finding(place: "", message: "c")]
    )
    #expect(error.description == "no\na: b\nc")
  }
}
