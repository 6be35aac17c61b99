import Accounting
import Ledger
import Lineage
import Marginalia
import Randomness
import Schemas
import Tables
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

  @Test func `an error of any module keeps its kind`() {
    let errors: [(any Error, String)] = [
      (MarginaliaError.interrupted, "interrupted"),
      (LedgerError.missing(path: "L"), "failure"),
      (
        LedgerError.budgetExceeded(asked: .zero(.zeroConcentrated), left: .zero(.zeroConcentrated)),
        "budget-refused"
      ),
      (SchemaError.invalid(file: "s", findings: [], isCut: false), "bad-input"),
      (TableError.malformed(file: "t", findings: [], isCut: false), "bad-input"),
      (
        AccountingError.budgetExceeded(
          asked: .zero(.zeroConcentrated),
          left: .zero(.zeroConcentrated)
        ), "usage"
      ),
      (RandomnessError.unavailable(code: 1), "failure"),
      (LineageError.schemaMismatch, "failure"),
    ]
    for (error, kind) in errors { #expect(MarginaliaError(error).kind == kind) }
    #expect(MarginaliaError(LineageError.schemaMismatch).message.contains("another schema"))
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
