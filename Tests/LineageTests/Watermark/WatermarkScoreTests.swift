import Arithmetic
import Cryptography
import GraphicalModels
import Lineage
import Parallel
import Randomness
import Testing

@Suite struct WatermarkScoreTests {
  static let model: Model = {
    do {
      return try ReplayTests.replay().model
    } catch {
      preconditionFailure("the example replays: \(error)")
    }
  }()

  static func rows(_ seed: [UInt8], count: Int = 300) -> SyntheticRows {
    RowSampler.rows(
      from: model,
      count: count,
      stream: SamplingStream(seed: seed, domain: "marginalia rows 1")
    )
  }

  static func seed(_ number: Int) -> [UInt8] {
    SHA256.digest(of: Array("test seed \(number)".utf8))
  }

  /// Some rows of a table, in some of its columns.
  static func part(_ rows: SyntheticRows, _ range: Range<Int>, columns: [Int]) -> SuspectTable {
    SuspectTable(attributes: columns, columns: columns.map { Array(rows.columns[$0][range]) })
  }

  static func rank(of suspect: SuspectTable, seed: [UInt8], others: Int) -> WatermarkRank {
    let score = WatermarkScore(of: suspect)
    let scores = Parallel.map(count: others) { index in
      score(rows(WatermarkSeed.alternative(index, to: seed)))
    }
    return WatermarkRank(score: score(rows(seed)), alternatives: scores)
  }

  @Test func `With one column the score is the formula's, counted by hand`() {
    let suspect = SuspectTable(attributes: [1], columns: [[0, 2, 2, 4]])
    let rows = SyntheticRows(count: 5, columns: [[9, 9, 9, 9, 9], [2, 2, 2, 0, 1]])
    // c(0) = 1, c(2) = 3, c(4) = 0.
    let expected = Elementary.log(3) + 2 * Elementary.log(7)
    #expect(abs(WatermarkScore(of: suspect)(rows) - expected) < 1e-12)
  }

  @Test func `The order of the rows and of the suspect's rows hardly touches the last bit`() {
    let rows = Self.rows(Self.seed(1))
    let turned = SyntheticRows(count: 300, columns: rows.columns.map { $0.reversed() })
    let suspect = Self.part(rows, 0..<40, columns: [0, 1, 2])
    let reversed = Self.part(turned, 260..<300, columns: [0, 1, 2])
    let score = WatermarkScore(of: suspect)(rows)
    #expect(WatermarkScore(of: suspect)(turned) == score)
    #expect(abs(WatermarkScore(of: reversed)(rows) - score) < 1e-9)
  }

  /// Tables of independent columns of ten levels, in which every row is all but unique.
  static let wide: [SyntheticRows] = (0..<40).map { number in
    var stream = SamplingStream(seed: seed(number), domain: "wide")
    let columns = (0..<9).map { _ in (0..<200).map { _ in UInt32(stream.uniform(below: 10)) } }
    return SyntheticRows(count: 200, columns: columns)
  }

  /// Twenty rows with a fifth of their cells drawn anew, among eighty from elsewhere.
  static let diluted: SuspectTable = {
    var changes = SamplingStream(seed: seed(0), domain: "changes")
    let columns = (0..<9).map { column in
      (0..<100).map { row in
        let source = wide[row < 20 ? 0 : 39].columns[column]
        let isChanged = changes.uniform(below: 5) == 0
        return isChanged ? UInt32(changes.uniform(below: 10)) : source[row]
      }
    }
    return SuspectTable(attributes: Array(0..<9), columns: columns)
  }()

  @Test(
    arguments: [
      part(wide[0], 0..<10, columns: Array(0..<9)),
      part(wide[0], 100..<120, columns: [0, 2, 4, 6, 8]), diluted,
    ]
  )
  func `Few rows, half the columns, or rows among others are told from other seeds' rows`(
    suspect: SuspectTable
  ) throws {
    let score = WatermarkScore(of: suspect)
    let own = WatermarkRank(
      score: score(Self.wide[0]),
      alternatives: (1..<39).map { score(Self.wide[$0]) }
    )
    #expect(own.rank == 1)
    #expect(try #require(own.deviations) > 4)
    let planted = WatermarkRank(
      score: score(Self.wide[5]),
      alternatives: (6..<39).map { score(Self.wide[$0]) }
    )
    #expect(planted.rank > 1, "another seed's rows pass for these")
  }

  /// Whatever the suspect, its rank among exchangeable seeds is uniform.
  ///
  /// The interval is that of the binomial at 4 standard deviations.
  @Test func `Tables of other origin raise alarms at the nominal rate`() {
    #if DEBUG
    let trials = 40
    #else
    let trials = 500
    #endif
    let ranks = (0..<trials).map { trial in
      // A suspect drawn from the very same model, as near to the release as anything can be.
      let suspect = Self.part(Self.rows(Self.seed(2 * trial)), 0..<60, columns: [0, 1, 2])
      return Self.rank(of: suspect, seed: Self.seed(2 * trial + 1), others: 19).rank
    }
    for level in [1, 2, 5, 10] {
      let rate = Double(level) / 20
      let alarms = Double(ranks.count { $0 <= level })
      let margin = 4 * (Double(trials) * rate * (1 - rate)).squareRoot()
      #expect(alarms <= Double(trials) * rate + margin, "level \(level)")
      // Ties count against an alarm, so fewer are fine; this table ties seldom.
      #expect(alarms >= Double(trials) * rate - margin, "level \(level)")
    }
  }
}
