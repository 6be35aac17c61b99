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

  /// How wrong marginals may be.
  let accuracy: Accuracy

  init(measurements: MeasurementsFile, model: Model, schema: Schema, claim: PrivacyClaim) {
    self.measurements = measurements
    self.model = model
    self.schema = schema
    self.claim = claim
    accuracy = Accuracy(measurements)
  }

  /// The noisy marginals, in order.
  var answers: [Measurement] { accuracy.answers }

  /// The estimate of the number of private rows, at least 1.
  var total: Double { accuracy.total }

  /// The half-width of the interval of that estimate's noise.
  var totalMargin: Double { accuracy.totalMargin }

  var domain: Domain { measurements.domain }

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
  func expectedError(of measurement: Measurement, on clique: Clique) -> Double {
    accuracy.expectedError(of: measurement, on: clique)
  }

  /// The least expected error on a clique of the measurements that hold it; nil where none does.
  func expectedError(of clique: Clique) -> Double? { accuracy.expectedError(of: clique) }

  /// For each clique the last noisy distance that was bought between its marginal and the model of
  /// that time.
  var noisyDistances: [Clique: NoisyDistance] {
    var distances: [Clique: NoisyDistance] = [:]
    for case .errors(let errors) in measurements.transcript.entries.map(\.answer) {
      for (clique, value) in zip(errors.cliques, errors.values) {
        distances[clique] = NoisyDistance(
          distance: max(0, Double(value)) / (2 * total),
          margin: errors.noise.halfWidth / (2 * total)
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
