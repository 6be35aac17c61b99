import Accounting
import Arithmetic
import Marginals
import Mechanisms
import Testing

@Suite struct SensitivityTests {
  /// The greatest squared L2 and L1 moves of a histogram of three cells, by trying all neighbours.
  private func greatestMoves(rows: Int, replaces: Bool) -> (squared: Int, absolute: Int) {
    var units: [[Int]] = []
    for a in 0...rows {
      for b in 0...(rows - a) {
        for c in 0...(rows - a - b) { units.append([a, b, c]) }
      }
    }
    let others = replaces ? units.filter { $0.reduce(0, +) == rows } : [[0, 0, 0]]
    let mine = replaces ? others : units
    var squared = 0
    var absolute = 0
    for left in mine {
      for right in others {
        let moves = zip(left, right).map { $0 - $1 }
        squared = max(squared, moves.reduce(0) { $0 + $1 * $1 })
        absolute = max(absolute, moves.reduce(0) { $0 + abs($1) })
      }
    }
    return (squared, absolute)
  }

  @Test(arguments: 1...4, [false, true]) func `is what trying all neighbours finds`(
    rows: Int,
    replaces: Bool
  ) {
    let sensitivity = Sensitivity(rowsPerUnit: rows, replacesUnit: replaces)
    let moves = greatestMoves(rows: rows, replaces: replaces)
    #expect(sensitivity.marginalSquared == moves.squared)
    #expect(sensitivity.distance == moves.absolute)
    #expect(sensitivity.distancesSquared(count: 7) == 7 * moves.absolute * moves.absolute)
    #expect(sensitivity.distances(count: 7) == 7 * moves.absolute)
  }

  @Test(arguments: 1...4, [false, true])
  func `the noise that a price buys costs that price, and hardly less`(
    rows: Int,
    replaces: Bool
  ) throws {
    let sensitivity = Sensitivity(rowsPerUnit: rows, replacesUnit: replaces)
    let moves = greatestMoves(rows: rows, replaces: replaces)
    for definition in PrivacyDefinition.allCases {
      let cost = try #require(PrivacyCost(Rational(1, 7), under: definition))
      for (noise, count) in [
        (sensitivity.noise(for: cost), nil), (sensitivity.noise(onDistances: 5, for: cost), 5),
      ] {
        let mechanism =
          switch noise {
          case .discreteGaussian(let variance):
            PricedMechanism.discreteGaussian(
              sensitivitySquared: count.map { $0 * moves.absolute * moves.absolute }
                ?? moves.squared,
              variance: variance
            )
          case .discreteLaplace(let scale):
            PricedMechanism.discreteLaplace(
              sensitivity: (count ?? 1) * moves.absolute,
              scale: scale
            )
          }
        let price = try #require(mechanism.price(under: definition))
        #expect(price <= cost && price.value > cost.value * (1 - Rational(1, 1 << 22)))
      }
    }
  }
}
