import Marginals

/// What a model should expect of one shape: all its measurements as one.
struct Target: Sendable {
  /// What was counted.
  let shape: MarginalShape

  /// The mean of the measurements, weighted by the inverses of their variances.
  private(set) var values: [Double]

  /// The sum of those inverses.
  let weight: Double

  /// The cells that no possible row falls into: no part of the fit, as nothing can change them.
  private(set) var barred: [Int] = []

  /// The measurements as one target for each shape, in the order of the shapes.
  ///
  /// - Complexity: O(all cells).
  static func merging(_ measurements: [Measurement]) -> [Target] {
    let groups = Dictionary(grouping: measurements, by: \.shape)
    return groups.keys.sorted().map { shape in
      let group = groups[shape] ?? []
      let weights = group.map { 1 / $0.noise.approximateVariance }
      let weight = weights.lanewiseSum
      var values = Array(repeating: 0.0, count: group[0].values.count)
      for (measurement, share) in zip(group, weights) {
        precondition(measurement.values.count == values.count, "\(shape.clique) has another shape")
        for index in values.indices {
          values[index] += share * Double(measurement.values[index])
        }
      }
      return Target(shape: shape, values: values.map { $0 / weight }, weight: weight)
    }
  }

  private init(shape: MarginalShape, values: [Double], weight: Double) {
    self.shape = shape
    self.values = values
    self.weight = weight
  }

  /// The target without its counts of impossible rows.
  func barring(_ support: Support, in tree: JunctionTree) -> Target {
    let host = tree.hostOfMeasured(shape.clique)
    guard !support.barred[host].isEmpty else { return self }
    let possible = tree.projection(of: host, onto: shape)
      .sums(of: support.indicator(of: host, count: tree.cells[host]))
    var target = self
    target.barred = possible.indices.filter { possible[$0] == 0 }
    for cell in target.barred { target.values[cell] = 0 }
    return target
  }

  /// ½·weight·Σ(expected − measured)².
  func loss(expecting counts: [Double]) -> Double {
    var squares = counts
    squares.update(with: values) { expected, measured in
      (expected - measured) * (expected - measured)
    }
    return 0.5 * weight * squares.lanewiseSum
  }

  /// weight·(measured − expected) for every cell: the loss falls fastest in this direction.
  func residuals(expecting beliefs: Beliefs, total: Double) -> [Double] {
    let host = beliefs.tree.hostOfMeasured(shape.clique)
    var residuals = beliefs.tree.projection(of: host, onto: shape).sums(of: beliefs.tables[host])
    residuals.update(with: values) { share, measured in weight * (measured - share * total) }
    return residuals
  }
}
