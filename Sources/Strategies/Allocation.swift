import Arithmetic
import Marginals

/// How a budget is divided over marginals that are measured together.
///
/// The expected L1 error of a noisy marginal is √(2/π)·σ·cells. With σ_i = Δ/√(2ρ_i) the sum
/// Σ w_i·n_i·σ_i under Σρ_i = ρ is least for ρ_i ∝ (w_i·n_i)^(2/3).
package enum Allocation {
  /// E|N(0, 1)| = √(2/π).
  package static let meanAbsoluteNormal = 0.797_884_560_802_865_4

  /// The weights (w·n)^(2/3) for marginals of equal worth.
  package static func weights(cells: [Double]) -> [Double] {
    cells.map { twoThirdsPower($0) }
  }

  /// x^(2/3) for x > 0.
  package static func twoThirdsPower(_ x: Double) -> Double { power(x, 2.0 / 3.0) }

  /// x^y for x > 0.
  package static func power(_ x: Double, _ y: Double) -> Double {
    Elementary.exp(Elementary.log(x) * y)
  }

  /// A marginal that might be bought.
  package struct Offer {
    /// Its position in the caller's list.
    package let position: Int
    /// What the model's present error on it is worth: weight × error.
    package let reward: Double
    /// The cost (w·n·√(2/π))^(2/3) by which the budget is divided.
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

  /// The set S that maximises Σ reward − (Σ cost)^(3/2)/√b: errors removed less errors added.
  ///
  /// With the best division the added errors are (Σ_S cost)^(3/2)/√b, b being 2ρ/Δ². Offers are
  /// taken by falling reward for cost until the worth stops rising.
  ///
  /// - Complexity: O(offers · log offers).
  /// - Source: google/dpsynth's SWIFT, as described in its documentation; see ALGORITHMS.
  package static func best(of offers: [Offer], precision: Double) -> Purchase {
    let ranked = offers.filter { $0.reward > 0 }.sorted {
      let (left, right) = ($0.reward * $1.cost, $1.reward * $0.cost)
      return left != right ? left > right : $0.position < $1.position
    }
    var purchase = Purchase()
    var (reward, cost, worth) = (0.0, 0.0, -Double.infinity)
    for offer in ranked {
      let sum = cost + offer.cost
      let next = reward + offer.reward - sum * sum.squareRoot() / precision.squareRoot()
      guard next > worth else { break }
      (reward, cost, worth) = (reward + offer.reward, sum, next)
      purchase.positions.append(offer.position)
      purchase.weights.append(offer.cost)
    }
    purchase.worth = purchase.positions.isEmpty ? 0 : worth
    return purchase
  }
}
