import CommandLine
import Marginalia
import Testing

@Suite struct ExitCodeTests {
  @Test(arguments: [
    (MarginaliaError.failure("disk"), 1), (.usage("option"), 2),
    (.badInput("schema", findings: []), 3), (.budgetRefused("cap"), 4),
    (.verificationFailed("signature", findings: []), 5), (.interrupted, 130),
  ])
  func `each kind of error has its exit code`(error: MarginaliaError, code: Int) {
    #expect(Int(ExitCode(error).rawValue) == code)
  }
}
