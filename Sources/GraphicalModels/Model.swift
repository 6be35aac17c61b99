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

  /// How far ``loss`` may lie above the least possible one, at most; nil where that is.
  package let dualityGap: Double?

  /// The calibrated tables.
  let beliefs: Beliefs

  /// Makes the model that has these parameters.
  package init(domain: Domain, total: Double, parameters: Parameters) {
    let tree = JunctionTree(domain: domain, cliques: parameters.entries.map(\.clique))
    self.init(
      beliefs: Beliefs(tree: tree, potentials: tree.potentials(parameters)),
      total: total,
      parameters: parameters,
      loss: nil,
      dualityGap: nil
    )
  }

  private init(
    beliefs: Beliefs,
    total: Double,
    parameters: Parameters,
    loss: Double?,
    dualityGap: Double?
  ) {
    self.beliefs = beliefs
    self.total = max(total, 0)
    self.parameters = parameters
    self.loss = loss
    self.dualityGap = dualityGap
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
  /// - Returns: the model with the least loss of those after each restart.
  /// - Complexity: O(restarts · sweeps · (cells of the tree · targets a clique)).
  package static func fitted(
    to measurements: [Measurement],
    domain: Domain,
    total: Double,
    settings: InferenceSettings = .standard,
    startingFrom start: Parameters? = nil
  ) -> Model {
    precondition(total.isFinite, "a total of \(total) rows")
    let targets = Target.merging(measurements)
    let tree = JunctionTree(domain: domain, cliques: targets.map(\.shape.clique))
    let rows = max(total, 1)
    if let exact = ExactFit(tree: tree, targets: targets, total: rows) {
      return Model(
        beliefs: Beliefs(tree: tree, potentials: tree.potentials(exact.parameters)),
        total: total,
        parameters: exact.parameters,
        loss: exact.loss,
        dualityGap: 0
      )
    }
    var fit = BregmanFit(tree: tree, targets: targets, total: rows, start: start ?? Parameters())
    let (parameters, loss) = fit.run(settings)
    let beliefs = Beliefs(tree: tree, potentials: tree.potentials(parameters))
    let residuals = targets.map { target in
      Parameters.Entry(
        shape: target.shape,
        values: target.residuals(expecting: beliefs, total: rows)
      )
    }
    let bound = LossBound(
      tree: tree,
      targets: targets,
      total: rows,
      directions: [parameters, Parameters(residuals)]
    )
    return Model(
      beliefs: beliefs,
      total: total,
      parameters: parameters,
      loss: loss,
      dualityGap: max(loss - bound.value, 0)
    )
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
