import Arithmetic
import GraphicalModels
import Marginals
import Testing

@Suite struct LossBoundTests {
  /// Noisy counts of a clique, some of them negative.
  private func noisy(_ clique: Clique, in domain: Domain, _ numbers: inout Numbers) -> Measurement {
    Measurement(
      clique: clique,
      values: (0..<domain.cellCount(of: clique)).map { _ in
        Int(300 * numbers.next() * numbers.next() * numbers.next() + 12 * numbers.normal())
      },
      noise: .discreteGaussian(variance: 144)
    )
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `no distribution has a loss under the bound`(seed: UInt64) {
    let domain = domain(3, 4, 2, 3)
    var numbers = Numbers(seed: seed)
    let cliques: [Clique] = [[0], [1], [2], [3], [0, 1], [1, 2], [1, 3], [0, 3]]
    let measured = cliques.map { noisy($0, in: domain, &numbers) }
    let total = max(1, Model.total(of: measured))
    let short = InferenceSettings(
      curvature: 300,
      restarts: 1 + Int(seed) * 3,
      sweeps: 1,
      tolerance: 0,
      discrepancy: 0
    )
    let model = Model.fitted(to: measured, domain: domain, total: total, settings: short)
    let loss = model.loss ?? 0
    let gap = model.dualityGap ?? .infinity
    let oracle = mirrorDescentLoss(measured, domain: domain, total: total, steps: 3_000)
    #expect(gap >= 0 && gap <= loss)
    #expect(loss - gap <= oracle * (1 + 1e-9), "a bound of \(loss - gap) over \(oracle)")
    // Not so far under it either: the optimum is known to a third.
    #expect(loss - gap >= 0.6 * oracle, "a bound of \(loss - gap) under \(oracle)")
  }

  @Test func `a fit without a bound is the same fit`() {
    let domain = domain(3, 4, 2)
    var numbers = Numbers(seed: 9)
    let cliques: [Clique] = [[0], [0, 1], [1, 2], [0, 2]]
    let measured = cliques.map { noisy($0, in: domain, &numbers) }
    let bounded = Model.fitted(to: measured, domain: domain, total: 400)
    let plain = Model.fitted(to: measured, domain: domain, total: 400, isBounded: false)
    #expect(plain.parameters == bounded.parameters && plain.loss == bounded.loss)
    #expect(plain.dualityGap == nil && bounded.dualityGap != nil)
  }

  @Test func `the bound of a shape with merged levels holds too`() {
    let domain = domain(6, 3)
    var numbers = Numbers(seed: 4)
    let merged = MarginalShape([0, 1], groupings: [Grouping([0, 0, 0, 1, 2, 2]), nil])
    let coarse = Measurement(
      shape: merged,
      values: (0..<9).map { _ in Int(60 * numbers.next()) },
      noise: .discreteGaussian(variance: 9)
    )
    let single = noisy([0], in: domain, &numbers)
    let model = Model.fitted(
      to: [coarse, single],
      domain: domain,
      total: 300,
      settings: .thorough
    )
    let loss = model.loss ?? 0
    let gap = model.dualityGap ?? .infinity
    #expect(gap >= 0 && gap < 0.3 * loss, "\(gap) of \(loss)")
  }
}
