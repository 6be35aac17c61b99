import Arithmetic
import Marginals
import Parallel

/// The tables of a junction tree's cliques, and those of its separators.
///
/// Calibrated, each clique's table is the distribution of its attributes (its cells add up to 1),
/// and two neighbours agree on their separator.
///
/// What a table is to be multiplied by waits for the sums that are asked of it next, so that both
/// take one pass over its memory.
///
/// - Source: Jensen, Lauritzen and Olesen, Bayesian updating in causal probabilistic networks by
///   local computations, 1990 (the messages by division are known as Hugin's).
struct Beliefs: Sendable {
  /// The tree.
  let tree: JunctionTree

  /// A table for each clique, up to the products it waits for: none after the making.
  private(set) var tables: [[Double]]

  /// For each clique the product that its table waits for.
  private var waiting: [TableProduct?]

  /// For each clique what was last sent across the separator above it.
  private var separators: [[Double]]

  /// For each clique, its projection onto the separator above it.
  private let upward: [Projection]

  /// For each clique, the projection of its parent onto that separator.
  private let downward: [Projection]

  /// The distribution ∝ exp(Σ potentials), one table of potentials for each clique.
  ///
  /// Calibrates with plain numbers, and in the log domain where a message underflows: only then
  /// are the potentials computed once more, so that no copy of them is kept.
  ///
  /// - Complexity: one exponential and about six passes for each cell of the tree.
  init(tree: JunctionTree, potentials: @autoclosure () -> [[Double]], support: Support) {
    self.tree = tree
    upward = tree.cliques.indices.map { index in
      Self.projection(in: tree, from: index, ontoSeparatorAbove: index)
    }
    downward = tree.cliques.indices.map { index in
      Self.projection(in: tree, from: tree.parent[index] ?? index, ontoSeparatorAbove: index)
    }
    separators = Array(repeating: [], count: tree.cliques.count)
    waiting = Array(repeating: nil, count: tree.cliques.count)
    tables = potentials()
    support.bar(&tables)
    if !calibrate(support) {
      waiting = Array(repeating: nil, count: tree.cliques.count)
      tables = potentials()
      support.bar(&tables)
      calibrateLogarithms()
    }
    for index in tables.indices { settle(index) }
  }

  private static func projection(
    in tree: JunctionTree,
    from source: Int,
    ontoSeparatorAbove index: Int
  ) -> Projection {
    let clique = tree.cliques[source]
    return Projection(
      shape: tree.domain.shape(of: clique),
      kept: clique.attributes.map(tree.separator[index].contains)
    )
  }

  /// Multiplies a clique's table by a table over some of its attributes.
  mutating func multiply(_ clique: Int, by factor: [Double], through projection: Projection) {
    settle(clique)
    waiting[clique] = TableProduct(projection: projection, factors: factor)
  }

  /// The sums of a clique's table over what a projection doesn't keep.
  mutating func sums(of clique: Int, through projection: Projection) -> [Double] {
    guard let product = waiting[clique] else { return projection.sums(of: tables[clique]) }
    waiting[clique] = nil
    return projection.sums(of: &tables[clique], after: product)
  }

  /// Multiplies a clique's table by what it waits for.
  private mutating func settle(_ clique: Int) {
    waiting[clique]?.multiply(&tables[clique])
    waiting[clique] = nil
  }

  /// Brings what the parent of `clique` knows down to it.
  mutating func receive(_ clique: Int) {
    guard let parent = tree.parent[clique] else { return }
    let news = sums(of: parent, through: downward[clique])
    multiply(clique, by: exchange(news, above: clique), through: upward[clique])
  }

  /// Brings what `clique` knows up to its parent.
  mutating func send(_ clique: Int) {
    guard let parent = tree.parent[clique] else { return }
    let news = sums(of: clique, through: upward[clique])
    multiply(parent, by: exchange(news, above: clique), through: downward[clique])
  }

  /// Brings what each clique knows down to all below it.
  mutating func distribute() {
    for clique in tree.order { receive(clique) }
  }

  /// The quotient of the news and what was known before; the news is remembered.
  private mutating func exchange(_ news: [Double], above clique: Int) -> [Double] {
    var quotient = separators[clique]
    quotient.update(with: news) { old, new in old > 0 ? new / old : 0 }
    separators[clique] = news
    return quotient
  }

  /// Calibrates tables of potentials; false where a sum left the range of Double.
  private mutating func calibrate(_ support: Support) -> Bool {
    for index in tables.indices { Self.takeExponentials(&tables[index]) }
    for index in tree.order.reversed() {
      let sums = sums(of: index, through: upward[index])
      let isInRange = sums.indices.allSatisfy {
        sums[$0] > 1e-280 || support.mayVanish($0, above: index)
      }
      guard isInRange else { return false }
      separators[index] = sums
      guard let parent = tree.parent[index] else { continue }
      // Up goes a multiple of the sums whose largest cell is 1; the root's total undoes it.
      let scale = 1 / sums.largest
      multiply(parent, by: sums.map { $0 * scale }, through: downward[index])
    }
    let root = tree.order[0]
    settle(root)
    let total = tables[root].lanewiseSum
    tables[root].update { $0 / total }
    distribute()
    return true
  }

  /// Replaces each x by e^(x − the greatest).
  private static func takeExponentials(_ table: inout [Double]) {
    let parts = Projection.ranges(Projection.partCount(of: table.count), of: table.count)
    guard parts.count > 1 else {
      table = Elementary.exponentials(of: table, minus: table.largest)
      return
    }
    let shift = Parallel.map(count: parts.count) { [table] in table.largest(of: parts[$0]) }.largest
    _ = Parallel.update(&table, parts: parts) { _, cells in
      Elementary.takeExponentials(&cells, minus: shift)
    }
  }

  /// Calibrates tables of potentials without ever leaving the logarithms.
  private mutating func calibrateLogarithms() {
    for index in tree.order.reversed() {
      separators[index] = Self.logarithmicSums(of: tables[index], through: upward[index])
      if let parent = tree.parent[index] {
        downward[index].add(separators[index], to: &tables[parent])
      }
    }
    for index in tree.order {
      guard let parent = tree.parent[index] else { continue }
      var news = Self.logarithmicSums(of: tables[parent], through: downward[index])
      // Where a separator's cell is barred both are −∞, and so are the cells below it.
      news.update(with: separators[index]) { new, old in new == old ? 0 : new - old }
      upward[index].add(news, to: &tables[index])
    }
    let whole = Projection(
      shape: [tables[0].count],
      kept: [false]
    )
    let total = Self.logarithmicSums(of: tables[0], through: whole)[0]
    for index in tables.indices {
      tables[index] = Elementary.exponentials(of: tables[index], minus: total)
      separators[index] = upward[index].sums(of: tables[index])
    }
  }

  /// ln Σ exp over the axes that a projection doesn't keep.
  private static func logarithmicSums(
    of table: [Double],
    through projection: Projection
  ) -> [Double] {
    let maxima = projection.maxima(of: table)
    var shifted = table
    projection.add(maxima.map { $0 == -.infinity ? 0 : -$0 }, to: &shifted)
    var sums = projection.sums(of: Elementary.exponentials(of: shifted, minus: 0))
    sums.update(with: maxima) { sum, maximum in Elementary.log(sum) + maximum }
    return sums
  }
}
