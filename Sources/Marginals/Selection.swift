package import Arithmetic

/// The outcome of an exponential mechanism over public candidates.
///
/// The scores are private; what they were made of besides the private counts is public, and stands
/// here, so that a choice can be explained.
package struct Selection: Sendable, Hashable {
  /// The candidates, in the order in which they were offered.
  package let candidates: [Clique]

  /// For each candidate, what is public about its score.
  package let terms: [ScoreTerms]

  /// The position of the chosen one.
  package let chosen: Int

  /// η: P(c) ∝ exp(η·score(c)/(2Δ)), Δ being the scores' sensitivity.
  package let rate: Rational

  /// Makes a selection.
  ///
  /// - Precondition: terms for each candidate, and `chosen` is one of them.
  package init(candidates: [Clique], terms: [ScoreTerms], chosen: Int, rate: Rational) {
    precondition(terms.count == candidates.count, "terms for each candidate")
    precondition(candidates.indices.contains(chosen), "a choice that is no candidate")
    self.candidates = candidates
    self.terms = terms
    self.chosen = chosen
    self.rate = rate
  }
}

/// What is public about the score of a candidate marginal.
package enum ScoreTerms: Sendable, Hashable {
  /// weight · (Σ|count − expected| − penalty) over the marginal's cells, against public counts.
  case distance(weight: Int, penalty: Int)

  /// weight · Σ|W·c(x, π) − w_x·c(π)| over the levels x of the attribute `child` and the cells π of
  /// the others, against public shares w_x that add up to W, `total`: how much the attribute
  /// depends on the others.
  case dependence(child: Int, total: Int, weight: Int)

  /// The factor by which the score counts.
  package var weight: Int {
    switch self {
    case .distance(let weight, _), .dependence(_, _, let weight): weight
    }
  }

  /// The most by which one row, added or removed, can move the score.
  ///
  /// A row moves one cell of the marginal by 1, and so the distance by at most 1. In a dependence it
  /// moves the differences of its slice π alone, by W·e_x − w where x is its level: by
  /// (W − w_x) + Σ_{y≠x} w_y = 2(W − w_x) ≤ 2W in all, since no share is negative. Sums of absolute
  /// values move by no more, by the triangle inequality. The number of rows is in neither.
  package var slope: Int {
    switch self {
    case .distance(let weight, _): weight
    case .dependence(_, let total, let weight): 2 * total * weight
    }
  }
}
