import Arithmetic
import Marginals

/// Mirror descent on the whole joint, an estimator of its own: pᵗ⁺¹ ∝ pᵗ·exp(−α·gradient).
func mirrorDescentLoss(
  _ measurements: [Measurement],
  domain: Domain,
  total: Double,
  steps: Int
) -> Double {
  let codes = BruteForce.codes(shape: domain.attributes.map(\.size))
  let places = measurements.map { measurement in
    codes.map { BruteForce.index(of: $0, in: measurement.clique, domain) }
  }
  func loss(_ p: [Double]) -> (Double, [Double]) {
    var loss = 0.0
    var gradient = Array(repeating: 0.0, count: p.count)
    for (measurement, places) in zip(measurements, places) {
      let weight = 1 / measurement.noise.approximateVariance
      var residual = measurement.values.map { -Double($0) }
      for (place, p) in zip(places, p) { residual[place] += total * p }
      loss += residual.reduce(0) { $0 + 0.5 * weight * $1 * $1 }
      for (cell, place) in places.enumerated() { gradient[cell] += weight * residual[place] }
    }
    return (loss, gradient)
  }
  var p = Array(repeating: 1 / Double(codes.count), count: codes.count)
  var (best, gradient) = loss(p)
  var rate = 1 / total
  for _ in 0..<steps {
    let floor = gradient.min() ?? 0
    var next = zip(p, gradient).map { $0 * Elementary.exp(-rate * ($1 - floor)) }
    let sum = next.reduce(0, +)
    next = next.map { $0 / sum }
    let (value, slope) = loss(next)
    if value <= best {
      (p, best, gradient) = (next, value, slope)
      rate *= 1.1
    } else {
      rate *= 0.5
    }
  }
  return best
}
