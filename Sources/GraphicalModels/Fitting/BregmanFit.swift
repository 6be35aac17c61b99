import Marginals

/// The fitting of a model's parameters to targets: proximal steps on the dual, clique by clique.
///
/// The maximum-entropy distribution that minimises Σ ½·w·‖expected − measured‖² is sought by
/// Bregman-proximal steps: each restart solves the problem with a penalty for leaving the last
/// distribution, approximately, by sweeps over the junction tree in which every target's own part
/// is solved exactly and one message crosses each separator each way.
struct BregmanFit {
  private let targets: [Target]
  private let total: Double
  /// For each clique of the tree the targets it holds, in groups.
  private let groups: [[TargetGroup]]
  private let tour: Tour

  /// The clique's tables, calibrated after each restart.
  private var beliefs: Beliefs
  private var parameters: [[Double]]
  private var multipliers: [Double]

  /// The greatest difference of two parameters of a target at the start: e^−300 is no probability
  /// that any count can show, and the products of two are still numbers.
  private static let greatestRange = 300.0

  /// Prepares a fit that starts from the given parameters, from zeros where there are none.
  init(
    tree: JunctionTree,
    targets: [Target],
    total: Double,
    start: Parameters,
    support: Support
  ) {
    self.targets = targets
    self.total = total
    parameters = targets.map { target in
      guard var values = start[target.shape] else {
        return Array(repeating: 0, count: target.values.count)
      }
      // What a start all but rules out has to be in reach of a factor.
      let floor = values.largest - Self.greatestRange
      values.update { $0 < floor ? floor : $0 }
      return values
    }
    groups = TargetGroup.all(of: targets, in: tree)
    tour = Tour(of: tree)
    multipliers = Array(repeating: 0, count: targets.count)
    beliefs = Beliefs(
      tree: tree,
      potentials: tree.potentials(
        Parameters(
          zip(targets, parameters).map { Parameters.Entry(shape: $0.shape, values: $1) }
        )
      ),
      support: support
    )
  }

  /// Fits, and returns the parameters with the smallest loss of all restarts, with that loss.
  ///
  /// A restart's proximal step is taken from a point ahead, in the direction of the last step
  /// (Nesterov's momentum); where the loss rises, the momentum begins anew.
  ///
  /// - Source: Güler, New proximal point algorithms for convex minimization, SIAM J. Optimization
  ///   1992; O'Donoghue and Candès, Adaptive restart for accelerated gradient schemes, 2015.
  /// - Complexity: a sweep costs about two calibrations and two to four Wright ω functions for each
  ///   measured cell.
  mutating func run(_ settings: InferenceSettings) -> (parameters: Parameters, loss: Double) {
    let cells = targets.reduce(0) { $0 + $1.values.count - $1.barred.count }
    let enough = settings.discrepancy * 0.5 * Double(cells)
    var loss = currentLoss()
    var best = (parameters: parameters, loss: loss)
    var before = parameters
    var momentum = 0
    var milestone = loss
    for restart in 1...settings.restarts {
      let reference = point(ahead: Double(momentum) / Double(momentum + 3), from: before)
      before = parameters
      for _ in 0..<settings.sweeps {
        sweep(reference: reference, curvature: settings.curvature)
      }
      beliefs.distribute()
      let last = loss
      loss = currentLoss()
      if loss < best.loss { best = (parameters, loss) }
      if loss <= enough { break }
      if restart.isMultiple(of: 10) {
        if milestone - best.loss < settings.tolerance * milestone { break }
        milestone = best.loss
      }
      momentum = loss > last ? 1 : momentum + 1
    }
    let entries = zip(targets, best.parameters).map { target, values in
      Parameters.Entry(shape: target.shape, values: values)
    }
    return (Parameters(entries), best.loss)
  }

  /// θ + share·(θ − before).
  private func point(ahead share: Double, from before: [[Double]]) -> [[Double]] {
    zip(parameters, before).map { now, before in
      var point = now
      point.update(with: before) { now, before in now + share * (now - before) }
      return point
    }
  }

  /// The loss of the calibrated beliefs.
  private mutating func currentLoss() -> Double {
    var losses = Array(repeating: 0.0, count: targets.count)
    for (clique, groups) in groups.enumerated() {
      for group in groups {
        let table = beliefs.sums(of: clique, through: group.projection)
        for member in group.members {
          var counts = member.projection.sums(of: table)
          counts.update { $0 * total }
          losses[member.target] = targets[member.target].loss(expecting: counts)
        }
      }
    }
    return losses.lanewiseSum
  }

  private mutating func sweep(reference: [[Double]], curvature: Double) {
    for stop in tour.stops {
      switch stop {
      case .receive(let clique): beliefs.receive(clique)
      case .send(let clique): beliefs.send(clique)
      case .fit(let clique):
        for group in groups[clique] { fit(group, in: clique, reference, curvature: curvature) }
      }
    }
  }

  /// Solves the parts of a group's targets, one after the other.
  private mutating func fit(
    _ group: TargetGroup,
    in clique: Int,
    _ reference: [[Double]],
    curvature: Double
  ) {
    let before = beliefs.sums(of: clique, through: group.projection)
    var table = before
    for member in group.members {
      let ratio = ratio(
        of: member.target,
        distribution: member.projection.sums(of: table),
        reference: reference[member.target],
        curvature: curvature
      )
      let factors = member.projection.spread(ratio)
      if group.members.count == 1 {
        return beliefs.multiply(clique, by: factors, through: group.projection)
      }
      member.projection.fine.multiply(&table, by: factors)
    }
    table.update(with: before) { after, before in before > 0 ? after / before : 0 }
    beliefs.multiply(clique, by: table, through: group.projection)
  }

  /// Solves one target's part: what its cells of the distribution are to be multiplied by.
  private mutating func ratio(
    of index: Int,
    distribution unscaled: [Double],
    reference: [Double],
    curvature: Double
  ) -> [Double] {
    var distribution = unscaled
    let sum = distribution.lanewiseSum
    distribution.update { $0 / sum }
    let step = ProximalStep(
      distribution: distribution,
      parameters: parameters[index],
      reference: reference,
      target: targets[index],
      total: total,
      curvature: curvature,
      multiplier: multipliers[index]
    )
    let before = parameters[index]
    parameters[index] = step.parameters
    for cell in targets[index].barred { parameters[index][cell] = before[cell] }
    multipliers[index] = step.multiplier
    return step.ratio
  }
}
