import Marginals
import Randomness

/// Swaps of values between rows that bring the counts of all pairs of attributes nearer to a model.
///
/// A swap of two rows' values of an attribute changes no count of a single attribute, and is made only
/// where it lowers the squared error Σ(count − expected)² over all pairs. All is computed in whole
/// numbers, so that nothing depends on rounding.
///
/// Rows are taken in tiles (``SwapTile``), each spread over the whole table. Drawn rows stray from the
/// model like the square root of their number, so that of very many rows few have to be touched: the
/// work ends where the error is small enough.
struct SwapRefinement {
  /// The greatest number of rows of a tile; their codes stay in a processor's cache.
  private static let tileRows = 4_096

  /// Refinement ends where a pass lowers the error by less than this part of it.
  private static let leastGain = 64

  private let model: Model
  private let rule: RowRefinement
  private let count: Int
  private var residuals: PairResiduals

  /// Refines the rows in these columns.
  ///
  /// - Complexity: O(rows · pairs) to count, and at most the rule's visits. Memory for the table of all
  ///   pairs, none for the rows.
  static func refine(
    _ columns: inout [[UInt32]],
    model: Model,
    by rule: RowRefinement,
    stream: SamplingStream
  ) {
    guard rule.passes > 0, columns.count > 1, let count = columns.first?.count, count > 1,
      var refinement = SwapRefinement(model: model, count: count, rule: rule)
    else { return }
    refinement.run(on: &columns, stream: stream)
  }

  /// Prepares a refinement; nil where the rule allows none or rows as drawn are near enough.
  private init?(model: Model, count: Int, rule: RowRefinement) {
    guard
      var residuals = PairResiduals(domain: model.domain, count: count, within: rule.pairCellLimit)
    else { return nil }
    let pairs = Workload.all(degree: 2, of: model.domain).queries.map(\.clique)
    var roots: [Double] = []
    for group in Self.groups(of: pairs, in: model.domain) {
      let tables = model.distributions(over: group)
      roots += tables.map { table in
        table.map { ($0 * (1 - min($0, 1))).squareRoot() }.lanewiseSum
      }
      residuals.expect(tables, over: group, in: model.domain)
    }
    let strayed = Self.expectedVariation(ofRoots: roots, rows: count)
    guard strayed * Double(1 << rule.variationBits) > 1 else { return nil }
    self.model = model
    self.rule = rule
    self.count = count
    self.residuals = residuals
  }

  /// The cells at which a group of pairs is full.
  private static let groupCells = 1 << 22

  /// The pairs in groups whose tables are held at once: all those of some first attributes, since one
  /// walk over the model's tree gives the pairs of one.
  private static func groups(of pairs: [Clique], in domain: Domain) -> [[Clique]] {
    var groups: [[Clique]] = []
    var room = 0
    for pair in pairs {
      if room <= 0, groups.last?.last?.attributes[0] != pair.attributes[0] {
        groups.append([])
        room = groupCells
      }
      groups[groups.count - 1].append(pair)
      room -= domain.cellCount(of: pair)
    }
    return groups
  }

  /// The mean total variation from the model's tables of so many independent rows: more than that of
  /// rows whose counts are rounded.
  ///
  /// A count with mean Np strays by √(2Np(1 − p)/π) in the mean, and half the sum is the variation.
  /// `roots` has Σ√(p(1 − p)) for each table.
  private static func expectedVariation(ofRoots roots: [Double], rows: Int) -> Double {
    0.4 * roots.lanewiseSum / (Double(roots.count) * Double(rows).squareRoot())
  }

  private mutating func run(on columns: inout [[UInt32]], stream: SamplingStream) {
    residuals.add(columns)
    var stream = stream
    let enough = residuals.sum(ofVariation: rule.variationBits)
    let tiles = (count + Self.tileRows - 1) / Self.tileRows
    let sizes = model.domain.attributes.map(\.size)
    let impossible = columns.indices.map { attribute in
      model.impossible.filter { $0.clique.contains(attribute) }
    }
    var visits = 0
    var unchecked = 0
    var last = residuals.sum
    guard last > enough else { return }
    for _ in 0..<rule.passes {
      for tile in 0..<tiles {
        let rows = stride(from: tile, to: count, by: tiles)
        var part = SwapTile(columns: columns, rows: rows, offsets: residuals.offsets)
        let cost = part.count * columns.count * columns.count
        guard visits + cost <= rule.visitLimit else { return }
        part.improve(
          &residuals,
          sizes: sizes,
          impossible: impossible,
          stream: &stream
        )
        part.write(to: &columns, rows: rows)
        visits += cost
        unchecked += cost
        // To look at all residuals costs as much as to visit as many values.
        guard unchecked > residuals.values.count else { continue }
        unchecked = 0
        if residuals.sum <= enough { return }
      }
      let now = residuals.sum
      guard now > enough, last - now > last / Self.leastGain else { return }
      last = now
    }
  }
}
