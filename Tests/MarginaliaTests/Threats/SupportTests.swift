import Arithmetic
import Randomness
import Testing

/// Row 2 of the threat table: noise that can't reach a value from one count, and can from another.
@Suite struct SupportTests {
  @Test(arguments: [Rational(1, 2), 4, Rational(1001, 100)])
  func `row 2: neighbouring counts have the same support`(variance: Rational) throws {
    var entropy = try SystemEntropy()
    let noise = DiscreteGaussian(variance: variance)
    let draws = 20_000
    // Every value within one deviation of both is drawn; 20,000 draws miss one of probability
    // 1/15 or more in fewer than one of 10⁵⁹⁹ runs.
    let reach = variance == Rational(1, 2) ? 0 : 1
    for count in [0, 1 << 53, Int.max - 100] {
      let supports = [count, count + 1].map { exact in
        Set(noise.addNoise(to: Array(repeating: exact, count: draws), using: &entropy))
      }
      for value in (count - reach)...(count + 1 + reach) {
        #expect(supports.allSatisfy { $0.contains(value) })
      }
    }
  }
}
