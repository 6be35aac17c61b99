import Accounting
import Arithmetic
import GraphicalModels
package import Lineage
package import Marginals

/// How wrong marginals may be, as far as the noisy measurements alone tell.
package struct Accuracy: Sendable {
  /// The attributes.
  package let domain: Domain

  /// The noisy marginals, in order.
  let answers: [Measurement]

  /// The marginals that the release should get right.
  let workload: [Clique]

  /// The estimate of the number of private rows, at least 1, so that shares can be taken of it.
  let total: Double

  /// For each attribute the answers that hold it, as positions, ascending.
  private let holders: [[Int]]

  /// The accuracy of a run's measurements.
  package init(_ measurements: MeasurementsFile) {
    domain = measurements.domain
    answers = measurements.transcript.measurements
    workload = measurements.workload.queries.map(\.clique)
    total = max(1, Model.total(of: answers))
    var holders: [[Int]] = Array(repeating: [], count: domain.count)
    for (position, answer) in answers.enumerated() {
      for attribute in answer.clique.attributes { holders[attribute].append(position) }
    }
    self.holders = holders
  }

  /// The half-width of the interval of the noise on the estimate of the total.
  var totalMargin: Double {
    let weights = answers.reduce(0.0) { sum, measurement in
      let width = measurement.noise.halfWidth
      return sum + 1 / (Double(measurement.values.count) * width * width)
    }
    return weights > 0 ? (1 / weights).squareRoot() : 0
  }

  /// The expected distance in total variation between a measurement and the truth, on a clique that
  /// lies within it.
  ///
  /// A cell of the clique is a sum of cells(measurement)/cells(clique) cells of the measurement; half
  /// the sum of the mean absolute noise of all such sums, over the total. Where the measurement merges
  /// levels, so does what the error is about.
  ///
  /// - Source: McKenna and others, AIM, VLDB 2022, section 6, for its use as an error of a marginal.
  func expectedError(of measurement: Measurement, on clique: Clique) -> Double {
    let wide = Double(measurement.values.count)
    let cells = min(wide, Double(domain.cellCount(of: clique)))
    return measurement.noise.meanAbsolute(ofSumOf: wide / cells) * cells / (2 * total)
  }

  /// The least expected error on a clique of the measurements that hold it; nil where none does.
  ///
  /// - Complexity: O(measurements with the clique's rarest attribute).
  package func expectedError(of clique: Clique) -> Double? {
    answers(holding: clique).map { expectedError(of: $0, on: clique) }.min()
  }

  /// The noisy marginals that hold a clique, in order.
  private func answers(holding clique: Clique) -> [Measurement] {
    let lists = clique.attributes.map { holders[$0] }
    guard let fewest = lists.min(by: { $0.count < $1.count }) else { return answers }
    return fewest.map { answers[$0] }.filter { clique.isSubset(of: $0.clique) }
  }

  /// The expected errors of the workload's marginals; nil for those that were not measured.
  var workloadErrors: [Double?] { workload.map(expectedError(of:)) }

  /// The share of the workload whose expected error is at most `error`; an unmeasured marginal has
  /// none, and counts as too wrong.
  package func workloadShare(within error: Double) -> Double {
    guard !workload.isEmpty else { return 0 }
    let good = workloadErrors.count { $0.map { $0 <= error } ?? false }
    return Double(good) / Double(workload.count)
  }

  /// The effective number of rows in the smallest group of a marginal.
  ///
  /// A noisy count n with noise of variance σ² tells as much as n²/(n + σ²) rows without noise: so
  /// many have the same relative variance. Levels that nobody declared, such as missing values, are
  /// no groups.
  ///
  /// - Parameters:
  ///   - clique: the marginal.
  ///   - undeclared: for each attribute of the domain, the levels that are no groups.
  /// - Returns: the number of rows; nil where the marginal wasn't measured level by level.
  /// - Complexity: O(cells of the measurement).
  package func leastEffectiveCount(of clique: Clique, undeclared: [[Int]]) -> Double? {
    let holding = answers(holding: clique).filter(\.shape.isFine)
    let best = holding.enumerated().min { left, right in
      (expectedError(of: left.element, on: clique), left.offset)
        < (expectedError(of: right.element, on: clique), right.offset)
    }?.element
    guard let best else { return nil }
    let counts = sums(of: best, over: clique)
    let merged = Double(best.values.count) / Double(counts.count)
    let variance = best.noise.approximateVariance * merged
    return counts.enumerated().compactMap { cell, count in
      if isUndeclared(cell, of: clique, undeclared) { return nil }
      let rows = max(0, Double(count))
      return rows * rows / (rows + variance)
    }.min()
  }

  /// Whether a cell of a clique is about an undeclared level of any attribute.
  private func isUndeclared(_ cell: Int, of clique: Clique, _ undeclared: [[Int]]) -> Bool {
    var rest = cell
    for attribute in clique.attributes.reversed() {
      if undeclared[attribute].contains(rest % domain.size(attribute)) { return true }
      rest /= domain.size(attribute)
    }
    return false
  }

  /// The noisy counts of a clique: sums of a wider measurement's.
  private func sums(of measurement: Measurement, over clique: Clique) -> [Int] {
    let wide = measurement.clique.attributes
    let sizes = wide.map(domain.size)
    let places = clique.attributes.map { attribute in wide.firstIndex(of: attribute) ?? 0 }
    var sums = Array(repeating: 0, count: domain.cellCount(of: clique))
    var levels = Array(repeating: 0, count: wide.count)
    for value in measurement.values {
      sums[places.reduce(0) { $0 * sizes[$1] + levels[$1] }] += value
      // The last attribute runs fastest.
      for place in levels.indices.reversed() {
        levels[place] += 1
        if levels[place] < sizes[place] { break }
        levels[place] = 0
      }
    }
    return sums
  }
}
