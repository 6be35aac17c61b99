import Marginals
import Randomness

/// Swaps of values between rows that bring the counts of all pairs of attributes nearer to a model.
///
/// A proposal is an attribute and two rows; their values are swapped where that lowers the squared
/// error Σ(count − expected)² over all pairs. A swap changes no count of a single attribute. The
/// error never rises, and it is computed in whole numbers, so that nothing depends on rounding.
struct SwapRefinement {
  /// The squared error of all pairs and their mirror images, in rows² · 4^fractionBits.
  var squaredError: Int {
    residuals.reduce(0) { $0 + Int($1) * Int($1) }
  }

  private let count: Int
  private let attributes: Int
  private let proposals: Int
  /// The sum of the attributes' sizes.
  private let levels: Int
  /// For each attribute, where its levels begin among all levels.
  private let offsets: [Int]
  /// For each row its codes, each plus its attribute's offset.
  private var codes: [UInt32]
  /// For each two levels the number of rows that have both, less what the model expects of it, in
  /// units of 2^−fractionBits; symmetric, and zero for two levels of one attribute.
  private var residuals: [Int32]
  /// One row in the unit of ``residuals``.
  private let unit: Int32
  /// For each attribute the combinations with it that no row may come to have.
  private let impossible: [[ImpossibleCombination]]

  /// Prepares a refinement; nil where the rule asks for none or the table of pairs is too large.
  init?(rows: SyntheticRows, model: Model, refinement: RowRefinement) {
    let sizes = model.domain.attributes.map(\.size)
    let levels = sizes.reduce(0, +)
    let (cells, overflow) = levels.multipliedReportingOverflow(by: levels)
    guard !overflow, cells <= refinement.pairCellLimit, refinement.proposalsPerCell > 0 else {
      return nil
    }
    guard rows.count > 1, sizes.count > 1 else { return nil }
    count = rows.count
    attributes = sizes.count
    proposals = refinement.proposals(rows: rows.count, attributes: sizes.count)
    self.levels = levels
    offsets = sizes.indices.map { sizes[..<$0].reduce(0, +) }
    // Residuals are at most the number of rows: they fit with as many bits after the point.
    let fractionBits = min(8, 31 - (Int.bitWidth - rows.count.leadingZeroBitCount) - 1)
    unit = fractionBits >= 0 ? 1 << fractionBits : 0
    guard unit > 0 else { return nil }
    impossible = sizes.indices.map { attribute in
      model.impossible.filter { $0.clique.contains(attribute) }
    }
    codes = Array(repeating: 0, count: count * attributes)
    for (attribute, column) in rows.columns.enumerated() {
      for (row, code) in column.enumerated() {
        codes[row * attributes + attribute] = code + UInt32(offsets[attribute])
      }
    }
    residuals = Array(repeating: 0, count: cells)
    expect(model)
    countRows()
  }

  /// Takes the expected counts off the residuals.
  private mutating func expect(_ model: Model) {
    let pairs = Workload.all(degree: 2, of: model.domain).queries.map(\.clique)
    let scale = Double(count) * Double(unit)
    for (pair, table) in zip(pairs, model.distributions(over: pairs)) {
      let (first, second) = (pair.attributes[0], pair.attributes[1])
      var cell = 0
      for i in offsets[first]..<offsets[first] + model.domain.size(first) {
        for j in offsets[second]..<offsets[second] + model.domain.size(second) {
          let expected = Int32(table[cell] * scale + 0.5)
          residuals[i * levels + j] -= expected
          residuals[j * levels + i] -= expected
          cell += 1
        }
      }
    }
  }

  /// Adds the rows' counts to the residuals.
  private mutating func countRows() {
    for row in 0..<count {
      let start = row * attributes
      for a in start..<start + attributes {
        for b in start..<start + attributes where a != b {
          residuals[Int(codes[a]) * levels + Int(codes[b])] += unit
        }
      }
    }
  }

  /// Makes all proposals; returns how many were taken.
  ///
  /// - Complexity: O(proposals · attributes).
  @discardableResult
  mutating func run(stream: SamplingStream) -> Int {
    var stream = stream
    var swaps = 0
    let (count, attributes, levels, unit, proposals) = (count, attributes, levels, unit, proposals)
    let (offsets, impossible) = (offsets, impossible)
    unsafe codes.withUnsafeMutableBufferPointer { codes in
      unsafe residuals.withUnsafeMutableBufferPointer { residuals in
        guard let codes = codes.baseAddress, let residuals = residuals.baseAddress else { return }
        let table = unsafe SwapTable(
          codes: codes,
          residuals: residuals,
          attributes: attributes,
          levels: levels,
          unit: unit,
          offsets: offsets,
          impossible: impossible
        )
        for _ in 0..<proposals {
          // One word gives all three: the attribute, and from what remains the rows.
          let attribute = stream.next().multipliedFullWidth(by: UInt64(attributes))
          let first = attribute.low.multipliedFullWidth(by: UInt64(count))
          let second = first.low.multipliedFullWidth(by: UInt64(count))
          if unsafe table.swap(Int(attribute.high), Int(first.high), Int(second.high)) {
            swaps += 1
          }
        }
      }
    }
    return swaps
  }

  /// The rows as they are now.
  var rows: SyntheticRows {
    SyntheticRows(
      count: count,
      columns: (0..<attributes).map { attribute in
        (0..<count).map { codes[$0 * attributes + attribute] - UInt32(offsets[attribute]) }
      }
    )
  }
}

/// The memory that swaps work on.
@unsafe
private struct SwapTable {
  let codes: UnsafeMutablePointer<UInt32>
  let residuals: UnsafeMutablePointer<Int32>
  let attributes: Int
  let levels: Int
  let unit: Int32
  let offsets: [Int]
  let impossible: [[ImpossibleCombination]]

  /// Swaps two rows' values of an attribute where that lowers the error and leaves both rows
  /// possible; whether it did.
  ///
  /// For another attribute in which the rows have x and y, the counts of (u, x) and (v, y) fall by
  /// one and those of (u, y) and (v, x) rise: Σ r² changes by 2(r_uy + r_vx − r_ux − r_vy) + 4.
  @inline(__always)
  func swap(_ attribute: Int, _ first: Int, _ second: Int) -> Bool {
    let one = unsafe codes + first &* attributes
    let two = unsafe codes + second &* attributes
    let u = unsafe one[attribute]
    let v = unsafe two[attribute]
    guard u != v else { return false }
    let rowU = unsafe residuals + Int(u) &* levels
    let rowV = unsafe residuals + Int(v) &* levels
    // Where x = y the terms cancel, and so they do for the attribute itself, whose block is zero.
    var change = 0
    var differing = 0
    for other in unsafe 0..<attributes {
      let x = unsafe Int(one[other])
      let y = unsafe Int(two[other])
      unsafe change &+= Int(rowU[y]) &+ Int(rowV[x]) &- Int(rowU[x]) &- Int(rowV[y])
      differing &+= x == y ? 0 : 1
    }
    guard unsafe change &+ 2 &* Int(unit) &* (differing &- 1) < 0 else { return false }
    guard unsafe isPossible(one, having: v, of: attribute) else { return false }
    guard unsafe isPossible(two, having: u, of: attribute) else { return false }
    for other in unsafe 0..<attributes where other != attribute {
      let x = unsafe Int(one[other])
      let y = unsafe Int(two[other])
      unsafe add(-unit, Int(u), x)
      unsafe add(-unit, Int(v), y)
      unsafe add(unit, Int(u), y)
      unsafe add(unit, Int(v), x)
    }
    unsafe one[attribute] = v
    unsafe two[attribute] = u
    return true
  }

  /// Whether a row would be possible with another value of an attribute.
  private func isPossible(
    _ row: UnsafeMutablePointer<UInt32>,
    having value: UInt32,
    of attribute: Int
  ) -> Bool {
    for combination in unsafe impossible[attribute] {
      let isExcluded = combination.excludes { other in
        let code = unsafe other == attribute ? value : row[other]
        return unsafe Int(code) - offsets[other]
      }
      if isExcluded { return false }
    }
    return true
  }

  @inline(__always)
  private func add(_ amount: Int32, _ i: Int, _ j: Int) {
    unsafe residuals[i &* levels &+ j] &+= amount
    unsafe residuals[j &* levels &+ i] &+= amount
  }
}
