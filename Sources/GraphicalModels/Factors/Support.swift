import Marginals

/// Which cells of a junction tree's tables a possible row can fall into.
///
/// A cell is barred where every row in it is impossible, by a combination inside its clique or by
/// several along the tree together. It holds −∞ among potentials and nothing among beliefs.
struct Support: Sendable {
  /// For each clique its barred cells, ascending; empty where no combination is impossible at all.
  let barred: [[Int]]

  /// For each clique, 1 for each possible cell of the separator above it and 0 for each barred one.
  let separators: [[Double]]

  /// Whether every row is impossible.
  let isEmpty: Bool

  /// Finds the possible cells, by one pass up and one down the tree.
  ///
  /// - Precondition: some clique of the tree holds each combination.
  /// - Complexity: a few passes over the tree's cells; none where there is no combination.
  init(tree: JunctionTree, impossible: [ImpossibleCombination]) {
    guard !impossible.isEmpty else {
      barred = tree.cliques.map { _ in [] }
      separators = []
      isEmpty = false
      return
    }
    var tables = tree.cells.map { Array(repeating: 1.0, count: $0) }
    for combination in impossible {
      let host = tree.hostOfMeasured(combination.clique)
      for cell in combination.cells(in: tree.cliques[host], of: tree.domain) {
        tables[host][cell] = 0
      }
    }
    func shared(_ index: Int, above edge: Int) -> Projection {
      tree.projection(of: index, onto: tree.separator[edge])
    }
    for index in tree.order.reversed() {
      guard let parent = tree.parent[index] else { continue }
      let possible = shared(index, above: index).maxima(of: tables[index])
      shared(parent, above: index).multiply(&tables[parent], by: possible)
    }
    var separators = tree.cliques.map { _ in [1.0] }
    for index in tree.order {
      if let parent = tree.parent[index] {
        let possible = shared(parent, above: index).maxima(of: tables[parent])
        shared(index, above: index).multiply(&tables[index], by: possible)
        separators[index] = possible
      }
    }
    barred = tables.map { table in table.indices.filter { table[$0] == 0 } }
    self.separators = separators
    isEmpty = !(tables[tree.order[0]].largest > 0)
  }

  /// Gives −∞ to the barred cells of potentials.
  func bar(_ potentials: inout [[Double]]) {
    for (index, cells) in barred.enumerated() {
      for cell in cells { potentials[index][cell] = -.infinity }
    }
  }

  /// 1 for each possible cell of a clique's table of `count` cells, 0 for each barred one.
  func indicator(of index: Int, count: Int) -> [Double] {
    var indicator = Array(repeating: 1.0, count: count)
    for cell in barred[index] { indicator[cell] = 0 }
    return indicator
  }

  /// Whether a sum over the cells of a separator may be nothing.
  func mayVanish(_ cell: Int, above index: Int) -> Bool {
    !separators.isEmpty && separators[index][cell] == 0
  }
}
