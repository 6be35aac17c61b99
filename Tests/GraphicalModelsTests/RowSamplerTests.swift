import Arithmetic
import GraphicalModels
import Marginals
import Randomness
import Testing

private let stream = SamplingStream(
  seed: Array(repeating: 7, count: 32),
  domain: "rows of the tests"
)

@Suite struct RowSamplerTests {
  private let chain: [Clique] = [[0, 1], [1, 2], [2, 3], [4]]

  @Test(arguments: [0, 1, 2, 7, 1_000])
  func `any number of rows can be drawn`(count: Int) {
    let domain = domain(3, 4, 2, 5, 1)
    let rows = RowSampler.rows(from: randomModel(domain, chain), count: count, stream: stream)
    #expect(rows.count == count)
    #expect(rows.columns.map(\.count) == Array(repeating: count, count: 5))
    for (column, attribute) in zip(rows.columns, domain.attributes) {
      #expect(column.allSatisfy { $0 < UInt32(attribute.size) })
    }
  }

  @Test func `counts of one attribute are within two of their expectations`() {
    let domain = domain(3, 4, 2, 5, 6)
    let model = randomModel(domain, chain)
    let rows = RowSampler.rows(from: model, count: 10_000, stream: stream)
    for attribute in 0..<5 {
      let expected = model.expectedCounts(over: [attribute]).map { $0 * 10_000 }
      #expect(
        distance(rowCounts(rows, over: [attribute], domain).map(Double.init), expected) < 2.5
      )
    }
  }

  @Test func `counts of the model's pairs are within two of their expectations`() {
    let domain = domain(3, 4, 2, 5, 6)
    let model = randomModel(domain, chain)
    let rows = RowSampler.rows(
      from: model,
      count: 10_000,
      stream: stream,
      refinement: .none
    )
    for clique in [[0, 1], [1, 2], [2, 3]] as [Clique] {
      let expected = model.expectedCounts(over: clique).map { $0 * 10_000 }
      #expect(distance(rowCounts(rows, over: clique, domain).map(Double.init), expected) < 3)
    }
  }

  @Test func `attributes of more levels than a byte holds are drawn alike`() {
    let domain = domain(700, 3, 300)
    let model = randomModel(domain, [[0, 1], [1, 2]])
    let rows = RowSampler.rows(from: model, count: 40_000, stream: stream, refinement: .none)
    for clique in [[0], [2], [0, 1], [1, 2]] as [Clique] {
      let expected = model.expectedCounts(over: clique).map { $0 * 40_000 }
      let counts = rowCounts(rows, over: clique, domain).map(Double.init)
      #expect(zip(counts, expected).allSatisfy { abs($0 - $1) < 3.5 }, "\(clique)")
      #expect(counts.reduce(0, +) == 40_000)
    }
  }

  @Test func `a single attribute is rounded up or down`() {
    let domain = domain(7)
    let model = randomModel(domain, [[0]])
    let rows = RowSampler.rows(from: model, count: 1_001, stream: stream)
    let expected = model.expectedCounts(over: [0] as Clique).map { $0 * 1_001 }
    #expect(distance(rowCounts(rows, over: [0], domain).map(Double.init), expected) < 1)
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
    let counts = rowCounts(rows, over: [0, 1], domain)
    #expect([counts[1], counts[3], counts[5]] == [0, 0, 0])
  }

  @Test func `the same model, count and stream give the same rows everywhere`() {
    let rows = RowSampler.rows(
      from: randomModel(domain(3, 4, 2, 5, 6), chain),
      count: 500,
      stream: stream
    )
    let digest = rows.columns.joined().reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    #expect(digest == 17_796_981_681_556_895_529)
    let other = RowSampler.rows(
      from: randomModel(domain(3, 4, 2, 5, 6), chain),
      count: 500,
      stream: stream.substream(1)
    )
    #expect(other != rows)
  }
}
