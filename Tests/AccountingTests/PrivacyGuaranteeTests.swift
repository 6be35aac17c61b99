import Accounting
import Arithmetic
import Testing

@Suite struct PrivacyGuaranteeTests {
  @Test func `ε with δ = 0 is its own price, and needs no certificate`() throws {
    let epsilon = try #require(Epsilon("1/3"))
    let guarantee = try PrivacyGuarantee(epsilon: epsilon, delta: .zero)
    #expect(guarantee == .pure(epsilon) && guarantee.isCertified)
    #expect(guarantee.cost == .pure(epsilon) && guarantee.delta == .zero)
    #expect(guarantee.cost.rho == nil)
  }

  @Test func `ε with δ > 0 costs a ρ with its certificate`() throws {
    let (epsilon, delta) = (try #require(Epsilon("1")), try #require(Delta("1e-9")))
    let guarantee = try PrivacyGuarantee(epsilon: epsilon, delta: delta)
    #expect(guarantee.isCertified && guarantee.definition == .zeroConcentrated)
    let conversion = try ZeroConcentrated.rho(epsilon: epsilon, delta: delta)
    #expect(guarantee.cost.rho == conversion.rho)
    let lie = Conversion(
      rho: conversion.rho + conversion.rho,
      epsilon: epsilon,
      delta: delta,
      alpha: conversion.alpha
    )
    #expect(!PrivacyGuarantee.zeroConcentrated(lie).isCertified)
  }

  @Test func `a pure price says the same at any δ, and ρ says nothing at 0`() throws {
    let delta = try #require(Delta("1e-6"))
    let pure = PrivacyCost.pure(try #require(Epsilon("2")))
    #expect(try PrivacyGuarantee(pure, at: delta) == PrivacyGuarantee(pure, at: .zero))
    let half = PrivacyCost.zeroConcentrated(try #require(Rho("1/2")))
    #expect(try PrivacyGuarantee(half, at: delta).cost == half)
    #expect(throws: AccountingError.deltaTooSmall(.zero)) {
      _ = try PrivacyGuarantee(half, at: .zero)
    }
  }
}
