import Arithmetic
import GraphicalModels
import Marginals
import Randomness
import Testing

private let stream = SamplingStream(
  seed: Array(repeating: 7, count: 32),
  domain: "rows of the tests"
)

/// A model with parameters of standard deviation `spread` on these cliques.
private func model(_ domain: Domain, _ cliques: [Clique], spread: Double = 1) -> Model {
  var numbers = Numbers(seed: 11)
  return Model(
    domain: domain,
    total: 1,
    parameters: Parameters(
      cliques.map { clique in
        Parameters.Entry(
          clique: clique,
          values: (0..<domain.cellCount(of: clique)).map { _ in spread * numbers.normal() }
        )
      }
    )
  )
}

/// The number of rows in every cell of a clique.
private func counts(_ rows: SyntheticRows, over clique: Clique, _ domain: Domain) -> [Int] {
  var counts = Array(repeating: 0, count: domain.cellCount(of: clique))
  for row in 0..<rows.count {
    counts[BruteForce.index(of: rows.columns.map { Int($0[row]) }, in: clique, domain)] += 1
  }
  return counts
}

/// Σ(count − expected)² over all pairs.
private func pairError(_ rows: SyntheticRows, _ model: Model) -> Double {
  Workload.all(degree: 2, of: model.domain).queries.map(\.clique).reduce(0) { sum, clique in
    let expected = model.expectedCounts(over: clique).map { $0 * Double(rows.count) }
    return zip(counts(rows, over: clique, model.domain), expected).reduce(sum) {
      $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
    }
  }
}

@Suite struct RowSamplerTests {
  private let chain: [Clique] = [[0, 1], [1, 2], [2, 3], [4]]

  @Test(arguments: [0, 1, 2, 7, 1_000])
  func `any number of rows can be drawn`(count: Int) {
    let domain = domain(3, 4, 2, 5, 1)
    let rows = RowSampler.rows(from: model(domain, chain), count: count, stream: stream)
    #expect(rows.count == count)
    #expect(rows.columns.map(\.count) == Array(repeating: count, count: 5))
    for (column, attribute) in zip(rows.columns, domain.attributes) {
      #expect(column.allSatisfy { $0 < UInt32(attribute.size) })
    }
  }

  @Test func `counts of one attribute are within two of their expectations`() {
    let domain = domain(3, 4, 2, 5, 6)
    let model = model(domain, chain)
    let rows = RowSampler.rows(from: model, count: 10_000, stream: stream)
    for attribute in 0..<5 {
      let expected = model.expectedCounts(over: [attribute]).map { $0 * 10_000 }
      #expect(
        distance(counts(rows, over: [attribute], domain).map(Double.init), expected) < 2.5
      )
    }
  }

  @Test func `counts of the model's pairs are within two of their expectations`() {
    let domain = domain(3, 4, 2, 5, 6)
    let model = model(domain, chain)
    let rows = RowSampler.rows(
      from: model,
      count: 10_000,
      stream: stream,
      refinement: .none
    )
    for clique in [[0, 1], [1, 2], [2, 3]] as [Clique] {
      let expected = model.expectedCounts(over: clique).map { $0 * 10_000 }
      #expect(distance(counts(rows, over: clique, domain).map(Double.init), expected) < 3)
    }
  }

  @Test func `attributes of more levels than a byte holds are drawn alike`() {
    let domain = domain(700, 3, 300)
    let model = model(domain, [[0, 1], [1, 2]])
    let rows = RowSampler.rows(from: model, count: 40_000, stream: stream, refinement: .none)
    for clique in [[0], [2], [0, 1], [1, 2]] as [Clique] {
      let expected = model.expectedCounts(over: clique).map { $0 * 40_000 }
      let counts = counts(rows, over: clique, domain).map(Double.init)
      #expect(zip(counts, expected).allSatisfy { abs($0 - $1) < 3.5 }, "\(clique)")
      #expect(counts.reduce(0, +) == 40_000)
    }
  }

  @Test func `a single attribute is rounded up or down`() {
    let domain = domain(7)
    let model = model(domain, [[0]])
    let rows = RowSampler.rows(from: model, count: 1_001, stream: stream)
    let expected = model.expectedCounts(over: [0] as Clique).map { $0 * 1_001 }
    #expect(distance(counts(rows, over: [0], domain).map(Double.init), expected) < 1)
  }

  @Test func `refinement keeps the counts of single attributes and lowers the pairs' error`() {
    let domain = domain(3, 4, 2, 5, 6)
    let model = model(domain, chain)
    let rough = RowSampler.rows(from: model, count: 2_000, stream: stream, refinement: .none)
    var last = pairError(rough, model)
    let first = last
    for proposals in [1, 2, 4, 8] {
      let rows = RowSampler.rows(
        from: model,
        count: 2_000,
        stream: stream,
        refinement: RowRefinement(proposalsPerCell: proposals)
      )
      for attribute in 0..<5 {
        #expect(
          counts(rows, over: [attribute], domain) == counts(rough, over: [attribute], domain)
        )
      }
      // More proposals of one stream only go on from fewer: the error never rises, but for the
      // 1/256 of a row to which expectations are rounded.
      let error = pairError(rows, model)
      #expect(error <= last + 1)
      last = error
    }
    #expect(last < first / 2)
  }

  @Test func `levels without weight stay without rows`() {
    let domain = domain(2, 3)
    let never = -2_000.0
    let model = Model(
      domain: domain,
      total: 1,
      parameters: Parameters([
        Parameters.Entry(clique: [0, 1], values: [0, never, 1, never, 2, never])
      ])
    )
    let rows = RowSampler.rows(from: model, count: 999, stream: stream, refinement: .none)
    let counts = counts(rows, over: [0, 1], domain)
    #expect([counts[1], counts[3], counts[5]] == [0, 0, 0])
  }

  @Test func `the same model, count and stream give the same rows everywhere`() {
    let rows = RowSampler.rows(
      from: model(domain(3, 4, 2, 5, 6), chain),
      count: 500,
      stream: stream
    )
    let digest = rows.columns.joined().reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    #expect(digest == 13_195_875_003_717_384_097)
    let other = RowSampler.rows(
      from: model(domain(3, 4, 2, 5, 6), chain),
      count: 500,
      stream: stream.substream(1)
    )
    #expect(other != rows)
  }
}
