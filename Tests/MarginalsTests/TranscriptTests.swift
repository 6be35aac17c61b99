import Arithmetic
import Marginals
import Testing

@Suite struct TranscriptTests {
  @Test func `keeps order, adds prices, and picks out measurements`() {
    let noise = Noise.discreteGaussian(variance: Rational(9, 4))
    let first = Measurement(clique: [0], values: [1, -2], noise: noise)
    let second = Measurement(clique: [1], values: [5], noise: noise)
    var transcript = Transcript()
    transcript.append(.init(answer: .measurement(first), rho: Rational(1, 3)))
    transcript.append(
      .init(
        answer: .selection(Selection(candidates: [[0]], chosen: 0, rate: 1)),
        rho: Rational(1, 8)
      )
    )
    transcript.append(.init(answer: .measurement(second), rho: Rational(1, 6)))
    #expect(transcript.measurements == [first, second])
    #expect(transcript.rho == Rational(5, 8))
  }

  @Test func `noise tells its variance`() {
    #expect(Noise.discreteGaussian(variance: Rational(9, 4)).approximateVariance == 2.25)
    #expect(Noise.discreteLaplace(scale: 3).approximateVariance == 18)
  }
}
