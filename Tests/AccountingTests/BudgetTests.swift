import Accounting
import Arithmetic
import Testing

@Suite struct BudgetTests {
  private func cost(_ value: Rational, _ definition: PrivacyDefinition) throws -> PrivacyCost {
    try #require(PrivacyCost(value, under: definition))
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `a budget is spent to the last part, and no further`(
    definition: PrivacyDefinition
  ) throws {
    let total = try cost(1, definition)
    var budget = Budget(total: total)
    for _ in 0..<3 { try budget.spend(try cost(Rational(1, 3), definition)) }
    #expect(budget.spent == total && budget.left == .zero(definition))
    let dust = try cost(Rational(1, timesTwoToThe: -2000), definition)
    #expect(throws: AccountingError.budgetExceeded(asked: dust, left: .zero(definition))) {
      try budget.spend(dust)
    }
    #expect(budget.spent == total)
    try budget.spend(.zero(definition))
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `a refused price leaves the budget as it was`(definition: PrivacyDefinition) throws {
    var budget = Budget(total: try cost(1, definition))
    try budget.spend(try cost(Rational(3, 4), definition))
    let before = budget
    let left = try cost(Rational(1, 4), definition)
    let asked = try cost(left.value + Rational(1, timesTwoToThe: -90), definition)
    #expect(throws: AccountingError.budgetExceeded(asked: asked, left: left)) {
      try budget.spend(asked)
    }
    #expect(budget == before)
    try budget.spend(left)
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `a budget of tenths holds ten tenths, which Doubles don't`(
    definition: PrivacyDefinition
  ) throws {
    var budget = Budget(total: try cost(1, definition))
    for _ in 0..<10 { try budget.spend(try cost(Rational(1, 10), definition)) }
    #expect(budget.left == .zero(definition))
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `tiny prices are not lost`(definition: PrivacyDefinition) throws {
    let price = try cost(Rational(1, timesTwoToThe: -60), definition)
    var budget = Budget(total: try cost(100, definition))
    try budget.spend(try cost(99, definition))
    for _ in 0..<1024 { try budget.spend(price) }
    #expect(budget.left.value == 1 - Rational(1, timesTwoToThe: -50))
  }

  @Test func `a price in the other currency ends the program`() async {
    await #expect(processExitsWith: .failure) {
      var budget = Budget(total: .zero(.pure))
      try budget.spend(.zero(.zeroConcentrated))
    }
    await #expect(processExitsWith: .success) {
      var budget = Budget(total: .zero(.pure))
      try budget.spend(.zero(.pure))
    }
  }
}
