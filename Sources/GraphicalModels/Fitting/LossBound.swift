import Marginals

/// A lower bound on the loss of any model, the best of some dual points (``DualAscent``).
struct LossBound {
  /// Sweeps of the ascent: more gain next to nothing.
  private static let sweeps = 4

  /// The bound, at least 0.
  let value: Double

  /// Finds the bound.
  ///
  /// One point begins at zero, where nothing is known of a model. The other is the best multiple of
  /// that of `directions` which bounds best, and ascends from there: near the optimum the fitted
  /// parameters and the residuals are such directions.
  ///
  /// - Complexity: ten sweeps over the tree at most, of some ten passes for each target.
  init(tree: JunctionTree, targets: [Target], total: Double, directions: [Parameters]) {
    func ascent(from tables: [[Double]]) -> DualAscent {
      DualAscent(tree: tree, targets: targets, total: total, tables: tables)
    }
    func climbed(_ start: DualAscent) -> Double {
      var ascent = start
      for _ in 0..<Self.sweeps { ascent.sweep() }
      return ascent.bound
    }
    var value = climbed(ascent(from: targets.map { $0.values.map { _ in 0 } }))
    let scaled = directions.compactMap { direction -> DualAscent? in
      let tables = targets.map { target in
        direction[target.shape] ?? target.values.map { _ in 0 }
      }
      // For s·λ the bound is s·gain − s²·size, which is greatest at gain/(2·size).
      let size = zip(targets, tables).map { target, table in
        table.map { $0 * $0 }.lanewiseSum / (2 * target.weight)
      }.lanewiseSum
      let gain = ascent(from: tables).bound + size
      guard gain > 0, size > 0 else { return nil }
      let scale = gain / (2 * size)
      return ascent(from: tables.map { $0.map { $0 * scale } })
    }
    if let best = scaled.max(by: { $0.bound < $1.bound }) { value = max(value, climbed(best)) }
    self.value = max(value, 0)
  }
}
