import Accounting
import Arithmetic
import Lineage
import Marginals
import Reports
import Schemas
import Testing

@Suite struct AccuracyTests {
  static let accuracy = Accuracy(Example.measurements())

  @Test func `A measured marginal has an error, and one within it has at most that of its cells`() {
    let accuracy = Self.accuracy
    #expect(accuracy.expectedError(of: [0]) != nil)
    #expect(accuracy.expectedError(of: [4, 5]) == nil)
    // [1, 2] lies in [0, 1, 2] alone, which has 8 times as many cells: a sum of 8 is noisier.
    #expect(accuracy.expectedError(of: [1, 2]) != nil)
  }

  @Test func `The share of the workload within an error is what counting by hand gives`() {
    let pairs = Workload.all(degree: 2, of: Example.schema.domain).queries.map(\.clique)
    let errors = pairs.map { Self.accuracy.expectedError(of: $0) }
    for limit in [0, 0.001, 0.01, 0.1, 1, 100] {
      let good = errors.count { ($0 ?? .infinity) <= limit }
      #expect(Self.accuracy.workloadShare(within: limit) == Double(good) / Double(pairs.count))
    }
    #expect(Self.accuracy.workloadShare(within: 1e9) < 1, "some pairs were not measured")
  }

  @Test func `An effective count is n² over n + σ² of the noisiest group, summed as it must be`() {
    let domain = Example.schema.domain
    let measurements = Example.measurements()
    let wide = measurements.transcript.measurements.first { $0.clique == [0, 1, 2] }
    guard let wide else {
      Issue.record("the example measures three columns at once")
      return
    }
    // The pair [1, 2] is measured within the triple alone: sums over the first column.
    let (first, rest) = (domain.size(0), domain.size(1) * domain.size(2))
    let variance = wide.noise.approximateVariance * Double(first)
    let byHand = (0..<rest).map { cell -> Double in
      let count = (0..<first).reduce(0) { $0 + wide.values[$1 * rest + cell] }
      let rows = max(0, Double(count))
      return rows * rows / (rows + variance)
    }
    let all = domain.attributes.map { _ in [Int]() }
    #expect(Self.accuracy.leastEffectiveCount(of: [1, 2], undeclared: all) == byHand.min())
    let onlyLast = byHand.enumerated().filter { $0.offset % domain.size(2) == 1 }.map(\.element)
    var firstIsNone = all
    firstIsNone[2] = [0]
    #expect(
      Self.accuracy.leastEffectiveCount(of: [1, 2], undeclared: firstIsNone) == onlyLast.min()
    )
    #expect(Self.accuracy.leastEffectiveCount(of: [4, 5], undeclared: all) == nil)
  }
}
