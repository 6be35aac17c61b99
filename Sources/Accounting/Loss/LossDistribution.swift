/// The distribution of a privacy loss on a grid: upper bounds of the masses of a dominating pair.
///
/// Raising a mass, raising a loss and moving mass to infinity all make a pair that dominates the
/// one before.
///
/// - Source: Zhu, Dong and Wang, Optimal accounting of differential privacy via characteristic
///   function, AISTATS 2022 (dominating pairs and their composition).
struct LossDistribution: Sendable {
  /// The grid of the losses.
  let grid: LossGrid

  /// The index of the first weight's loss.
  private(set) var lowest: Int

  /// The masses of consecutive losses of the grid; none below ``Margin/least``.
  private(set) var weights: [Double]

  /// The mass of what the other distribution of the pair never lets out.
  private(set) var infinity: Double

  /// No loss at all.
  init(grid: LossGrid) {
    self.grid = grid
    (lowest, weights, infinity) = (0, [1], 0)
  }

  /// The distribution with these atoms, none heavier in truth than here, and no loss greater.
  ///
  /// - Precondition: there is an atom.
  init(grid: LossGrid, atoms: [(loss: Double, mass: Double)], infinity: Double) {
    precondition(!atoms.isEmpty, "a loss without a value")
    let indices = atoms.map { Int(($0.loss / grid.spacing).rounded(.down)) }
    let first = indices.reduce(indices[0], min)
    let last = indices.reduce(indices[0], max)
    var weights = [Double](repeating: 0, count: last - first + 2)
    for atom in atoms {
      let place = grid.place(atom.loss)
      weights[place.index - first] += atom.mass * place.lowerShare
      weights[place.index - first + 1] += atom.mass * place.upperShare
    }
    let factor = Margin.factor(terms: atoms.count) + Margin.formula
    self.grid = grid
    lowest = first
    self.weights = weights.map { max($0 * factor, Margin.least) }
    self.infinity = infinity
  }

  /// The loss of two mechanisms, one after the other, with what exceeds `limit` moved to infinity.
  ///
  /// The second may be chosen after the first answered, as long as its pair dominates it.
  ///
  /// - Complexity: O(weights · weights of `next`).
  func composed(with next: LossDistribution, limit: Int) -> LossDistribution {
    let (short, long) =
      weights.count < next.weights.count
      ? (weights, next.weights) : (next.weights, weights)
    var sums = [Double](repeating: 0, count: short.count + long.count - 1)
    LossDistribution.convolve(short, long, into: &sums)
    let factor = Margin.factor(terms: short.count)
    var result = self
    result.lowest = lowest + next.lowest
    result.weights = sums.map { max($0 * factor, Margin.least) }
    result.infinity = (infinity + next.infinity) * Margin.factor(terms: 2)
    result.bound(by: limit)
    return result
  }

  /// Adds the products of two lists to `sums`, which is as long as their convolution.
  private static func convolve(_ short: [Double], _ long: [Double], into sums: inout [Double]) {
    precondition(sums.count == short.count + long.count - 1, "not the length of a convolution")
    let long = long.span
    var sums = sums.mutableSpan
    for offset in short.indices {
      let weight = short[offset]
      // Within the bounds that were checked: the loop is one of two that take the time.
      for index in long.indices {
        unsafe sums[unchecked: offset + index] += weight * long[unchecked: index]
      }
    }
  }

  /// The loss of `count` such mechanisms.
  ///
  /// - Complexity: O(log count) compositions.
  func composed(times count: Int, limit: Int) -> LossDistribution {
    var (result, power, rest) = (LossDistribution(grid: grid), self, count)
    while rest > 0 {
      if rest & 1 == 1 { result = result.composed(with: power, limit: limit) }
      rest >>= 1
      if rest > 0 { power = power.composed(with: power, limit: limit) }
    }
    return result
  }

  /// Moves the mass of losses above `limit` to infinity, and raises those below −`limit` to it.
  private mutating func bound(by limit: Int) {
    let surplus = lowest + weights.count - 1 - limit
    if surplus > 0, surplus < weights.count {
      infinity = weights.suffix(surplus).reduce(infinity, +) * Margin.factor(terms: surplus)
      weights.removeLast(surplus)
    }
    let deficit = -limit - lowest
    if deficit > 0, deficit < weights.count {
      let raised = weights.prefix(deficit).reduce(0, +)
      weights.removeFirst(deficit)
      weights[0] = (weights[0] + raised) * Margin.factor(terms: deficit)
      lowest = -limit
    }
  }
}
