import Arithmetic
import Marginals
import Strategies
import Testing

@Suite struct AllocationTests {
  /// Noise of either kind whose mean size on a cell is 1/√precision or 1/precision.
  private static let noises: [Noise] = [0.1, 1, 10, 1_000].flatMap { precision -> [Noise] in
    [
      .discreteGaussian(variance: Rational(exactly: 1 / precision)),
      .discreteLaplace(scale: Rational(exactly: 1 / precision)),
    ]
  }

  /// How many times the mean noise grows where a part of the budget is bought.
  private func growth(_ part: Double, _ noise: Noise) -> Double {
    switch noise {
    case .discreteGaussian: 1 / part.squareRoot()
    case .discreteLaplace: 1 / part
    }
  }

  /// Errors removed less errors added by buying these offers, by the definition: worth × noise.
  private func worth(_ offers: [Allocation.Offer], _ noise: Noise) -> Double {
    let sum = offers.reduce(0) { $0 + $1.cost }
    let added = offers.reduce(0.0) { total, offer in
      total + Self.worths[offer.position] * noise.meanAbsolute * growth(offer.cost / sum, noise)
    }
    return offers.reduce(0) { $0 + $1.reward } - added
  }

  private static let worths = (0..<7).map { Double($0 % 3 + 1) * 1.5 }

  private func offers(_ allocation: Allocation) -> [Allocation.Offer] {
    [3.0, 40, 7, 12, 0.5, 25, -4].enumerated().map { position, reward in
      let cost = allocation.cost(Self.worths[position])
      return Allocation.Offer(position: position, reward: reward, cost: cost)
    }
  }

  @Test(arguments: noises) func `what it states is what its purchase is worth`(noise: Noise) {
    let allocation = Allocation(of: noise)
    let offers = offers(allocation)
    let purchase = allocation.best(of: offers)
    let bought = purchase.positions.map { offers[$0] }
    #expect(purchase.weights == bought.map(\.cost))
    #expect(abs(purchase.worth - worth(bought, noise)) < 1e-9)
  }

  @Test(arguments: noises) func `no set of the offers is worth more by a tenth`(noise: Noise) {
    let allocation = Allocation(of: noise)
    let offers = offers(allocation)
    let purchase = allocation.best(of: offers)
    for mask in 1..<(1 << offers.count) {
      let set = offers.indices.filter { mask >> $0 & 1 == 1 }.map { offers[$0] }
      #expect(worth(set, noise) <= max(0, purchase.worth) * 1.1 + 1e-9)
    }
  }

  @Test(arguments: noises) func `never buys what is worth nothing`(noise: Noise) {
    let purchase = Allocation(of: noise).best(
      of: [.init(position: 0, reward: -1, cost: 1), .init(position: 1, reward: 0, cost: 1)]
    )
    #expect(purchase.positions.isEmpty && purchase.worth == 0)
  }

  @Test(arguments: noises) func `its division by powers of the cells is the best one`(
    noise: Noise
  ) {
    let cells = [2.0, 9, 100, 4]
    let parts = Allocation(of: noise).weights(cells: cells)
    func error(_ parts: [Double]) -> Double {
      let sum = parts.reduce(0, +)
      return zip(cells, parts).reduce(0) { $0 + $1.0 * growth($1.1 / sum, noise) }
    }
    for position in cells.indices {
      for factor in [0.8, 0.99, 1.01, 1.25] {
        var other = parts
        other[position] *= factor
        #expect(error(parts) < error(other))
      }
    }
  }
}
