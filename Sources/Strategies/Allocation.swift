import Arithmetic
package import Marginals

/// How a budget is divided over marginals that are measured together.
///
/// The expected L1 error of a noisy marginal is its cells n times the mean noise of one. Gaussian
/// noise falls with √ρ: Σ w_i·n_i·σ_i under Σρ_i = ρ is least for ρ_i ∝ (w_i·n_i)^(2/3). Laplace
/// noise falls with ε: Σ w_i·n_i·b_i under Σε_i = ε is least for ε_i ∝ (w_i·n_i)^(1/2). Either way, p
/// being the power, the least sum is s·(Σ(w_i·n_i)^p)^(1/p), where s is the mean noise that the
/// whole budget buys for one marginal.
package struct Allocation: Sendable {
  /// s: the mean noise of a cell where one marginal gets the whole budget.
  private let noise: Double

  /// p: the power of w·n by which the budget is divided.
  private let power: Double

  /// The division of a budget that buys this noise for a single marginal.
  package init(of noise: Noise) {
    self.noise = noise.meanAbsolute
    power =
      switch noise {
      case .discreteGaussian: 2.0 / 3.0
      case .discreteLaplace: 1.0 / 2.0
      }
  }

  /// The weights n^p for marginals of equal worth.
  package func weights(cells: [Double]) -> [Double] { cells.map(cost) }

  /// (w·n)^p for w·n > 0: the weight by which a marginal gets its part.
  package func cost(_ worth: Double) -> Double { Allocation.power(worth, power) }

  /// x^y for x > 0.
  package static func power(_ x: Double, _ y: Double) -> Double {
    Elementary.exp(Elementary.log(x) * y)
  }

  /// s·c^(1/p) for a sum c of costs: the errors that the best division adds.
  private func added(_ cost: Double) -> Double {
    noise * Allocation.power(cost, 1 / power)
  }

  /// A marginal that might be bought.
  package struct Offer {
    /// Its position in the caller's list.
    package let position: Int
    /// What the model's present error on it is worth: weight × error.
    package let reward: Double
    /// The ``Allocation/cost(_:)`` of weight × cells.
    package let cost: Double

    /// Makes an offer.
    package init(position: Int, reward: Double, cost: Double) {
      self.position = position
      self.reward = reward
      self.cost = cost
    }
  }

  /// What to buy, with weights for the division, and what the purchase is worth.
  package struct Purchase {
    /// The offers' positions, the best first.
    package fileprivate(set) var positions: [Int] = []
    /// The weights by which the budget is divided, one for each position.
    package fileprivate(set) var weights: [Double] = []
    /// Errors removed less errors added; 0 for no purchase.
    package fileprivate(set) var worth = 0.0

    /// Its first so many offers, with their weights and the worth of all.
    package func first(_ count: Int) -> Purchase {
      var purchase = self
      purchase.positions.removeLast(positions.count - count)
      purchase.weights.removeLast(positions.count - count)
      return purchase
    }
  }

  /// The set S that maximises Σ reward − s·(Σ cost)^(1/p): errors removed less errors added.
  ///
  /// Offers are taken by falling reward for cost until the worth stops rising.
  ///
  /// - Complexity: O(offers · log offers).
  /// - Source: google/dpsynth's SWIFT, as described in its documentation; see ALGORITHMS.
  package func best(of offers: [Offer]) -> Purchase {
    let ranked = offers.filter { $0.reward > 0 }.sorted {
      let (left, right) = ($0.reward * $1.cost, $1.reward * $0.cost)
      return left != right ? left > right : $0.position < $1.position
    }
    var purchase = Purchase()
    var (reward, cost, worth) = (0.0, 0.0, -Double.infinity)
    for offer in ranked {
      let sum = cost + offer.cost
      let next = reward + offer.reward - added(sum)
      guard next > worth else { break }
      (reward, cost, worth) = (reward + offer.reward, sum, next)
      purchase.positions.append(offer.position)
      purchase.weights.append(offer.cost)
    }
    purchase.worth = purchase.positions.isEmpty ? 0 : worth
    return purchase
  }
}
