import Arithmetic
import GraphicalModels
import Marginals
import Parallel
import Testing

/// Tables that are taken in tiles and in parts, on several threads.
@Suite(.serialized) struct LargeTableTests {
  /// The first seven attributes make a table of several parts.
  private let wide = domain(6, 5, 4, 7, 40, 2, 3, 11)
  private let large: Clique = [0, 1, 2, 3, 4, 5, 6]

  /// For each cell of a table over `clique` the cell of that over some of its attributes.
  private func places(_ clique: Clique, onto kept: Clique) -> [Int] {
    clique.attributes.reduce([0]) { places, attribute in
      let size = wide.size(attribute)
      let isKept = kept.contains(attribute)
      return places.flatMap { place in (0..<size).map { isKept ? place * size + $0 : place } }
    }
  }

  private func sums(_ table: [Double], _ clique: Clique, onto kept: Clique) -> [Double] {
    var result = Array(repeating: 0.0, count: wide.cellCount(of: kept))
    for (value, place) in zip(table, places(clique, onto: kept)) { result[place] += value }
    return result
  }

  @Test(arguments: [[4, 7], [0, 3, 7], [3, 5, 6, 7]])
  func `a large table is multiplied and summed as cell by cell`(attributes: [Int]) {
    let small = Clique(attributes)
    let separator = small.intersection(large)
    var numbers = Numbers(seed: 3)
    func weights(_ clique: Clique) -> [Double] {
      (0..<wide.cellCount(of: clique)).map { _ in 0.1 + numbers.next() }
    }
    let (one, other) = (weights(large), weights(small))
    let model = Model(
      domain: wide,
      total: 1,
      parameters: Parameters([
        Parameters.Entry(clique: large, values: one.map(Elementary.log)),
        Parameters.Entry(clique: small, values: other.map(Elementary.log)),
      ])
    )
    let message = sums(other, small, onto: separator)
    let joint = zip(one, places(large, onto: separator)).map { $0 * message[$1] }
    let total = joint.reduce(0, +)
    func expect(_ clique: Clique) {
      let found = model.expectedCounts(over: clique)
      let expected = sums(joint, large, onto: clique).map { $0 / total }
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-11 * $1 }, "\(clique)")
    }
    // Rows of every width from 1 to 6 · 5 · 4 · 7 · 40, summed and added up.
    let kept: [Clique] = [
      large, [0], [4], [6], [0, 1, 2], [5, 6], [1, 3, 5], [0, 2, 4, 6], [2, 3, 4, 5, 6],
    ]
    for clique in kept { expect(clique) }
  }

  /// A fit whose tree is one clique of three parts, a separator and a small clique.
  private func fit() -> Model {
    let domain = domain(12, 11, 10, 11, 14, 3)
    // All pairs of the first five, and one that leads to the sixth.
    let pairs =
      Workload.all(degree: 2, of: domain).queries.map(\.clique).filter { !$0.contains(5) }
      + [[4, 5] as Clique]
    var numbers = Numbers(seed: 5)
    let measured = pairs.map { clique in
      Measurement(
        clique: clique,
        values: (0..<domain.cellCount(of: clique)).map { _ in Int(60 * numbers.next()) },
        noise: .discreteGaussian(variance: 25)
      )
    }
    let settings = InferenceSettings(
      curvature: 100,
      restarts: 3,
      sweeps: 2,
      tolerance: 0,
      discrepancy: 0
    )
    return Model.fitted(to: measured, domain: domain, total: 4_000, settings: settings)
  }

  @Test func `a fit has the same bits on one, two and three threads`() {
    defer { Parallel.use(threads: 0) }
    let cliques: [Clique] = [[0], [2, 3], [0, 1, 2, 3, 4], [3, 5], [0, 5]]
    let results = [1, 2, 3].map { threads in
      Parallel.use(threads: threads)
      let model = fit()
      return [model.parameters.entries.map(\.values), model.expectedCounts(over: cliques)]
        .map { $0.map { $0.map(\.bitPattern) } }
    }
    #expect(results[1] == results[0])
    #expect(results[2] == results[0])
  }

  @Test func `sums in the order in which threads finish would be noticed`() {
    let table = fit().expectedCounts(over: [0, 1, 2, 3, 4] as Clique)
    #expect(table.count >= 3 << 16)
    let parts = (0..<3).map { part -> [Double] in
      var sums = Array(repeating: 0.0, count: 14)
      for cell in part * table.count / 3..<(part + 1) * table.count / 3 {
        sums[cell % 14] += table[cell]
      }
      return sums
    }
    func sums(_ order: [Int]) -> [Double] {
      (0..<14).map { level in order.map { parts[$0][level] }.reduce(0, +) }
    }
    #expect(Set([[0, 1, 2], [2, 1, 0], [1, 2, 0]].map(sums)).count > 1)
  }
}
