import Accounting
import Arithmetic
import GraphicalModels
import Marginals
package import Mechanisms

/// AIM: one-ways, then round by round the marginal that the model gets most wrong.
///
/// Each round chooses, by an exponential mechanism, among the workload's marginals and their
/// subsets: likely one with a great weighted error beyond the noise that measuring it would add.
/// Where the measurement moves the model by less than its noise, the noise is too coarse to learn
/// from, and the next rounds have half of it. The size that the model may have grows with what is
/// spent.
///
/// Prices depend on earlier answers. What is left of the budget is kept exactly: no round passes
/// it, and the last one spends all of it.
///
/// Two things differ from the paper, and lower the error: the one-ways have half the noise of the
/// first rounds, and rare levels are measured in runs.
///
/// - Source: McKenna, Mullins, Sheldon and Miklau, AIM, VLDB 2022, algorithms 2 to 4.
package struct AdaptiveIterative: Strategy {
  package let name = "aim"

  /// The rounds for each attribute that the budget would last at the first price.
  private static let roundsPerAttribute = 16

  /// The share of a round that pays for its choice.
  private static let choiceShare = 0.1

  /// Levels under this many deviations of the one-ways are told apart in runs only.
  private static let rareness = 3.0

  package init() {}

  package func run(_ plan: Plan, through door: inout Door) {
    let domain = door.domain
    let rounds = Double(Self.roundsPerAttribute * domain.count)
    var price = plan.budget.shares([1, rounds - 1])[0]
    // Four times a round's price at most, of which there are sixteen for each attribute.
    let each = Self.parts(of: price).measuring.forPrecision(times: 2)
    let oneWays = OneWays.measure(forEach: each, through: &door)
    var rest = oneWays.reduce(plan.budget) { rest, _ in rest.remainder(after: each) }
    var growing = GrowingModel(oneWays, of: domain, plan: plan)

    let closure = plan.workload.closure
    var isLast = false
    while !isLast {
      isLast = rest < price + price
      if isLast { price = rest }
      rest = rest.remainder(after: price)
      let spent = 1 - (rest.value / plan.budget.value).approximation
      let limit = Int(Double(plan.cellLimit) * spent)
      let queries = growing.eligible(closure, within: limit)
      let learnt = Self.round(over: queries, for: price, with: &growing, through: &door)
      if !learnt { price = price.forPrecision(times: 2) }
    }
  }

  /// What a round pays for its choice and for its measurement; together its price, exactly.
  private static func parts(
    of price: PrivacyCost
  ) -> (choosing: PrivacyCost, measuring: PrivacyCost) {
    let choosing = price.shares([choiceShare, 1 - choiceShare])[0]
    return (choosing, price.remainder(after: choosing))
  }

  /// Chooses a marginal and measures it; tells whether that moved the model by more than noise.
  private static func round(
    over queries: [Workload.Query],
    for price: PrivacyCost,
    with growing: inout GrowingModel,
    through door: inout Door
  ) -> Bool {
    let parts = parts(of: price)
    let noise = door.noise(for: parts.measuring)
    let shapes = growing.shapes(of: queries, rareBelow: rareness)
    let weights = ScoreWeights.of(queries.map(\.weight))
    let candidates = queries.indices.map { position in
      Candidate(
        distanceOf: shapes[position],
        weight: weights[position],
        penalty: noise.penalty(cells: shapes[position].cellCount(in: door.domain))
      )
    }
    let expected = ExpectedCounts.tables(of: shapes, by: growing.model)
    let choice = door.select(among: candidates, against: expected, for: parts.choosing)
    let shape = shapes[choice.chosen]
    let before = ExpectedCounts.table(of: shape, by: growing.model)
    growing.add(door.measure([(shape, parts.measuring)])[0])
    let moved = zip(ExpectedCounts.table(of: shape, by: growing.model), before)
      .reduce(0) { $0 + abs($1.0 - $1.1) }
    return moved > noise.penalty(cells: before.count)
  }
}

extension Noise {
  /// The L1 error that noise alone gives a marginal of so many cells, in whole rows.
  ///
  /// No more than 2⁴⁰, which no table has, so that scores stay integers.
  fileprivate func penalty(cells: Int) -> Int {
    Int(min(meanAbsolute * Double(cells), 0x1p40) + 0.5)
  }
}
