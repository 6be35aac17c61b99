import Accounting
import Arithmetic
import Testing

@Suite struct PrivacyCostTests {
  private func cost(_ text: String, _ definition: PrivacyDefinition) throws -> PrivacyCost {
    let value = try #require(Rational(text))
    return try #require(PrivacyCost(value, under: definition))
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `prices are exact, ordered as their values are, and add up`(
    definition: PrivacyDefinition
  ) throws {
    #expect(PrivacyCost(-1, under: definition) == nil)
    let (less, more) = (try cost("0.333", definition), try cost("1/3", definition))
    #expect(less < more && less + less > more && less.definition == definition)
    var sum = less
    sum += more
    #expect(sum.value == Rational(1999, 3000) && sum.remainder(after: more) == less)
    #expect(more.description == "\(definition.word) 1/3")
    #expect(more.decimal(significantDigits: 4) == "\(definition.letter) = 0.3334")
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `shares add up to no more than the whole, and to little less`(
    definition: PrivacyDefinition
  ) throws {
    let total = try cost("0.0149730576735885", definition)
    for weights in [[1], [1, 1, 1], [0.1, 0.2, 0.7], [3, 0, 5e-9], [1e300, 1e300, 1e-300]] {
      let shares = total.shares(weights)
      let sum = shares.reduce(.zero(definition), +)
      #expect(shares.count == weights.count && sum <= total)
      let grid = total.value * Rational(1, timesTwoToThe: -32)
      #expect(total.value - sum.value < grid * Rational(weights.count))
      #expect(shares.allSatisfy { ($0.value / grid).denominator == 1 })
    }
    #expect(total.shares([2, 2]).map(\.value) == [total.value / 2, total.value / 2])
    #expect(total.shares([3, 0])[1] == .zero(definition))
    #expect(PrivacyCost.zero(definition).shares([1, 2]).allSatisfy { $0.value.isZero })
  }

  @Test func `shares of a dyadic budget stay dyadic`() throws {
    let total = try PrivacyGuarantee(
      epsilon: try #require(Epsilon("1")),
      delta: try #require(Delta("1e-9"))
    ).cost
    for share in total.shares([0.15, 0.35, 0.5, 1.0 / 3]) {
      #expect(share.value.numerator.bitWidth <= 96)
      #expect(share.value.denominator.bitWidth - share.value.denominator.trailingZeroBitCount == 1)
    }
  }

  @Test func `noise k times as small costs k² times the ρ, and k times the ε`() throws {
    let rho = try cost("1/7", .zeroConcentrated).forPrecision(times: 3)
    let epsilon = try cost("1/7", .pure).forPrecision(times: 3)
    #expect(rho.value == Rational(9, 7) && epsilon.value == Rational(3, 7))
  }

  @Test func `prices under two definitions are neither added nor compared`() async {
    #expect(PrivacyCost.zero(.pure) != .zero(.zeroConcentrated))
    await #expect(processExitsWith: .failure) {
      _ = PrivacyCost.zero(.pure) + .zero(.zeroConcentrated)
    }
    await #expect(processExitsWith: .failure) {
      _ = PrivacyCost.zero(.zeroConcentrated) < .zero(.pure)
    }
    await #expect(processExitsWith: .failure) {
      _ = PrivacyCost.zero(.zeroConcentrated).remainder(after: .zero(.pure))
    }
  }
}
