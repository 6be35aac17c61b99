import Strategies
import Testing

@Suite struct AllocationTests {
  /// Errors removed less errors added by buying these offers, by the definition.
  private func worth(_ offers: [Allocation.Offer], precision: Double) -> Double {
    let parts = offers.map(\.cost)
    let sum = parts.reduce(0, +)
    // ρ_i ∝ cost_i; the error that offer i adds is cost_i^(3/2)/√(its precision).
    let added = parts.reduce(0.0) { total, cost in
      total + (cost * cost * cost).squareRoot() / (precision * cost / sum).squareRoot()
    }
    return offers.reduce(0) { $0 + $1.reward } - added
  }

  private let offers = [3.0, 40, 7, 12, 0.5, 25, -4].enumerated().map { position, reward in
    Allocation.Offer(position: position, reward: reward, cost: Double(position % 3 + 1) * 1.5)
  }

  @Test(arguments: [0.1, 1, 10, 1_000]) func `what it states is what its purchase is worth`(
    precision: Double
  ) {
    let purchase = Allocation.best(of: offers, precision: precision)
    let bought = purchase.positions.map { offers[$0] }
    #expect(purchase.weights == bought.map(\.cost))
    #expect(abs(purchase.worth - worth(bought, precision: precision)) < 1e-9)
  }

  @Test(arguments: [0.1, 1, 10, 1_000]) func `no set of the offers is worth more by a tenth`(
    precision: Double
  ) {
    let purchase = Allocation.best(of: offers, precision: precision)
    for mask in 1..<(1 << offers.count) {
      let set = offers.indices.filter { mask >> $0 & 1 == 1 }.map { offers[$0] }
      #expect(worth(set, precision: precision) <= max(0, purchase.worth) * 1.1 + 1e-9)
    }
  }

  @Test func `never buys what is worth nothing`() {
    let purchase = Allocation.best(
      of: [.init(position: 0, reward: -1, cost: 1), .init(position: 1, reward: 0, cost: 1)],
      precision: 1
    )
    #expect(purchase.positions.isEmpty && purchase.worth == 0)
  }

  @Test func `the division by cells^(2/3) is the best one`() {
    let cells = [2.0, 9, 100, 4]
    let parts = Allocation.weights(cells: cells)
    func error(_ parts: [Double]) -> Double {
      let sum = parts.reduce(0, +)
      return zip(cells, parts).reduce(0) { $0 + $1.0 / ($1.1 / sum).squareRoot() }
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
