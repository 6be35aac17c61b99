import Accounting
import Arithmetic
import GraphicalModels
import Lineage
import Marginals
import Tables

/// The mean total variation over all pairs of attributes, from four distributions to the table.
///
/// Each distribution has one source of error less than the one before, so that the differences
/// tell the sources apart.
struct ErrorParts {
  /// The error of the released rows.
  let rows: Double

  /// The error of the model that they were drawn from: less the rounding to whole rows.
  let model: Double

  /// The error of a model fitted as closely as possible to the same noisy counts: what stopping
  /// early changes.
  let thorough: Double

  /// The error of a model fitted to the exact counts of the same marginals: less the noise.
  ///
  /// What is left is what the chosen marginals don't tell.
  let exact: Double

  /// The mean total variation that the model of exact counts leaves in what it was fitted to: what
  /// inference falls short of.
  let residual: Double

  /// How far the thorough model's loss may lie above the least possible one, as a share of it.
  let gap: Double

  /// The number of pairs.
  let pairs: Int

  /// The number of pairs of which every level, or group of levels, was measured.
  let measuredPairs: Int

  /// Takes a release apart.
  ///
  /// - Complexity: that of three fits, two of them close.
  init(table: EncodedTable, rows: EncodedTable, measurements: MeasurementsFile) {
    let domain = table.domain
    let cliques = Workload.all(degree: 2, of: domain).queries.map(\.clique)
    let truth = table.counts(over: cliques).map(Self.shares)
    func error(_ counts: [[Double]]) -> Double {
      zip(truth, counts).map { Self.variation($0, $1) }.mean
    }
    let answers = measurements.transcript.measurements
    func fitted(to answers: [Measurement], _ settings: InferenceSettings) -> Model {
      Model.fitted(
        to: answers,
        domain: domain,
        total: max(1, Model.total(of: answers)),
        settings: settings
      )
    }
    func error(of model: Model) -> Double {
      error(model.expectedCounts(over: cliques).map(Self.shares))
    }
    self.rows = error(rows.counts(over: cliques).map(Self.shares))
    model = error(of: fitted(to: answers, measurements.inference))
    let close = fitted(to: answers, .close)
    thorough = error(of: close)
    gap = (close.dualityGap ?? 0) / max(close.loss ?? 0, .leastNormalMagnitude)

    let shapes = Array(Set(answers.map(\.shape))).sorted()
    let known = shapes.map { shape in
      Measurement(
        shape: shape,
        values: shape.coarsen(table.counts(over: shape.clique), in: domain),
        noise: .discreteGaussian(variance: 1)
      )
    }
    let ideal = fitted(to: known, .exact)
    exact = error(of: ideal)
    residual =
      known.map { known in
        let expected = known.shape.coarsen(ideal.expectedCounts(over: known.clique), in: domain)
        return Self.variation(Self.shares(known.values), Self.shares(expected))
      }.mean
    pairs = cliques.count
    measuredPairs = Set(shapes.map(\.clique).filter { $0.count == 2 }).count
  }

  private static func shares(_ counts: [Int]) -> [Double] { shares(counts.map(Double.init)) }

  private static func shares(_ counts: [Double]) -> [Double] {
    let sum = counts.reduce(0, +)
    return counts.map { $0 / sum }
  }

  private static func variation(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
  }

  /// All members as a JSON object.
  var json: String {
    """
    {"rows": \(rows), "model": \(model), "thorough": \(thorough), "exact": \(exact), \
    "residual": \(residual), "gap": \(gap), "pairs": \(pairs), "measured pairs": \(measuredPairs)}
    """
  }
}

extension InferenceSettings {
  /// Until ten restarts lower the loss by less than a hundredth.
  ///
  /// What a longer fit would follow is noise, and the error of the model all but stands still.
  fileprivate static var close: InferenceSettings {
    var settings = thorough
    settings.tolerance = 1e-2
    return settings
  }

  /// Until exact counts are met within a thirtieth of a row, as the root of the mean square.
  ///
  /// That is less than 1e-4 of mean total variation for tables of some hundred cells and 20,000 rows
  /// or more, a hundredth of what the chosen marginals leave; ``ErrorParts/residual`` tells it. With a
  /// variance of 1 the loss is half the sum of the squares.
  fileprivate static var exact: InferenceSettings {
    var settings = thorough
    settings.restarts = 400
    settings.discrepancy = 1e-3
    return settings
  }
}

extension [Double] {
  fileprivate var mean: Double { reduce(0, +) / Double(count) }
}
