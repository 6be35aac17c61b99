import GraphicalModels
import Marginals
import Mechanisms

/// A model's counts as integers, to be compared with exact counts at the door: free, since the model
/// is public.
package enum ExpectedCounts {
  /// The most cells of all tables that are made once and kept, where they may be asked for again.
  private static let keptCells = 1 << 20

  /// The cells at which a group is full.
  private static let groupCells = 1 << 22

  /// The most cells of a group of pairs that share their first attribute: one walk over the model's
  /// tree gives all of them, so they are parted only where memory asks for it.
  package static let walkCells = 1 << 24

  /// For each shape, the model's expected counts, rounded.
  ///
  /// Small tables are made at once; else a group exists only while it is compared, so that the
  /// memory doesn't grow with the number of shapes.
  static func tables(of shapes: [MarginalShape], by model: Model) -> PublicTables {
    let groups = groups(of: shapes, in: model.domain)
    let make: @Sendable (Range<Int>) -> [[Int]] = { of(Array(shapes[$0]), by: model) }
    let cells = shapes.reduce(0) { $0 + $1.cellCount(in: model.domain) }
    guard cells > keptCells else { return PublicTables(groups.flatMap(make)) }
    return PublicTables(inGroups: groups, by: make)
  }

  /// One shape's expected counts, rounded.
  static func table(of shape: MarginalShape, by model: Model) -> [Int] {
    of([shape], by: model)[0]
  }

  private static func of(_ shapes: [MarginalShape], by model: Model) -> [[Int]] {
    model.expectedCounts(over: shapes.map(\.clique)) { position, counts in
      shapes[position].coarsen(counts, in: model.domain).map { Int($0 + 0.5) }
    }
  }

  /// The shapes' positions in groups of bounded size, cut where the first attribute changes.
  private static func groups(of shapes: [MarginalShape], in domain: Domain) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var (start, cells) = (0, 0)
    for (position, shape) in shapes.enumerated() {
      let more = domain.cellCount(of: shape.clique)
      let begins =
        position > 0
        && shape.clique.attributes.first != shapes[position - 1].clique.attributes.first
      let limit = begins ? groupCells : walkCells
      if position > start, cells + more > limit {
        groups.append(start..<position)
        (start, cells) = (position, 0)
      }
      cells += more
    }
    return start < shapes.count ? groups + [start..<shapes.count] : groups
  }
}
