import Accounting
import Arithmetic
import Testing

@Suite struct BudgetTests {
  @Test func `a budget is spent to the last part, and no further`() throws {
    let third = try #require(Rho("1/3"))
    let total = try #require(Rho("1"))
    var budget = Budget(total: total)
    for _ in 0..<3 { try budget.spend(third) }
    #expect(budget.spent == total && budget.left == .zero)
    let dust = try #require(Rho(Rational(1, timesTwoToThe: -2000)))
    #expect(throws: AccountingError.budgetExceeded(asked: dust, left: .zero)) {
      try budget.spend(dust)
    }
    #expect(budget.spent == total)
    try budget.spend(.zero)
  }

  @Test func `a refused price leaves the budget as it was`() throws {
    var budget = Budget(total: try #require(Rho("1")))
    try budget.spend(try #require(Rho("0.75")))
    let before = budget
    let (asked, left) = (
      try #require(Rho("0.250000000000000000000000001")), try #require(Rho("1/4"))
    )
    #expect(throws: AccountingError.budgetExceeded(asked: asked, left: left)) {
      try budget.spend(asked)
    }
    #expect(budget == before)
    try budget.spend(left)
  }

  @Test func `a budget of tenths holds ten tenths, which Doubles don't`() throws {
    var budget = Budget(total: try #require(Rho("1")))
    for _ in 0..<10 { try budget.spend(try #require(Rho("0.1"))) }
    #expect(budget.left == .zero)
  }

  @Test func `tiny prices are not lost`() throws {
    let price = try #require(Rho(Rational(1, timesTwoToThe: -60)))
    var budget = Budget(total: try #require(Rho("100")))
    try budget.spend(try #require(Rho("99")))
    for _ in 0..<1024 { try budget.spend(price) }
    #expect(budget.left.value == 1 - Rational(1, timesTwoToThe: -50))
  }
}
