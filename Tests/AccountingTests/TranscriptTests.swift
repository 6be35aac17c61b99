import Accounting
import Arithmetic
import Marginals
import Testing

@Suite struct TranscriptTests {
  @Test func `keeps order, adds prices, and picks out measurements`() throws {
    let noise = Noise.discreteGaussian(variance: Rational(9, 4))
    let first = Measurement(clique: [0], values: [1, -2], noise: noise)
    let second = Measurement(clique: [1], values: [5], noise: noise)
    var transcript = Transcript()
    transcript.append(.init(answer: .measurement(first), cost: try rho(Rational(1, 3))))
    transcript.append(
      .init(
        answer: .selection(Selection(candidates: [[0]], chosen: 0, rate: 1)),
        cost: try rho(Rational(1, 8))
      )
    )
    transcript.append(.init(answer: .measurement(second), cost: try rho(Rational(1, 6))))
    #expect(transcript.measurements == [first, second])
    #expect(try transcript.cost(under: .zeroConcentrated) == rho(Rational(5, 8)))
  }

  private func rho(_ value: Rational) throws -> PrivacyCost {
    try #require(PrivacyCost(value, under: .zeroConcentrated))
  }
}
