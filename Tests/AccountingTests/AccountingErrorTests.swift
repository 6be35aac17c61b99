import Accounting
import Testing

@Suite struct AccountingErrorTests {
  @Test func `an exceeded budget says what was asked for, up, and what is left, down`() throws {
    let error = AccountingError.budgetExceeded(
      asked: .zeroConcentrated(try #require(Rho("2/3"))),
      left: .zeroConcentrated(try #require(Rho("2/3000")))
    )
    #expect(error.description.contains("ρ = 0.666667 was asked"))
    #expect(error.description.contains("ρ = 0.000666666 is left"))
  }

  @Test func `a δ that is too small is named, with one that is not`() throws {
    let none = AccountingError.deltaTooSmall(try #require(Delta("0")))
    let tiny = AccountingError.deltaTooSmall(try #require(Delta("1e-400")))
    #expect(none.description.contains("δ = 0 ") && none.description.contains("1e-9"))
    #expect(tiny.description.contains("δ = 1e-400 ") && tiny.description.contains("1e-300"))
  }
}
