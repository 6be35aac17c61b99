import Arithmetic

/// One computation of an ε from privacy losses: the grid, and what is composed on it.
///
/// It goes backwards, from what the last mechanism gives to what all give. Mechanisms with a single
/// dominating pair commute among themselves: those between two families are composed first.
struct LossComputation {
  /// The grid of losses and ε.
  let grid: LossGrid

  /// The mechanisms in order, with runs of single pairs as one.
  private let stages: [Stage]

  private let delta: Double

  /// The index within which losses are kept.
  private let limit: Int

  /// What one step of the recursion plays.
  private enum Stage {
    case range(BoundedRange)
    case worst([LossDistribution])
    case pair(LossDistribution)
  }

  /// The computation for these mechanisms, or why there is none.
  static func plan(
    _ composition: Composition,
    delta: Delta,
    effort: Int
  ) -> Result<LossComputation, LossReport.Obstacle> {
    do throws(LossReport.Obstacle) {
      return .success(try LossComputation(composition, delta: delta, effort: effort))
    } catch {
      return .failure(error)
    }
  }

  private init(
    _ composition: Composition,
    delta: Delta,
    effort: Int
  ) throws(LossReport.Obstacle) {
    guard delta.value >= Rational(1, timesTwoToThe: -200) else { throw .smallDelta }
    let plan = try LossPlan(composition, delta: delta, effort: effort)
    let grid = LossGrid(bits: plan.gridBits)
    let limit = grid.index(atLeast: plan.reach)
    var ranges: [Rational: BoundedRange] = [:]
    var losses: [LossPlan.Way: LossDistribution] = [:]
    var stages: [Stage] = []
    for run in LossComputation.runs(of: plan.items) {
      switch run.item {
      case .range(let rate):
        let range = ranges[rate] ?? BoundedRange(rate: rate, on: grid)
        ranges[rate] = range
        stages += Array(repeating: .range(range), count: run.count)
      case .ways(let ways):
        let all = ways.map { way in
          let known = losses[way] ?? way.losses(on: grid, limit: limit)
          losses[way] = known
          return known
        }
        guard all.count == 1 else {
          stages += Array(repeating: .worst(all), count: run.count)
          continue
        }
        var pair = all[0].composed(times: run.count, limit: limit)
        if case .pair(let before) = stages.last {
          pair = before.composed(with: pair, limit: limit)
          stages.removeLast()
        }
        stages.append(.pair(pair))
      }
    }
    self.grid = grid
    self.limit = limit
    self.stages = stages
    self.delta = delta.value.approximation.nextDown
  }

  /// The items with those of single pairs between two families gathered by kind, in the order in which
  /// they first occur.
  private static func runs(of items: [LossPlan.Item]) -> [(item: LossPlan.Item, count: Int)] {
    var runs: [(item: LossPlan.Item, count: Int)] = []
    var places: [LossPlan.Item: Int] = [:]
    for item in items {
      if case .ways(let ways) = item, ways.count == 1 {
        if let place = places[item] {
          runs[place].count += 1
          continue
        }
        places[item] = runs.count
      } else {
        places = [:]
      }
      runs.append((item, 1))
    }
    return runs
  }

  /// The smallest ε whose δ is shown to be small enough; nil where the grid doesn't reach it.
  func epsilon() -> Epsilon? {
    var stages = stages
    // What is played first is only needed at the few ε that are tried.
    var first = LossDistribution(grid: grid)
    if case .pair(let losses) = stages.first {
      first = losses
      stages.removeFirst()
    }
    var profile = PrivacyProfile(grid: grid, range: -limit...(stages.isEmpty ? 0 : limit))
    for stage in stages.reversed() {
      switch stage {
      case .range(let range): profile.precede(by: range)
      case .worst(let losses): profile.precede(byWorstOf: losses)
      case .pair(let losses): profile.precede(byWorstOf: [losses])
      }
    }
    // The first index whose δ is small enough, by halving between one that isn't and one that is.
    var (low, high) = (-1, limit + 1)
    guard profile.delta(at: high, after: first) <= delta else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if profile.delta(at: middle, after: first) <= delta { high = middle } else { low = middle }
    }
    guard high > 0 else { return Epsilon(Rational(0)) }
    return between(
      profile.delta(at: low, after: first),
      profile.delta(at: high, after: first),
      above: low
    )
  }

  /// The ε at which the chord from a δ that is too great to the next one on the grid is small enough.
  private func between(_ before: Double, _ after: Double, above index: Int) -> Epsilon? {
    let share = min(1, (before - delta) / (before - after) * (1 + Margin.formula))
    let step = Elementary.log(1 + share * Margin.exponentialLessOne(grid.spacing))
    let rest = min(grid.spacing, step * (1 + Margin.formula) + 0x1p-50)
    let spacing = Rational(exactly: grid.spacing)
    return Epsilon(Rational(index) * spacing + Rational(exactly: rest))
  }
}
