import Arithmetic
import GraphicalModels
import Marginals
import Testing

@Suite struct ExactFitTests {
  private let noise = Noise.discreteGaussian(variance: 4)

  /// What a settings' first proximal steps can't reach: so a good fit was not found by them.
  private let hasty = InferenceSettings(
    curvature: 1_000,
    restarts: 1,
    sweeps: 1,
    tolerance: 0,
    discrepancy: 0
  )

  @Test func `marginals without common attributes are fitted at once`() {
    let domain = domain(4, 3, 2)
    let measured = [
      Measurement(clique: [0], values: [-30, 100, -5, 40], noise: noise),
      Measurement(clique: [1, 2], values: [50, -3, 20, 20, 10, 27], noise: noise),
    ]
    let model = Model.fitted(to: measured, domain: domain, total: 120, settings: hasty)
    #expect(distance(model.expectedCounts(over: [0] as Clique), [0, 90, 0, 30]) < 1e-6)
    // Without −3, the others add up to 127: each gives 7/5.
    let pair = [48.6, 0, 18.6, 18.6, 8.6, 25.6]
    #expect(distance(model.expectedCounts(over: [1, 2] as Clique), pair) < 1e-6)
    let oracle = mirrorDescentLoss(measured, domain: domain, total: 120, steps: 4_000)
    let loss = model.loss ?? .infinity
    #expect(loss <= oracle * (1 + 1e-9) && loss > 0.999 * oracle)
    #expect(model.dualityGap == 0)
  }

  @Test func `exact counts of a tree are fitted at once, as the joint with the greatest entropy`() {
    let domain = domain(3, 2, 4, 2)
    var numbers = Numbers(seed: 3)
    let rows = (0..<500).map { _ in
      domain.attributes.map { numbers.next(below: 1 + numbers.next(below: $0.size)) }
    }
    let cliques: [Clique] = [[1], [0, 1], [1, 2], [2, 3]]
    let measured = cliques.map { clique in
      var counts = Array(repeating: 0, count: domain.cellCount(of: clique))
      for row in rows { counts[BruteForce.index(of: row, in: clique, domain)] += 1 }
      return Measurement(clique: clique, values: counts, noise: noise)
    }
    let model = Model.fitted(to: measured, domain: domain, total: 500, settings: hasty)
    #expect((model.loss ?? 1) < 1e-9 && model.dualityGap == 0)
    // p(0,1)·p(1,2)·p(2,3)/(p(1)·p(2)), cell by cell.
    let joint = BruteForce.codes(shape: [3, 2, 4, 2]).map { codes -> Double in
      func count(_ clique: Clique) -> Double {
        let place = BruteForce.index(of: codes, in: clique, domain)
        return rows.reduce(0.0) { sum, row in
          sum + (BruteForce.index(of: row, in: clique, domain) == place ? 1 : 0)
        }
      }
      let shared = count([1]) * count([2])
      return shared > 0 ? count([0, 1]) * count([1, 2]) * count([2, 3]) / shared : 0
    }
    let expected = model.expectedCounts(over: [0, 1, 2, 3] as Clique)
    #expect(distance(expected, joint) < 1e-6)
  }

  @Test func `marginals that disagree are fitted step by step`() {
    let domain = domain(2, 2)
    let measured = [
      Measurement(clique: [0], values: [60, 40], noise: noise),
      Measurement(clique: [0, 1], values: [20, 30, 25, 25], noise: noise),
    ]
    let model = Model.fitted(to: measured, domain: domain, total: 100, settings: .thorough)
    let oracle = mirrorDescentLoss(measured, domain: domain, total: 100, steps: 4_000)
    #expect((model.loss ?? .infinity) < oracle * 1.001)
  }
}
