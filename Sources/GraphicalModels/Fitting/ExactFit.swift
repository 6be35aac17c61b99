import Arithmetic
import Marginals

/// The solution of fitting where it is in closed form.
///
/// No model can do better than to expect of each target the table nearest to it that has no negative
/// cells and the right total. Where every clique of the tree is itself a target, or free, and these
/// tables agree on what they share, the distribution Π p(clique)/Π p(separator) expects just them, and
/// of all that do it has the greatest entropy. That is so for marginals without common attributes,
/// such as one-ways alone, and for exact counts.
struct ExactFit {
  /// The parameters of that distribution.
  let parameters: Parameters

  /// Its loss, the least there is.
  let loss: Double

  /// The part of the total that two tables may differ by and still agree.
  private static let tolerance = 1e-9

  /// The least share of the total that a cell is given: too little to show in any count.
  private static let smallestShare = 1e-14

  /// Finds the solution; nil where the tables don't agree or don't cover the tree.
  ///
  /// - Complexity: O(cells of the targets).
  init?(tree: JunctionTree, targets: [Target], total: Double) {
    let nearest = targets.map { SimplexProjection.of($0.values, sum: total).map { $0 / total } }
    // For each clique of the tree its table; uniform where nothing in it was measured.
    var tables = tree.cells.map { Array(repeating: 1 / Double($0), count: $0) }
    var owners: [Int?] = tree.cliques.map { _ in nil }
    for (index, target) in targets.enumerated() {
      let host = tree.hostOfMeasured(target.shape.clique)
      guard target.shape.clique == tree.cliques[host],
        Self.tellsLevelsApart(target.shape, in: tree.domain)
      else { continue }
      tables[host] = nearest[index]
      owners[host] = index
    }
    for (target, table) in zip(targets, nearest) {
      let host = tree.hostOfMeasured(target.shape.clique)
      guard owners[host] != nil else { return nil }
      let expected = tree.projection(of: host, onto: target.shape).sums(of: tables[host])
      guard Self.agree(expected, table) else { return nil }
    }
    var entries: [Parameters.Entry] = []
    for (clique, table) in tables.enumerated() {
      let onto = tree.projection(of: clique, onto: tree.separator[clique])
      let shared = onto.sums(of: table)
      if let parent = tree.parent[clique] {
        let above = tree.projection(of: parent, onto: tree.separator[clique])
        guard Self.agree(shared, above.sums(of: tables[parent])) else { return nil }
      }
      guard let owner = owners[clique] else { continue }
      // ln p(clique) − ln p(separator): the clique given what is above it.
      var logarithms = table
      Elementary.takeLogarithms(&logarithms, floor: Self.smallestShare, scale: 1)
      var conditions = shared
      Elementary.takeLogarithms(&conditions, floor: Self.smallestShare, scale: 1)
      conditions.update { -$0 }
      onto.add(conditions, to: &logarithms)
      entries.append(Parameters.Entry(shape: targets[owner].shape, values: logarithms))
    }
    let covered = Set(entries.map(\.shape))
    for target in targets where !covered.contains(target.shape) {
      entries.append(Parameters.Entry(shape: target.shape, values: target.values.map { _ in 0 }))
    }
    parameters = Parameters(entries)
    loss =
      zip(targets, nearest).map { target, table in
        target.loss(expecting: table.map { $0 * total })
      }.lanewiseSum
  }

  /// Whether the cells of a shape are those of its clique, by groups of one level each or by none.
  private static func tellsLevelsApart(_ shape: MarginalShape, in domain: Domain) -> Bool {
    zip(shape.groupings, domain.shape(of: shape.clique)).allSatisfy { grouping, size in
      grouping.map { $0.groups == Array(0..<size) } ?? true
    }
  }

  private static func agree(_ left: [Double], _ right: [Double]) -> Bool {
    zip(left, right).allSatisfy { ($0 - $1).magnitude <= tolerance }
  }
}
