import Arithmetic
import GraphicalModels
import Lineage
import Parallel
import Randomness
import Testing

@Suite struct KeyedTestTests {
  static let key = KeyedExample.key(1)
  static let rows = KeyedExample.rows(key)

  /// Rows turned round, in every second of them two cells of another row.
  static let shuffled: SuspectTable = {
    let last = KeyedExample.count - 1
    let columns = rows.columns.enumerated().map { column, codes in
      (0...last).map { row in
        let isChanged = row % 2 == 0 && (row + column) % 5 == 0
        return codes[isChanged ? row : last - row]
      }
    }
    return SuspectTable(attributes: Array(0..<KeyedExample.columns), columns: columns)
  }()

  #if DEBUG
  static let suspects = [
    (KeyedExample.part(rows, 0..<12), 1e-4), (KeyedExample.part(rows, 10..<50), 1e-12),
    (shuffled, 1e-6),
  ]
  #else
  static let suspects = [
    (KeyedExample.part(rows, 0..<12), 1e-4), (KeyedExample.part(rows, 100..<200), 1e-30),
    (KeyedExample.part(rows, 0..<200, columns: [0, 1, 2, 3, 4, 6, 8, 9]), 1e-4),
    (shuffled, 1e-12),
  ]
  #endif

  @Test(arguments: suspects)
  func `Few rows, shuffled rows, changed cells and missing columns are known by the key`(
    suspect: SuspectTable,
    limit: Double
  ) {
    #expect(KeyedExample.probability(suspect, Self.key) < limit)
  }

  @Test func `Another key, name or schema's key knows nothing of the rows`() {
    let suspect = KeyedExample.part(Self.rows, 0..<KeyedExample.count)
    for key in [
      KeyedExample.key(2), KeyedExample.key(1, recipient: ""),
      KeyedExample.key(1, recipient: "Berg"),
      WatermarkKey((0..<32).map { UInt8($0 % 4 == 0 ? 1 : 0) }, schema: Example.schema),
    ] {
      #expect(KeyedExample.probability(suspect, key) > 1e-3)
    }
  }

  @Test func `The order of rows and their repetition change nothing`() {
    let suspect = KeyedExample.part(Self.rows, 0..<40)
    let test = KeyedTest(of: suspect, columns: KeyedExample.columns, key: Self.key)
    let turned = SuspectTable(
      attributes: suspect.attributes,
      columns: suspect.columns.map { $0.reversed() + $0 }
    )
    let again = KeyedTest(of: turned, columns: KeyedExample.columns, key: Self.key)
    #expect(again.sums.map(\.count) == test.sums.map(\.count))
    for (one, other) in zip(test.sums, again.sums) { #expect(abs(one.sum - other.sum) < 1e-9) }
  }

  @Test func `p is the least tail, corrected for the sums that there are`() throws {
    let test = KeyedTest(
      of: KeyedExample.part(Self.rows, 0..<1),
      columns: KeyedExample.columns,
      key: Self.key
    )
    let whole = try #require(test.sums.first)
    #expect(whole.size == "whole" && whole.count == 1)
    // One term is a standard exponential.
    #expect(abs(whole.logarithm + whole.sum) < 1e-12)
    let least = try #require(test.sums.map(\.logarithm).min())
    #expect(test.probability == min(1, Elementary.exp(least + Elementary.log(4))))
    let one = KeyedExample.part(Self.rows, 0..<9, columns: [3])
    #expect(KeyedExample.probability(one, Self.key) == 1, "a single column is in no view")
  }

  /// Tables of a wrong key fall to each level no oftener than it says.
  ///
  /// The interval is that of the binomial at 4 standard deviations. The correction for four sums is a little too strict, as the
  /// least p of independent sums makes it, so rates from below are held to half the level.
  @Test func `Wrong keys raise alarms at the stated rate`() {
    #if DEBUG
    let trials = 12
    #else
    let trials = 4_000
    #endif
    let suspect = KeyedExample.part(Self.rows, 0..<30)
    let found = Parallel.map(count: trials) {
      KeyedExample.probability(suspect, KeyedExample.key(1_000 + $0))
    }
    for level in [0.01, 0.05, 0.2, 0.5] {
      let alarms = Double(found.count { $0 <= level })
      let expected = Double(trials) * level
      let margin = 4 * (expected * (1 - level)).squareRoot()
      #expect(alarms <= expected + margin, "level \(level): \(alarms) of \(trials)")
      #expect(alarms >= expected / 2 - margin, "level \(level): \(alarms) of \(trials)")
    }
  }

  /// Each sum for itself is a gamma variate: its tail is uniform.
  @Test func `The tail of each sum is uniform for wrong keys`() {
    #if DEBUG
    let trials = 12
    #else
    let trials = 2_000
    #endif
    let suspect = KeyedExample.part(Self.rows, 0..<30)
    let tails = Parallel.map(count: trials) { trial in
      KeyedTest(
        of: suspect,
        columns: KeyedExample.columns,
        key: KeyedExample.key(90_000 + trial)
      ).sums.map { Elementary.exp($0.logarithm) }
    }
    for size in tails[0].indices {
      for level in [0.05, 0.25, 0.5, 0.75] {
        let below = Double(tails.count { $0[size] <= level })
        let expected = Double(trials) * level
        let margin = 4 * (expected * (1 - level)).squareRoot()
        #expect(abs(below - expected) <= margin, "sum \(size), level \(level): \(below)")
      }
    }
  }
}
