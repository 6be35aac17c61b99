import GraphicalModels
import Marginals
import Randomness
import Testing

@Suite struct SwapRefinementTests {
  private let domain = Domain(
    [3, 4, 2, 5, 6].enumerated().map { Attribute(name: "a\($0.offset)", size: $0.element) }
  )

  private var model: Model { randomModel(domain, [[0, 1], [1, 2], [2, 3], [4]]) }

  private var pairs: [Clique] { Workload.all(degree: 2, of: domain).queries.map(\.clique) }

  private func rows(_ count: Int, _ refinement: RowRefinement) -> SyntheticRows {
    RowSampler.rows(
      from: model,
      count: count,
      stream: SamplingStream(seed: Array(repeating: 7, count: 32), domain: "swaps of the tests"),
      refinement: refinement
    )
  }

  /// What is left in each cell of each pair: count less expectation.
  private func residuals(_ rows: SyntheticRows) -> [[Double]] {
    pairs.map { clique in
      let expected = model.expectedCounts(over: clique)
      return zip(rowCounts(rows, over: clique, domain), expected).map {
        Double($0) - $1 * Double(rows.count)
      }
    }
  }

  private func squaredError(_ rows: SyntheticRows) -> Double {
    residuals(rows).joined().reduce(0) { $0 + $1 * $1 }
  }

  /// The mean total variation of all pairs.
  private func variation(_ rows: SyntheticRows) -> Double {
    residuals(rows).joined().reduce(0) { $0 + abs($1) } / Double(2 * rows.count * pairs.count)
  }

  @Test(arguments: [2_000, 5_000])
  func `counts of single attributes stay and the pairs' error falls`(count: Int) {
    let rough = rows(count, .none)
    var last = squaredError(rough)
    let first = last
    for passes in [1, 2, 4, 8] {
      let rows = rows(count, RowRefinement(passes: passes))
      for attribute in 0..<domain.count {
        #expect(
          rowCounts(rows, over: [attribute], domain) == rowCounts(rough, over: [attribute], domain)
        )
      }
      // More passes of one stream only go on from fewer: the error never rises, but for the 1/256
      // of a row to which expectations are rounded.
      let error = squaredError(rows)
      #expect(error <= last + 1)
      last = error
    }
    #expect(last < first / 4, "\(first) before, \(last) after")
  }

  @Test func `rows near enough to the model are left as they are`() {
    // Twenty thousand rows stray by about 0.4·√(12 cells / 20,000), 1/100 of them.
    #expect(rows(20_000, RowRefinement(passes: 4, variationBits: 5)) == rows(20_000, .none))
    #expect(rows(20_000, RowRefinement(passes: 4, variationBits: 10)) != rows(20_000, .none))
  }

  @Test func `work ends where the rows are near enough`() {
    let enough = rows(20_000, RowRefinement(passes: 16, variationBits: 9))
    let all = rows(20_000, RowRefinement(passes: 16, variationBits: 30))
    #expect(variation(enough) <= 1.0 / 512)
    #expect(variation(all) < variation(enough))
    #expect(variation(rows(20_000, .none)) > 1.0 / 512)
  }

  @Test func `nothing is done past the limits`() {
    let rough = rows(1_000, .none)
    #expect(rows(1_000, RowRefinement(passes: 4, pairCellLimit: 399)) == rough)
    #expect(rows(1_000, RowRefinement(passes: 4, visitLimit: 24_999)) == rough)
    #expect(rows(1_000, RowRefinement(passes: 4, pairCellLimit: 400, visitLimit: 25_000)) != rough)
  }
}
