import Arithmetic
import Marginals
import Testing

@Suite struct MeasurementTests {
  @Test func `noise tells its variance`() {
    #expect(Noise.discreteGaussian(variance: Rational(9, 4)).approximateVariance == 2.25)
    #expect(Noise.discreteLaplace(scale: 3).approximateVariance == 18)
  }

  /// Σ|x|·P(x) by its definition, on as many integers as matter.
  @Test func `noise tells its mean size, but for what the integers' grid makes of it`() {
    func mean(_ weight: (Double) -> Double) -> Double {
      let numbers = (-4_000...4_000).map(Double.init)
      return numbers.reduce(0) { $0 + abs($1) * weight($1) }
        / numbers.reduce(0) { $0 + weight($1) }
    }
    for size in [4.0, 30, 90] {
      let gaussian = mean { exponential(-$0 * $0 / (2 * size * size)) }
      let told = Noise.discreteGaussian(variance: Rational(exactly: size * size)).meanAbsolute
      #expect(abs(told / gaussian - 1) < 0.02)
      let laplace = mean { exponential(-abs($0) / size) }
      let scale = Noise.discreteLaplace(scale: Rational(exactly: size)).meanAbsolute
      #expect(abs(scale / laplace - 1) < 0.02)
    }
  }

  /// P(s) of the sum of so many draws of discrete Laplace noise, for |s| up to `reach`.
  private func sums(_ draws: Int, scale: Double, reach: Int) -> [Double] {
    let numbers = -reach...reach
    let one = numbers.map { exponential(-abs(Double($0)) / scale) }
    let whole = one.reduce(0, +)
    var law = one.map { $0 / whole }
    for _ in 1..<draws {
      law = numbers.map { sum in
        numbers.reduce(0) { total, part in
          abs(sum - part) > reach
            ? total : total + law[part + reach] * one[sum - part + reach] / whole
        }
      }
    }
    return law
  }

  @Test(arguments: [1, 2, 3, 5]) func `sums of Laplace noise have the mean size that is told`(
    draws: Int
  ) {
    let (scale, reach) = (8.0, 220)
    let law = sums(draws, scale: scale, reach: reach)
    let mean = law.enumerated().reduce(0.0) { $0 + Double(abs($1.0 - reach)) * $1.1 }
    let told = Noise.discreteLaplace(scale: 8).meanAbsolute(ofSumOf: Double(draws))
    #expect(abs(told / mean - 1) < 0.008, "\(told) for \(mean)")
    let gaussian = Noise.discreteGaussian(variance: 64)
    let ratio = gaussian.meanAbsolute(ofSumOf: Double(draws)) / gaussian.meanAbsolute
    #expect(abs(ratio * ratio - Double(draws)) < 1e-9)
  }

  @Test(arguments: [0.1, 0.5, 1, 3.3, 8, 40]) func `half the width holds 95 % of Laplace noise`(
    scale: Double
  ) {
    let law = sums(1, scale: scale, reach: 1_000)
    func held(_ width: Double) -> Double {
      law.enumerated().reduce(0) { abs($1.0 - 1_000) <= Int(width) ? $0 + $1.1 : $0 }
    }
    let width = Noise.discreteLaplace(scale: Rational(exactly: scale)).halfWidth
    #expect(width == width.rounded() && held(width) >= 0.95)
    #expect(width == 0 || held(width - 1) < 0.95)
  }

  @Test(arguments: [2, 3, 5]) func `the root of n times that holds as much of a sum of n`(
    draws: Int
  ) {
    let law = sums(draws, scale: 8, reach: 220)
    let width = Noise.discreteLaplace(scale: 8).halfWidth * Double(draws).squareRoot()
    let held = law.enumerated().reduce(0.0) { abs($1.0 - 220) <= Int(width) ? $0 + $1.1 : $0 }
    #expect(held >= 0.95)
  }

  @Test func `95 % of Gaussian noise lies within 1.96 deviations`() {
    #expect(Noise.discreteGaussian(variance: 100).halfWidth == 19.6)
  }

  private func exponential(_ x: Double) -> Double { Elementary.exp(x) }
}
