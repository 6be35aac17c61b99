import Marginals

/// For each two levels of different attributes how many rows have both, less what a model expects.
///
/// In whole numbers, so that no sum of them depends on rounding or on the order of its terms.
struct PairResiduals {
  /// The number of attributes.
  let attributes: Int

  /// The sum of the attributes' sizes.
  let levels: Int

  /// For each attribute, where its levels begin among all levels.
  let offsets: [Int]

  /// One row in the unit of the residuals.
  let unit: Int32

  /// The residuals in units of 1/``unit`` rows: a symmetric matrix over all levels, zero for two
  /// levels of one attribute.
  var values: [Int32]

  private let count: Int

  /// Rows whose codes of two attributes stay in the cache while they are counted.
  private static let block = 4_096

  /// Begins with no residuals, for so many rows; nil where the matrix would have more than `limit`
  /// cells, or the rows are too many for 32 bits.
  init?(domain: Domain, count: Int, within limit: Int) {
    let sizes = domain.attributes.map(\.size)
    let levels = sizes.reduce(0, +)
    let (cells, overflow) = levels.multipliedReportingOverflow(by: levels)
    // Residuals are at most the number of rows: they fit with as many bits after the point, and so
    // does the difference of two.
    let fractionBits = min(8, 30 - (Int.bitWidth - count.leadingZeroBitCount))
    guard !overflow, cells <= limit, fractionBits >= 0 else { return nil }
    self.count = count
    self.levels = levels
    attributes = sizes.count
    offsets = sizes.indices.map { sizes[..<$0].reduce(0, +) }
    unit = 1 << fractionBits
    values = Array(repeating: 0, count: cells)
  }

  /// The sum of all magnitudes, each twice, in the unit of the residuals.
  ///
  /// - Complexity: O(levels²).
  var sum: Int { values.reduce(0) { $0 + Int($1.magnitude) } }

  /// ``sum`` where the mean total variation of all pairs between rows and model is 2^−`bits`.
  ///
  /// Half the magnitudes of a pair are its variation, in rows.
  func sum(ofVariation bits: Int) -> Int {
    (2 * attributes * (attributes - 1) * count * Int(unit)) >> bits
  }

  /// Takes off what the model expects of each pair, given as tables over the pairs.
  mutating func expect(_ tables: [[Double]], over pairs: [Clique], in domain: Domain) {
    let scale = Double(count) * Double(unit)
    for (pair, table) in zip(pairs, tables) {
      let (first, second) = (pair.attributes[0], pair.attributes[1])
      var cell = 0
      for i in offsets[first]..<offsets[first] + domain.size(first) {
        for j in offsets[second]..<offsets[second] + domain.size(second) {
          let expected = Int32(table[cell] * scale + 0.5)
          values[i * levels + j] -= expected
          values[j * levels + i] -= expected
          cell += 1
        }
      }
    }
  }

  /// Adds the rows' counts.
  ///
  /// - Complexity: O(rows · pairs + levels²).
  mutating func add(_ columns: [[UInt32]]) {
    for start in stride(from: 0, to: count, by: Self.block) {
      let rows = start..<min(start + Self.block, count)
      for first in columns.indices {
        for second in first + 1..<attributes {
          let corner = offsets[first] * levels + offsets[second]
          add(columns[first], columns[second], in: rows, at: corner)
        }
      }
    }
    for i in 0..<levels {
      for j in i + 1..<levels { values[j * levels + i] = values[i * levels + j] }
    }
  }

  /// Adds counts of one pair to the upper half.
  private mutating func add(
    _ first: [UInt32],
    _ second: [UInt32],
    in rows: Range<Int>,
    at corner: Int
  ) {
    let (one, other, levels, unit) = (first.span, second.span, levels, unit)
    var values = values.mutableSpan
    for row in rows {
      values[corner &+ Int(one[row]) &* levels &+ Int(other[row])] &+= unit
    }
  }
}
