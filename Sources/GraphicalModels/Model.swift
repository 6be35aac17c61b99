package import Marginals

/// A distribution over a domain, fitted to noisy marginals: what the synthetic rows are drawn from.
///
/// It is the distribution ∝ exp(Σ θ_r(x_r)) over the measured cliques r, held as the calibrated
/// tables of a junction tree.
///
/// - Source: McKenna, Sheldon and Miklau, Graphical-model based estimation and inference for
///   differential privacy, ICML 2019.
package struct Model: Sendable {
  /// The attributes' names and sizes.
  package var domain: Domain { tree.domain }

  /// The junction tree.
  package var tree: JunctionTree { beliefs.tree }

  /// The number of rows that the model stands for, at least 0.
  package let total: Double

  /// θ for each measured shape.
  package let parameters: Parameters

  /// Σ ½·‖expected − measured‖²/σ² over the measurements fitted to, those of one shape merged;
  /// nil for a model made from its parameters.
  package let loss: Double?

  /// How far ``loss`` may lie above the least possible one, at most; nil where that is, and for a
  /// model whose fit was not to be bounded.
  package let dualityGap: Double?

  /// The combinations that no row has: they have probability 0, exactly.
  package let impossible: [ImpossibleCombination]

  /// The calibrated tables.
  let beliefs: Beliefs

  /// Which cells of the tables are possible.
  let support: Support

  /// Makes the model that has these parameters.
  ///
  /// - Precondition: some row is possible.
  package init(
    domain: Domain,
    total: Double,
    parameters: Parameters,
    impossible: [ImpossibleCombination] = []
  ) {
    let tree = JunctionTree(
      domain: domain,
      cliques: parameters.entries.map(\.clique) + impossible.map(\.clique)
    )
    let support = Support(tree: tree, impossible: impossible)
    precondition(!support.isEmpty, "no row is possible")
    self.init(
      beliefs: Beliefs(tree: tree, potentials: tree.potentials(parameters), support: support),
      support: support,
      impossible: impossible,
      total: total,
      parameters: parameters,
      loss: nil,
      dualityGap: nil
    )
  }

  private init(
    beliefs: Beliefs,
    support: Support,
    impossible: [ImpossibleCombination],
    total: Double,
    parameters: Parameters,
    loss: Double?,
    dualityGap: Double?
  ) {
    self.beliefs = beliefs
    self.support = support
    self.impossible = impossible
    self.total = max(total, 0)
    self.parameters = parameters
    self.loss = loss
    self.dualityGap = dualityGap
  }

  /// Whether any row is left where these combinations are impossible.
  ///
  /// - Complexity: O(cells of the combinations' junction tree).
  package static func isPossible(
    without impossible: [ImpossibleCombination],
    in domain: Domain
  ) -> Bool {
    let tree = JunctionTree(domain: domain, cliques: impossible.map(\.clique))
    return !Support(tree: tree, impossible: impossible).isEmpty
  }

  /// Fits a model to noisy marginals.
  ///
  /// Measurements of one shape are merged first, weighted by the inverses of their variances. The
  /// result has the same bits on every machine, in every build and on any number of threads.
  ///
  /// - Parameters:
  ///   - measurements: the noisy marginals; attributes of none are uniform.
  ///   - domain: the attributes.
  ///   - total: the number of rows, which need not be whole (``total(of:)``); below 1 the shape is
  ///     fitted as if it were 1.
  ///   - settings: how long to fit.
  ///   - start: parameters to start from, those of a model fitted to fewer measurements; nil for
  ///     the uniform distribution. Parameters of cliques without a measurement are left out.
  ///   - impossible: the combinations that no row has; what was measured of them is disregarded.
  ///   - isBounded: whether to find ``dualityGap``, which takes some ten sweeps.
  /// - Returns: the model with the least loss of those after each restart.
  /// - Complexity: O(restarts · sweeps · (cells of the tree · targets a clique)).
  package static func fitted(
    to measurements: [Measurement],
    domain: Domain,
    total: Double,
    settings: InferenceSettings = .standard,
    startingFrom start: Parameters? = nil,
    impossible: [ImpossibleCombination] = [],
    isBounded: Bool = true
  ) -> Model {
    precondition(total.isFinite, "a total of \(total) rows")
    let merged = Target.merging(measurements)
    let tree = JunctionTree(
      domain: domain,
      cliques: merged.map(\.shape.clique) + impossible.map(\.clique)
    )
    let support = Support(tree: tree, impossible: impossible)
    precondition(!support.isEmpty, "no row is possible")
    let targets = merged.map { $0.barring(support, in: tree) }
    let rows = max(total, 1)
    if impossible.isEmpty, let exact = ExactFit(tree: tree, targets: targets, total: rows) {
      return Model(
        beliefs: Beliefs(
          tree: tree,
          potentials: tree.potentials(exact.parameters),
          support: support
        ),
        support: support,
        impossible: impossible,
        total: total,
        parameters: exact.parameters,
        loss: exact.loss,
        dualityGap: 0
      )
    }
    var fit = BregmanFit(
      tree: tree,
      targets: targets,
      total: rows,
      start: start ?? Parameters(),
      support: support
    )
    let (parameters, loss) = fit.run(settings)
    let beliefs = Beliefs(
      tree: tree,
      potentials: tree.potentials(parameters),
      support: support
    )
    let gap =
      isBounded
      ? max(loss - bound(of: beliefs, parameters: parameters, targets: targets, total: rows), 0)
      : nil
    return Model(
      beliefs: beliefs,
      support: support,
      impossible: impossible,
      total: total,
      parameters: parameters,
      loss: loss,
      dualityGap: gap
    )
  }

  /// What no model's loss is under, sought from the parameters and the residuals of one.
  ///
  /// A model that keeps to the possible rows is one among all, so what bounds all bounds it too.
  private static func bound(
    of beliefs: Beliefs,
    parameters: Parameters,
    targets: [Target],
    total: Double
  ) -> Double {
    let residuals = targets.map { target in
      Parameters.Entry(
        shape: target.shape,
        values: target.residuals(expecting: beliefs, total: total)
      )
    }
    return LossBound(
      tree: beliefs.tree,
      targets: targets,
      total: total,
      directions: [parameters, Parameters(residuals)]
    ).value
  }

  /// The estimate of the number of rows with the least variance: the measurements' sums, weighted
  /// by the inverses of their variances (cells times σ²).
  ///
  /// It may be negative. Zero where nothing was measured.
  package static func total(of measurements: [Measurement]) -> Double {
    var weights = 0.0
    var sum = 0.0
    for measurement in measurements {
      let cells = Double(measurement.values.count)
      let weight = 1 / (cells * measurement.noise.approximateVariance)
      weights += weight
      sum += weight * Double(measurement.values.reduce(0, +))
    }
    return weights > 0 ? sum / weights : 0
  }
}
