import Accounting
import Arithmetic
import GraphicalModels
import Lineage
import Marginals
import Schemas

/// What a report is written from: public values only.
struct ReportFacts {
  let measurements: MeasurementsFile
  let model: Model
  let schema: Schema
  let claim: PrivacyClaim

  /// The noisy marginals, in order.
  let answers: [Measurement]

  /// The estimate of the number of private rows, at least 1, so that shares can be taken of it.
  let total: Double

  init(measurements: MeasurementsFile, model: Model, schema: Schema, claim: PrivacyClaim) {
    self.measurements = measurements
    self.model = model
    self.schema = schema
    self.claim = claim
    answers = measurements.transcript.measurements
    total = max(1, Model.total(of: answers))
  }

  /// The mean of |x| for a normal x of variance 1: √(2/π).
  ///
  /// - Source: McKenna and others, AIM, VLDB 2022, section 6, for its use as an error of a marginal.
  static let meanAbsoluteDeviation = 0.798

  /// The half-width of an interval that holds 95 % of a normal variable, in standard deviations.
  static let intervalWidth = 1.96

  var domain: Domain { measurements.domain }

  /// The standard deviation of that estimate.
  var totalDeviation: Double {
    let weights = answers.reduce(0.0) { sum, measurement in
      sum + 1 / (Double(measurement.values.count) * measurement.noise.approximateVariance)
    }
    return weights > 0 ? (1 / weights).squareRoot() : 0
  }

  /// A clique's attributes as marked-up names.
  func names(_ clique: Clique) -> String {
    clique.count == 0 ? "all rows together" : Markup.names(domain.names(of: clique))
  }

  /// The share of the release's budget that a price is.
  func share(of cost: PrivacyCost) -> Double {
    let all = claim.guarantee.cost.value
    return all.isZero ? 0 : (cost.value / all).approximation
  }

  /// The expected distance in total variation between a measurement and the truth, on a clique that
  /// lies within it.
  ///
  /// A cell of the clique is a sum of cells of the measurement, so its noise has the variance
  /// σ²·cells(measurement)/cells(clique); half the sum of the mean absolute noise of all cells, over
  /// the total. Where the measurement merges levels, so does what the error is about.
  func expectedError(of measurement: Measurement, on clique: Clique) -> Double {
    let wide = Double(measurement.values.count)
    let cells = min(wide, Double(domain.cellCount(of: clique)))
    let deviation = (measurement.noise.approximateVariance * wide / cells).squareRoot()
    return Self.meanAbsoluteDeviation * deviation * cells / (2 * total)
  }

  /// The least expected error on a clique of the measurements that hold it; nil where none does.
  func expectedError(of clique: Clique) -> Double? {
    answers
      .filter { clique.isSubset(of: $0.clique) }
      .map { expectedError(of: $0, on: clique) }
      .min()
  }

  /// For each clique the last noisy distance that was bought between its marginal and the model of
  /// that time.
  var noisyDistances: [Clique: NoisyDistance] {
    var distances: [Clique: NoisyDistance] = [:]
    for case .errors(let errors) in measurements.transcript.entries.map(\.answer) {
      let deviation = errors.noise.approximateVariance.squareRoot()
      for (clique, value) in zip(errors.cliques, errors.values) {
        distances[clique] = NoisyDistance(
          distance: max(0, Double(value)) / (2 * total),
          margin: Self.intervalWidth * deviation / (2 * total)
        )
      }
    }
    return distances
  }

  /// A noisy distance in total variation, and the half-width of the interval of its noise.
  struct NoisyDistance {
    let distance: Double
    let margin: Double
  }
}
