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

  private func exponential(_ x: Double) -> Double { Elementary.exp(x) }
}
