import Accounting
import GraphicalModels
import Marginals
package import Mechanisms

/// MWEM with a graphical model: equal rounds, two or three for each attribute.
///
/// A tenth of the budget buys the one-ways, which give the model its size and a start. Each round
/// chooses, by an exponential mechanism, among the workload's marginals: likely one with a great
/// weighted error less its number of cells. It then measures the chosen one, and refits. The size
/// that the model may have grows from round to round.
///
/// - Source: Hardt, Ligett and McSherry, A simple and practical algorithm for differentially private
///   data release, NIPS 2012; the penalty, the shares and the model are those of McKenna, Sheldon
///   and Miklau, ICML 2019.
package struct MultiplicativeWeights: Strategy {
  package let name = "mwem"

  /// The share of the budget that the one-ways get, and the share of a round that its choice gets.
  private static let smallShare = 0.1

  /// The mean noise of a count, in rows, that more than two rounds for each attribute may bring.
  private static let bearableNoise = 20.0

  /// The most rounds where attributes are fewer: each looks at every candidate and fits a model.
  private static let greatestRounds = 64

  package init() {}

  package func run(_ plan: Plan, through door: inout Door) {
    let domain = door.domain
    let count = domain.count
    let each = plan.budget.shares([Self.smallShare, Double(count) - Self.smallShare])[0]
    let oneWays = OneWays.measure(forEach: each, through: &door)
    let rest = oneWays.reduce(plan.budget) { rest, _ in rest.remainder(after: each) }
    var growing = GrowingModel(oneWays, of: domain, plan: plan)
    let rounds = rounds(for: rest, at: door)
    for (round, price) in rest.shares(Array(repeating: 1, count: rounds)).enumerated() {
      let limit = plan.cellLimit / rounds * (round + 1)
      let parts = price.shares([Self.smallShare, 1 - Self.smallShare])
      let queries = candidates(of: plan.workload, for: growing, within: limit)
      let shapes = queries.map { MarginalShape($0.clique) }
      let weights = ScoreWeights.of(queries.map(\.weight))
      let candidates = queries.indices.map { position in
        Candidate(
          distanceOf: shapes[position],
          weight: weights[position],
          penalty: shapes[position].cellCount(in: domain)
        )
      }
      let expected = ExpectedCounts.tables(of: shapes, by: growing.model)
      let chosen = door.select(among: candidates, against: expected, for: parts[0]).chosen
      growing.add(door.measure([(shapes[chosen], parts[1])])[0])
    }
  }

  /// The number of rounds for this budget, by schema and plan alone, so that every price is fixed
  /// before the first answer.
  ///
  /// It is the greatest that leaves a count's noise bearable, from two rounds for each attribute to
  /// three. Against one for each, two take off 5 % of the error of pairs on Adult and 18 % on NIST
  /// 2019 data at ε = 1, and three take off 45 % and 59 % at ε = 10. On Adult at ε = 0.1, and on 5,000
  /// rows at ε = 1, two add 2 to 3 %, which is within the spread of some twenty runs.
  private func rounds(for budget: PrivacyCost, at door: borrowing Door) -> Int {
    let count = door.domain.count
    let least = max(count, min(2 * count, Self.greatestRounds))
    let most = max(count, min(3 * count, Self.greatestRounds))
    var rounds = least
    while rounds < most {
      let price = budget.shares([1, Double(rounds)])[0]
      let parts = price.shares([Self.smallShare, 1 - Self.smallShare])
      guard door.noise(for: parts[1]).meanAbsolute <= Self.bearableNoise else { break }
      rounds += 1
    }
    return rounds
  }

  /// The workload's marginals for which the model has room; its one-ways where there is no such.
  private func candidates(
    of workload: Workload,
    for growing: GrowingModel,
    within limit: Int
  ) -> [Workload.Query] {
    let eligible = growing.eligible(workload.queries, within: limit)
    return eligible.isEmpty
      ? growing.eligible(workload.closure.filter { $0.clique.count == 1 }, within: 0) : eligible
  }
}
