import Marginals

/// A lower bound on the loss of any model, found by duality from a direction θ of the parameters.
///
/// For every table λ, Σ ½w‖m − y‖² ≥ ⟨λ, m − y⟩ − Σ ‖λ‖²/(2w), and a linear function of the expected
/// counts m is least where all N rows are one best row. With λ = −s·θ and the best s > 0 the bound is
/// (⟨θ, y⟩ − N·max θ)²/(2·Σ ‖θ‖²/w), where max θ is the largest Σ θ_r(x_r) of any possible row x. The
/// direction is first centred; what a constant adds to λ_r bounds by itself w·(Σy − N)²/(2·cells).
struct LossBound {
  /// The bound.
  let value: Double

  /// Finds the bound.
  ///
  /// - Complexity: one pass over the tree.
  init(
    tree: JunctionTree,
    targets: [Target],
    total: Double,
    direction: Parameters,
    support: Support
  ) {
    var gain = 0.0
    var size = 0.0
    var constants = 0.0
    var centred: [Parameters.Entry] = []
    for target in targets {
      guard var theta = direction[target.shape] else { continue }
      let mean = theta.lanewiseSum / Double(theta.count)
      theta.update { $0 - mean }
      centred.append(Parameters.Entry(shape: target.shape, values: theta))
      var products = theta
      products.update(with: target.values) { theta, y in theta * y }
      gain += products.lanewiseSum
      products.update(with: theta) { _, theta in theta * theta }
      size += products.lanewiseSum / target.weight
      let excess = target.values.lanewiseSum - total
      constants += target.weight * excess * excess / (2 * Double(theta.count))
    }
    var potentials = tree.potentials(Parameters(centred))
    support.bar(&potentials)
    gain -= total * Self.largest(potentials, in: tree)
    value = constants + (gain > 0 ? gain * gain / (2 * size) : 0)
  }

  /// The largest sum of potentials of any row, by messages of maxima from the leaves up.
  private static func largest(_ potentials: [[Double]], in tree: JunctionTree) -> Double {
    var tables = potentials
    for index in tree.order.reversed() {
      guard let parent = tree.parent[index] else { continue }
      let maxima = tree.projection(of: index, onto: tree.separator[index]).maxima(of: tables[index])
      tree.projection(of: parent, onto: tree.separator[index]).add(maxima, to: &tables[parent])
    }
    return tables[tree.order[0]].largest
  }
}
