import Accounting
import Arithmetic
import Testing

@Suite struct PriceTests {
  private static let rhos = ["1e-30", "1e-6", "0.013", "1/3", "0.5", "1", "2", "50", "1e6"]

  @Test func `the published prices of mechanisms are met exactly`() throws {
    let points = try KnownValue.all(of: "zcdp_of_mechanisms.json")
    #expect(points.count == 6)
    for point in points {
      let rate = try point.rational("eta")
      #expect(
        Price.exponential(rate: rate).value == (try point.rational("rho_bounded_range_eta2_8"))
      )
    }
    #expect(Price.discreteGaussian(sensitivitySquared: 1, variance: Rational(1, 2)) == Rho("1"))
    #expect(Price.discreteGaussian(sensitivitySquared: 9, variance: 50) == Rho("9/100"))
    #expect(Price.discreteGaussian(sensitivitySquared: 0, variance: 50) == .zero)
    #expect(Price.exponential(rate: 0) == .zero)
  }

  @Test(arguments: rhos)
  func `a variance fits the price, is short, and the next smaller doesn't fit`(text: String) throws
  {
    let rho = try #require(Rho(text))
    for sensitivitySquared in [1, 2, 9, 1_000_003] {
      let variance = Price.variance(sensitivitySquared: sensitivitySquared, within: rho)
      #expect(
        Price.discreteGaussian(sensitivitySquared: sensitivitySquared, variance: variance) <= rho
      )
      #expect(variance.rounded(toSignificantBits: 24, .down) == variance)
      let smaller = (variance * Rational(999_999_999, 1_000_000_000))
        .rounded(toSignificantBits: 24, .down)
      #expect(
        Price.discreteGaussian(sensitivitySquared: sensitivitySquared, variance: smaller) > rho
      )
    }
  }

  @Test(arguments: rhos)
  func `a rate fits the price, is short, and the next greater doesn't fit`(text: String) throws {
    let rho = try #require(Rho(text))
    let rate = Price.rate(within: rho)
    #expect(Price.exponential(rate: rate) <= rho)
    #expect(rate.rounded(toSignificantBits: 24, .down) == rate)
    let greater = (rate * Rational(1_000_000_001, 1_000_000_000))
      .rounded(toSignificantBits: 24, .up)
    #expect(Price.exponential(rate: greater) > rho)
  }

  @Test func `nothing buys a rate of nothing`() {
    #expect(Price.rate(within: .zero) == 0)
    #expect(Rho("1/8").map(Price.rate) == 1)
  }
}
