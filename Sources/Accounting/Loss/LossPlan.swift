import Arithmetic

/// What to compose, how far losses reach and how fine the grid is; from public parameters alone.
struct LossPlan {
  /// A shift of one cell, or of some, with its noise.
  struct Way: Hashable {
    /// Discrete noise on an integer.
    enum Noise: Hashable {
      case gaussian(variance: Rational, values: Int)
      case laplace(rate: Rational)
    }

    let noise: Noise
    /// How far each cell moves, from great to small.
    let shifts: [Int]

    /// The losses of the cells together.
    func losses(on grid: LossGrid, limit: Int) -> LossDistribution {
      var result = LossDistribution(grid: grid)
      for shift in Set(shifts).sorted() {
        let single =
          switch noise {
          case .gaussian(let variance, let values):
            LossDistribution.discreteGaussian(
              shift: shift,
              variance: variance,
              values: values,
              on: grid
            )
          case .laplace(let rate):
            LossDistribution.discreteLaplace(shift: shift, rate: rate, on: grid)
          }
        let count = shifts.count { $0 == shift }
        result = result.composed(
          with: single.composed(times: count, limit: limit),
          limit: limit
        )
      }
      return result
    }
  }

  /// A mechanism as what is composed.
  enum Item: Hashable {
    /// The whole family of bounded range η.
    case range(Rational)
    /// The worst of these, each of them one pair.
    case ways([Way])
  }

  /// The mechanisms that cost anything, in order.
  private(set) var items: [Item] = []

  /// The grid has spacing 2^−`gridBits`.
  private(set) var gridBits: Int

  /// The loss of all mechanisms that is passed with a probability of no weight.
  let reach: Double

  /// The spacing is so small that the splitting of atoms adds this share to the variance of the loss.
  private static let addedVariance = 0x1p-19

  private static let gridRange = 1...24

  init(_ composition: Composition, delta: Delta, effort: Int) throws(LossReport.Obstacle) {
    let mechanisms = composition.mechanisms
    let count = Double(max(1, mechanisms.count))
    let logarithm = -Elementary.log(delta.value.approximation)
    // Tails of less than 2⁻³⁰ of δ, over all mechanisms.
    let exponent = logarithm + 21 + Elementary.log(count)
    for (position, mechanism) in mechanisms.enumerated() where mechanism.price != .zero {
      items.append(try LossPlan.item(mechanism, at: position, exponent: exponent))
    }
    let rho = composition.rho.value.approximation
    guard rho > 0 else { throw .nothing }
    // A loss of ρ-zCDP exceeds ρ + 2·√(ρ·x) with a probability of at most e^(−x).
    reach = rho + 2 * (rho * (logarithm + 17)).squareRoot()
    let range = LossPlan.gridRange
    let finest = (LossPlan.addedVariance * 8 * rho / count).squareRoot()
    let wanted = Int((-Elementary.log(finest) / 0.6931471805599453).rounded(.up))
    gridBits = min(max(wanted, range.lowerBound), range.upperBound)
    while gridBits > range.lowerBound, work(exponent) > Double(effort) { gridBits -= 1 }
    guard work(exponent) <= 4 * Double(effort) else { throw .effort }
  }

  /// A mechanism as what is composed.
  private static func item(
    _ mechanism: PricedMechanism,
    at position: Int,
    exponent: Double
  ) throws(LossReport.Obstacle) -> Item {
    switch mechanism {
    case .exponential(let rate):
      guard rate < 256 else { throw .parameter(position: position) }
      return .range(rate)
    case .pure(let epsilon):
      guard epsilon.value < 256 else { throw .parameter(position: position) }
      return .ways([Way(noise: .laplace(rate: epsilon.value), shifts: [1])])
    case .discreteLaplace(let sensitivity, let scale):
      guard Rational(sensitivity) / scale < 256 else { throw .parameter(position: position) }
      guard sensitivity <= Partitions.greatestSum else {
        throw .sensitivity(position: position)
      }
      return .ways(
        Partitions.sums(of: sensitivity).map {
          Way(noise: .laplace(rate: scale.reciprocal), shifts: $0)
        }
      )
    case .discreteGaussian(let squared, let variance):
      guard variance > Rational(1, 256),
        let values = LossDistribution.noiseValues(variance: variance, exponent: exponent)
      else { throw .parameter(position: position) }
      guard squared <= Partitions.greatestSquared else {
        throw .sensitivity(position: position)
      }
      return .ways(
        Partitions.squares(of: squared).map {
          Way(noise: .gaussian(variance: variance, values: values), shifts: $0)
        }
      )
    }
  }

  /// About how many products the computation takes on the grid.
  private func work(_ exponent: Double) -> Double {
    let fineness = Double(sign: .plus, exponent: gridBits, significand: 1)
    let points = 2 * reach * fineness + 1
    var sum = 0.0
    var known: Set<Item> = []
    for item in items {
      switch item {
      case .range(let rate): sum += points * (rate.approximation * fineness + 1) * 6
      case .ways(let ways):
        for way in ways { sum += points * min(way.width(exponent) * fineness + 2, points) }
        // The cells of one mechanism, and repetitions, are composed by squaring.
        if !known.insert(item).inserted || ways[0].shifts.count > 1 { continue }
        sum += points * points / 4
      }
    }
    return sum
  }
}

extension LossPlan.Way {
  /// The width of the losses that are listed.
  fileprivate func width(_ exponent: Double) -> Double {
    switch noise {
    case .gaussian(let variance, _):
      // A loss is 2·s·T/(2σ²) on either side, and T² = 2σ²·x.
      let moved = Double(shifts.reduce(0) { $0 + $1 * $1 })
      return 2 * (2 * moved * exponent / variance.approximation).squareRoot()
    case .laplace(let rate): return 2 * rate.approximation * Double(shifts.reduce(0, +))
    }
  }
}
