import GraphicalModels
import Lineage
import Marginals
import Parallel
import Randomness
import Testing

@Suite(.serialized) struct KeyedRowsTests {
  /// Three columns of three values, so that all numbers are soon used up.
  static let model: Model = {
    let values: [Double] = (0..<9).map { cell in Double(cell % 4) / 3 }
    return Model(
      domain: Domain((0..<3).map { Attribute(name: "c\($0)", size: 3) }),
      total: 1,
      parameters: Parameters([
        .init(clique: [0, 1], values: values), .init(clique: [1, 2], values: values),
      ])
    )
  }()

  static func rows(_ key: WatermarkKey, count: Int = 600) -> SyntheticRows {
    KeyedRows.draw(from: model, count: count, key: key)
  }

  @Test func `A key draws the same rows again, and on any number of threads`() {
    let rows = Self.rows(KeyedExample.key(1))
    #expect(rows.count == 600 && rows.columns.allSatisfy { $0.allSatisfy { $0 < 3 } })
    defer { Parallel.use(threads: 0) }
    for threads in [1, 3] {
      Parallel.use(threads: threads)
      #expect(Self.rows(KeyedExample.key(1)) == rows)
    }
    #expect(Self.rows(KeyedExample.key(2)) != rows)
    #expect(Self.rows(KeyedExample.key(1, recipient: "Berg")) != rows)
    #expect(Self.rows(KeyedExample.key(1), count: 0).count == 0)
  }

  /// Over many keys Pearson's statistic of the joint counts has the mean of independent draws.
  ///
  /// It would be larger if used numbers were used again, and smaller if rows avoided each other. The
  /// interval is 5 standard deviations.
  @Test func `Over keys the rows are independent draws from the model`() {
    let model = Self.model
    let upper: [Double] = model.expectedCounts(over: [0, 1])
    let lower: [Double] = model.expectedCounts(over: [1, 2])
    let middle: [Double] = model.expectedCounts(over: [1])
    var shares: [Double] = []
    for cell in 0..<27 {
      let product: Double = upper[cell / 3] * lower[cell % 9]
      shares.append(product / middle[cell / 3 % 3])
    }
    let cells = shares
    #if DEBUG
    let keys = 20
    #else
    let keys = 400
    #endif
    let count = 90
    let statistics = Parallel.map(count: keys) { (number: Int) -> Double in
      let rows = Self.rows(KeyedExample.key(number), count: count)
      var counts = Array(repeating: 0.0, count: 27)
      for row in 0..<count {
        counts[rows.columns.reduce(0) { $0 * 3 + Int($1[row]) }] += 1
      }
      var statistic = 0.0
      for (found, share) in zip(counts, cells) {
        let mean = share * Double(count)
        statistic += (found - mean) * (found - mean) / mean
      }
      return statistic
    }
    let degrees = 26.0 * Double(keys)
    #expect(abs(statistics.reduce(0, +) - degrees) < 5 * (3 * degrees).squareRoot())
  }
}
