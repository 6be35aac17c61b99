import Accounting
import Marginals
import Mechanisms

/// What the measurements so far say about each attribute alone.
struct OneWays {
  /// For each attribute, its estimated counts and their standard deviation.
  let estimates: [(counts: [Double], deviation: Double)]

  /// Combines all fine one-way measurements of each attribute by inverse variance.
  ///
  /// - Precondition: each attribute has one.
  init(_ measurements: [Measurement], of domain: Domain) {
    estimates = domain.attributes.indices.map { attribute in
      var sums = Array(repeating: 0.0, count: domain.size(attribute))
      var precision = 0.0
      for measurement in measurements
      where measurement.clique.attributes == [attribute] && measurement.shape.isFine {
        let weight = 1 / measurement.noise.approximateVariance
        precision += weight
        for (level, value) in measurement.values.enumerated() {
          sums[level] += weight * Double(value)
        }
      }
      precondition(precision > 0, "attribute \(attribute) has no one-way measurement")
      return (sums.map { $0 / precision }, (1 / precision).squareRoot())
    }
  }

  /// One measurement of each attribute, each for this price.
  static func measure(forEach price: PrivacyCost, through door: inout Door) -> [Measurement] {
    door.measure(door.domain.attributes.indices.map { (MarginalShape(Clique([$0])), price) })
  }

  /// The grouping of each attribute that merges all levels under `multiple` deviations into one.
  func merged(below multiple: Double) -> [Grouping?] {
    estimates.map { RareLevels.merged($0.counts, below: multiple * $0.deviation) }
  }

  /// The grouping of each attribute that merges runs of levels under `multiple` deviations.
  func runs(below multiple: Double) -> [Grouping?] {
    estimates.map { RareLevels.runs($0.counts, below: multiple * $0.deviation) }
  }
}
