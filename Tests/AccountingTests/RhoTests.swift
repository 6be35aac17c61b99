import Accounting
import Arithmetic
import Testing

@Suite struct RhoTests {
  @Test func `parameters are only made within their range`() {
    #expect(Rho("-1e-300") == nil && Rho("0") == .zero && Rho("1e6") != nil)
    #expect(Epsilon("-1") == nil && Epsilon("0") != nil)
    #expect(Delta("-0.1") == nil && Delta("1") == nil && Delta("0") != nil)
    #expect(Delta("0.9999999999999999999999999999999999") != nil)
    #expect(Rho("one") == nil && Epsilon("") == nil && Delta("1e-9 ") == nil)
  }

  @Test func `a parameter's text is exact, and its decimals hold`() throws {
    let rho = try #require(Rho("2/6"))
    #expect(rho.description == "1/3" && Rho(rho.description) == rho)
    #expect(rho.decimal(significantDigits: 4) == "0.3334")
    #expect(try #require(Epsilon("1.0000001")).decimal(significantDigits: 3) == "1.01")
    #expect(try #require(Delta("1e-9")).decimal(significantDigits: 3) == "1e-9")
  }

  @Test func `parameters are ordered as their values are`() throws {
    let (less, more) = (try #require(Rho("0.333")), try #require(Rho("1/3")))
    #expect(less < more && less + less > more)
    var sum = less
    sum += more
    #expect(sum.value == Rational(1999, 3000))
  }

  @Test func `shares add up to no more than the whole, and to little less`() throws {
    let total = try #require(Rho("0.0149730576735885"))
    for weights in [[1], [1, 1, 1], [0.1, 0.2, 0.7], [3, 0, 5e-9], [1e300, 1e300, 1e-300]] {
      let shares = total.shares(weights)
      let sum = shares.reduce(.zero, +)
      #expect(shares.count == weights.count && sum <= total)
      let grid = total.value * Rational(1, timesTwoToThe: -32)
      #expect(total.value - sum.value < grid * Rational(weights.count))
      #expect(shares.allSatisfy { ($0.value / grid).denominator == 1 })
    }
    #expect(total.shares([2, 2]).map(\.value) == [total.value / 2, total.value / 2])
    #expect(total.shares([3, 0])[1] == .zero && Rho.zero.shares([1, 2]) == [.zero, .zero])
  }

  @Test func `shares of a dyadic budget stay dyadic`() throws {
    let total = try ZeroConcentrated.rho(
      epsilon: try #require(Epsilon("1")),
      delta: try #require(Delta("1e-9"))
    ).rho
    for share in total.shares([0.15, 0.35, 0.5, 1.0 / 3]) {
      #expect(share.value.numerator.bitWidth <= 96)
      #expect(share.value.denominator.bitWidth - share.value.denominator.trailingZeroBitCount == 1)
    }
  }
}
