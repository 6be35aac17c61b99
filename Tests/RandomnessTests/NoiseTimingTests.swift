import Arithmetic
import Foundation
import Randomness
import Testing

/// How much the time of a draw tells of the noise that it drew.
///
/// Rejection samplers draw more bits for larger noise, so some of it shows, and every manifest says
/// that running times are not protected. What is held here is that it stays that little: the rank
/// correlation of |noise| with the time of its draw was 0.14 to 0.20 on a loaded machine, and 0.96 for a
/// sampler with a loop as long as its noise is large.
///
/// - Source: Jin, McMurtry, Rubinstein and Ohrimenko, Are We There Yet? Timing and Floating-Point
///   Attacks on Differential Privacy Systems, IEEE S&P 2022.
struct NoiseTimingTests {
  private static let draws = 100_000

  /// Above this a sampler counts as leaky.
  ///
  /// Ranks are exchangeable, so that the correlation of so many pairs lies within 0.02 of the true
  /// one but for a chance below 10⁻⁹; other load on the machine only lowers it.
  private static let bound = 0.4

  /// Spearman's rank correlation of |noise| with the time of its draw.
  private func correlation(_ draw: () -> Int) -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    var sizes: [Double] = []
    for _ in 0..<Self.draws {
      let start = clock.now
      let noise = draw()
      times.append((clock.now - start) / .nanoseconds(1))
      sizes.append(Double(noise.magnitude))
    }
    return correlation(ranks(times), ranks(sizes))
  }

  /// Each value's place among all, equal values in the middle of theirs.
  private func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }

  private func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let count = Double(left.count)
    let (leftMean, rightMean) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var (products, leftSquares, rightSquares) = (0.0, 0.0, 0.0)
    for (one, other) in zip(left, right) {
      products += (one - leftMean) * (other - rightMean)
      leftSquares += (one - leftMean) * (one - leftMean)
      rightSquares += (other - rightMean) * (other - rightMean)
    }
    return products / (leftSquares * rightSquares).squareRoot()
  }

  @Test(
    .enabled(if: GoodnessOfFit.isAffordable),
    arguments: [1, 100, Rational(987_654, 10)]
  )
  func `the time of a draw tells little of its noise`(variance: Rational) throws {
    var source = try SystemEntropy()
    let noise = DiscreteGaussian(variance: variance)
    let found = correlation { noise.sample(using: &source) }
    #expect(abs(found) < Self.bound, "the correlation is \(found)")
  }

  @Test(.enabled(if: GoodnessOfFit.isAffordable))
  func `a sampler that works as long as its noise is large is caught`() throws {
    var source = try SystemEntropy()
    let noise = DiscreteGaussian(variance: 100)
    var burnt: UInt64 = 0
    let found = correlation {
      let value = noise.sample(using: &source)
      for _ in 0..<8 * value.magnitude { burnt &+= source.bits(64) }
      return value
    }
    #expect(found > Self.bound, "the correlation is \(found), after \(burnt)")
  }
}
