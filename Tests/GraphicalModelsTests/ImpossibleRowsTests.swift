import Arithmetic
import GraphicalModels
import Marginals
import Randomness
import Testing

/// Structural zeros: exact in the model, however it came about, and in every row.
@Suite struct ImpossibleRowsTests {
  private static let domain = Domain(
    [3, 2, 4, 3].enumerated().map { Attribute(name: "\($0)", size: $1) }
  )

  /// A pair, a triple that overlaps with it, and a level that never occurs.
  private static let impossible = [
    ImpossibleCombination(clique: [0, 2], levels: [[1, 2], [0, 3]]),
    ImpossibleCombination(clique: [0, 1, 3], levels: [[0], [1], [0, 1]]),
    ImpossibleCombination(clique: [2], levels: [[1]]),
  ]

  private static let cliques: [Clique] = [[0, 1], [1, 2], [2, 3], [0, 3]]

  /// All rows of the domain.
  private static let rows: [[Int]] = domain.attributes.reduce([[]]) { rows, attribute in
    rows.flatMap { row in (0..<attribute.size).map { row + [$0] } }
  }

  private static func isImpossible(_ row: [Int]) -> Bool {
    impossible.contains { $0.excludes { row[$0] } }
  }

  private static func parameters(scale: Double) -> Parameters {
    Parameters(
      cliques.map { clique in
        let cells = domain.cellCount(of: clique)
        let values = (0..<cells).map {
          scale * Double(($0 * 37 + clique.attributes[0] * 11) % 17 - 8)
        }
        return Parameters.Entry(clique: clique, values: values)
      }
    )
  }

  private static func cell(_ row: [Int], in clique: Clique) -> Int {
    clique.attributes.reduce(0) { $0 * domain.size($1) + row[$1] }
  }

  @Test(arguments: [0, 0.1, 1, 80, 900])
  func `a model is the distribution of the possible rows, as brute force finds it`(
    scale: Double
  ) {
    let parameters = Self.parameters(scale: scale)
    let model = Model(
      domain: Self.domain,
      total: 1,
      parameters: parameters,
      impossible: Self.impossible
    )
    let potentials = Self.rows.map { row in
      Self.isImpossible(row)
        ? -Double.infinity
        : parameters.entries.reduce(0) { $0 + $1.values[Self.cell(row, in: $1.clique)] }
    }
    let largest = potentials.reduce(-.infinity, max)
    let weights = potentials.map { exponential($0 - largest) }
    let sum = weights.reduce(0, +)
    for clique in Workload.all(degree: 3, of: Self.domain).closure.map(\.clique) {
      var expected = Array(repeating: 0.0, count: Self.domain.cellCount(of: clique))
      for (row, weight) in zip(Self.rows, weights) {
        expected[Self.cell(row, in: clique)] += weight / sum
      }
      for (found, expected) in zip(model.expectedCounts(over: clique), expected) {
        #expect(abs(found - expected) < 1e-9, "\(clique)")
        if expected == 0, scale < 10 { #expect(found == 0, "\(clique)") }
      }
    }
  }

  /// e^x by its series: nothing of the house.
  private func exponential(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    var (term, sum) = (1.0, 1.0)
    let halved = x / 1_024
    for n in 1..<20 {
      term *= halved / Double(n)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }

  /// Noisy counts of a table in which even impossible rows occur.
  private static func measurements(rows total: Int, noise: Int) -> [Measurement] {
    cliques.map { clique in
      let cells = domain.cellCount(of: clique)
      let values = (0..<cells).map { total / cells + ($0 * 7919 + cells) % (2 * noise + 1) - noise }
      return Measurement(
        clique: clique,
        values: values,
        noise: .discreteGaussian(variance: 100)
      )
    }
  }

  @Test(arguments: [10, 40_000]) func `a fitted model gives them no count at all`(noise: Int) {
    let measurements = Self.measurements(rows: 24_000, noise: noise)
    let model = Model.fitted(
      to: measurements,
      domain: Self.domain,
      total: 24_000,
      impossible: Self.impossible
    )
    for combination in Self.impossible {
      let counts = model.expectedCounts(over: combination.clique)
      let cells = combination.cells(in: combination.clique, of: Self.domain)
      #expect(cells.allSatisfy { counts[$0] == 0 })
    }
    let whole = model.expectedCounts(over: [0, 1, 2, 3])
    #expect(abs(whole.reduce(0, +) - 24_000) < 1e-6 * 24_000)
    for (row, count) in zip(Self.rows, whole) where Self.isImpossible(row) { #expect(count == 0) }
    #expect(model.parameters.entries.allSatisfy { $0.values.allSatisfy { abs($0) < 1e4 } })
    // The model follows from its parameters and the combinations, and a warm start may go on.
    let again = Model(
      domain: Self.domain,
      total: model.total,
      parameters: model.parameters,
      impossible: Self.impossible
    )
    #expect(again.expectedCounts(over: [0, 2]) == model.expectedCounts(over: [0, 2]))
    let warm = Model.fitted(
      to: measurements,
      domain: Self.domain,
      total: 24_000,
      startingFrom: model.parameters,
      impossible: Self.impossible
    )
    #expect((warm.loss ?? .infinity) <= (model.loss ?? 0) * 1.01)
  }

  @Test func `counts of possible rows are fitted as if there were no others`() {
    // The exact counts of a table without impossible rows, and noise of 1 on the impossible ones.
    let weights = Self.rows.map { row in
      Self.isImpossible(row) ? 0 : 1 + row.reduce(0) { $0 * 5 + $1 } % 7
    }
    let total = weights.reduce(0, +)
    let measurements = Self.cliques.map { clique in
      var values = Array(repeating: 0, count: Self.domain.cellCount(of: clique))
      for (row, weight) in zip(Self.rows, weights) { values[Self.cell(row, in: clique)] += weight }
      return Measurement(
        clique: clique,
        values: values,
        noise: .discreteGaussian(variance: 1)
      )
    }
    let model = Model.fitted(
      to: measurements,
      domain: Self.domain,
      total: Double(total),
      settings: .thorough,
      impossible: Self.impossible
    )
    for measurement in measurements {
      let expected = model.expectedCounts(over: measurement.clique)
      for (value, count) in zip(measurement.values, expected) {
        #expect(abs(Double(value) - count) < 0.05)
      }
    }
  }

  @Test(arguments: 0..<4) func `no drawn row is impossible, and swaps make none`(seed: Int) {
    let model = Model.fitted(
      to: Self.measurements(rows: 3_000, noise: 200),
      domain: Self.domain,
      total: 3_000,
      impossible: Self.impossible
    )
    let free = Model(
      domain: Self.domain,
      total: 3_000,
      parameters: model.parameters
    )
    func impossibleRows(of model: Model, _ refinement: RowRefinement) -> Int {
      let rows = RowSampler.rows(
        from: model,
        count: 3_000,
        stream: SamplingStream(
          seed: Array(repeating: UInt8(seed), count: 32),
          domain: "test"
        ),
        refinement: refinement
      )
      return (0..<rows.count).count { row in
        Self.isImpossible(rows.columns.map { Int($0[row]) })
      }
    }
    for refinement in [RowRefinement.none, .standard] {
      #expect(impossibleRows(of: model, refinement) == 0)
      #expect(impossibleRows(of: free, refinement) > 100, "the count looks at something")
    }
  }

  @Test func `combinations that leave no row are told from those that leave some`() {
    #expect(Model.isPossible(without: Self.impossible, in: Self.domain))
    #expect(Model.isPossible(without: [], in: Self.domain))
    // Attribute 1 is 0 by the first, so that 2 is 0 by the second, which the third excludes.
    let chain = [
      ImpossibleCombination(clique: [1], levels: [[1]]),
      ImpossibleCombination(clique: [1, 2], levels: [[0], [1, 2, 3]]),
      ImpossibleCombination(clique: [2, 3], levels: [[0], [0, 1]]),
    ]
    #expect(Model.isPossible(without: chain, in: Self.domain))
    let closed = chain + [ImpossibleCombination(clique: [2, 3], levels: [[0], [2]])]
    #expect(!Model.isPossible(without: closed, in: Self.domain))
  }
}
