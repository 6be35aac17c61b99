import GraphicalModels
import Marginals
import Randomness
import Testing

@Suite struct IndependentRowsTests {
  static let domain = Domain([
    Attribute(name: "a", size: 3), Attribute(name: "b", size: 2), Attribute(name: "c", size: 4),
    Attribute(name: "d", size: 1),
  ])

  static let parameters: [(clique: Clique, values: [Double])] = [
    ([0, 1], [1, -1, 0, 0.5, -2, 1]), ([1, 2], [0, 1, -1, 0.5, 2, 0, 0, -1]),
  ]

  static func model(impossible: [ImpossibleCombination] = []) -> Model {
    Model(
      domain: domain,
      total: 1,
      parameters: Parameters(
        parameters.map { Parameters.Entry(clique: $0.clique, values: $0.values) }
      ),
      impossible: impossible
    )
  }

  static func stream(_ number: UInt64) -> SamplingStream {
    SamplingStream(seed: Array(repeating: 3, count: 32), domain: "independent rows")
      .substream(number)
  }

  /// Pearson's statistic of the rows' joint counts has the mean of independent draws.
  ///
  /// Summed over tables, it is within 5 standard deviations of its degrees of freedom. Rows whose
  /// counts keep near to the expectations (``RowSampler``) have far too small a one.
  @Test func `The counts scatter as those of independent draws from the model do`() {
    let brute = BruteForce(domain: Self.domain, parameters: Self.parameters)
    let sampler = IndependentRows(Self.model())
    let tables = 60
    func statistic(_ draw: (UInt64) -> SyntheticRows) -> Double {
      (0..<tables).reduce(0) { sum, number in
        let rows = draw(UInt64(number))
        var counts = Array(repeating: 0.0, count: brute.cells.count)
        for row in 0..<rows.count {
          counts[
            BruteForce.index(of: rows.columns.map { Int($0[row]) }, in: [0, 1, 2, 3], Self.domain)
          ] += 1
        }
        return zip(counts, brute.cells).reduce(sum) { sum, cell in
          let expected = cell.1 * Double(rows.count)
          return sum + (cell.0 - expected) * (cell.0 - expected) / expected
        }
      }
    }
    let degrees = Double(tables * (brute.cells.count - 1))
    let margin = 5 * (2 * degrees).squareRoot()
    #expect(abs(statistic { sampler.draw(500, from: Self.stream($0)) } - degrees) < margin)
    let balanced = statistic {
      RowSampler.rows(from: Self.model(), count: 500, stream: Self.stream($0))
    }
    #expect(abs(balanced - degrees) > margin, "balanced rows pass for independent ones")
  }

  @Test func `A stream gives the same rows again, another one others`() {
    let sampler = IndependentRows(Self.model())
    #expect(sampler.draw(50, from: Self.stream(1)) == sampler.draw(50, from: Self.stream(1)))
    #expect(sampler.draw(50, from: Self.stream(1)) != sampler.draw(50, from: Self.stream(2)))
    #expect(sampler.draw(0, from: Self.stream(1)).columns == [[], [], [], []])
  }

  @Test func `No row is impossible`() {
    let impossible = [ImpossibleCombination(clique: [0, 2], levels: [[1], [3]])]
    let rows = IndependentRows(Self.model(impossible: impossible)).draw(
      2_000,
      from: Self.stream(1)
    )
    #expect(!zip(rows.columns[0], rows.columns[2]).contains { $0 == 1 && $1 == 3 })
  }
}
