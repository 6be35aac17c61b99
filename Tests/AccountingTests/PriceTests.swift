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

  @Test(arguments: rhos)
  func `a scale fits the ε, is short, and the next smaller doesn't fit`(text: String) throws {
    let epsilon = try #require(Epsilon(text))
    for sensitivity in [1, 2, 9, 1_000_003] {
      let scale = Price.scale(sensitivity: sensitivity, within: epsilon)
      #expect(Rational(sensitivity) / scale <= epsilon.value)
      #expect(scale.rounded(toSignificantBits: 24, .down) == scale)
      let smaller = (scale * Rational(999_999_999, 1_000_000_000))
        .rounded(toSignificantBits: 24, .down)
      #expect(Rational(sensitivity) / smaller > epsilon.value)
    }
  }

  @Test(arguments: rhos)
  func `a rate within an ε is that ε but for its rounding, and never more`(text: String) throws {
    let epsilon = try #require(Epsilon(text))
    let rate = Price.rate(within: .pure(epsilon))
    #expect(PricedMechanism.exponential(rate: rate).price(under: .pure).map(\.value) == rate)
    #expect(rate <= epsilon.value && rate > epsilon.value * (1 - Rational(1, 1 << 23)))
    let rho = try #require(Rho(text))
    #expect(Price.rate(within: .zeroConcentrated(rho)) == Price.rate(within: rho))
  }

  @Test func `noise has a price under the definitions that it keeps`() throws {
    let laplace = PricedMechanism.discreteLaplace(sensitivity: 3, scale: 6)
    #expect(laplace.price(under: .pure) == .pure(try #require(Epsilon("1/2"))))
    #expect(laplace.price(under: .zeroConcentrated) == .zeroConcentrated(laplace.price))
    let gaussian = PricedMechanism.discreteGaussian(sensitivitySquared: 1, variance: 1)
    #expect(gaussian.price(under: .pure) == nil)
    #expect(gaussian.price(under: .zeroConcentrated)?.value == Rational(1, 2))
  }

  @Test func `nothing buys a rate of nothing`() {
    #expect(Price.rate(within: .zero) == 0)
    #expect(Rho("1/8").map(Price.rate) == 1)
  }

  @Test func `pure privacy and discrete Laplace noise meet ε·tanh(ε/2) from above`() throws {
    let (slack, excess) = (
      Rational(1, BigInteger(10).power(38)), Rational(1, BigInteger(10).power(15))
    )
    for point in try KnownValue.all(of: "zcdp_of_mechanisms.json") {
      let rate = try point.rational("eta")
      let best = try point.rational("rho_rr_or_discrete_laplace_sens1_tight")
      let half = try point.rational("rho_pure_dp_to_zcdp_half_sq")
      let price = Price.pure(try #require(Epsilon(rate)))
      #expect(price.value >= best * (1 - slack) && price.value <= best * (1 + excess))
      #expect(price.value <= half && half == rate * rate / 2)
      #expect(Price.discreteLaplace(sensitivity: 1, scale: rate.reciprocal) == price)
      #expect(Price.discreteLaplace(sensitivity: 3, scale: 3 / rate) == price)
    }
  }

  @Test func `pure privacy has a price however small or great its ε is`() throws {
    #expect(Price.pure(try #require(Epsilon("0"))) == .zero)
    #expect(Price.discreteLaplace(sensitivity: 0, scale: 1) == .zero)
    for text in ["1e-300", "1e-30", "1e-6", "1/3", "20", "255.9", "256", "1e6", "1e300"] {
      let epsilon = try #require(Epsilon(text))
      let (price, value) = (Price.pure(epsilon).value, epsilon.value)
      #expect(price > 0 && price <= min(value, value * value / 2))
      // tanh(x) ≥ x − x³/3.
      #expect(price >= value * value / 2 * (1 - value * value / 12))
    }
  }

  @Test func `a group of k costs k² times as much`() throws {
    let rho = try #require(Rho("1/7"))
    #expect(
      [0, 1, 2, 10].map { rho.forGroup(of: $0).description } == ["0", "1/7", "4/7", "100/7"]
    )
  }

  @Test func `a composition costs the sum, and a pure ε where every mechanism has one`() throws {
    let epsilon = try #require(Epsilon("1/2"))
    let pure: [PricedMechanism] = [
      .exponential(rate: Rational(1, 4)), .pure(epsilon: epsilon),
      .discreteLaplace(sensitivity: 2, scale: 8),
    ]
    #expect(Composition(pure).pureEpsilon == Epsilon("1"))
    let mixed = pure + [.discreteGaussian(sensitivitySquared: 2, variance: 4)]
    #expect(Composition(mixed).pureEpsilon == nil)
    #expect(Composition(mixed).rho == Composition(pure).rho + (try #require(Rho("1/4"))))
    #expect(Composition([]).rho == .zero)
  }
}
