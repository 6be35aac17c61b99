package import Marginals

/// A marginal that may be chosen, with the rule by which private counts score it.
///
/// The rule is public in all its parts: what one row can do to the score is known before any row
/// is (``ScoreTerms/slope``).
package struct Candidate: Sendable, Hashable {
  /// What is counted.
  package let shape: MarginalShape

  /// The rule's public terms, as the release records them.
  package let terms: ScoreTerms

  /// A candidate that scores by its distance from public counts: weight · (Σ|count − expected| −
  /// penalty).
  ///
  /// - Parameters:
  ///   - shape: what is counted.
  ///   - weight: how much the candidate's distance counts, at least 1.
  ///   - penalty: what measuring the candidate costs, in rows.
  package init(distanceOf shape: MarginalShape, weight: Int = 1, penalty: Int = 0) {
    precondition(weight >= 1, "a weight that is not positive")
    self.shape = shape
    terms = .distance(weight: weight, penalty: penalty)
  }

  /// A candidate that scores by how much one of its attributes depends on the others: weight ·
  /// Σ|W·c(x, π) − w_x·c(π)|.
  ///
  /// That is 2·W·n times the R score of PrivBayes against the child's public distribution w/W,
  /// with neither a division nor the private number of rows n in it.
  ///
  /// - Parameters:
  ///   - shape: what is counted.
  ///   - child: the attribute; one of the shape's.
  ///   - total: W, the sum of the child's shares, positive.
  ///   - weight: how much the candidate's dependence counts, at least 1.
  /// - Source: Zhang, Cormode, Procopiuc, Srivastava and Xiao, PrivBayes, TODS 42(4), 2017,
  ///   section 5.3, for the score against the exact distribution.
  package init(
    _ shape: MarginalShape,
    dependenceOf child: Int,
    total: Int,
    weight: Int = 1
  ) {
    precondition(weight >= 1, "a weight that is not positive")
    precondition(shape.clique.contains(child), "the child is not in the marginal")
    precondition(total > 0, "shares that are no distribution")
    self.shape = shape
    terms = .dependence(child: child, total: total, weight: weight)
  }

  /// The score that these counts give.
  ///
  /// - Parameters:
  ///   - counts: one for each cell of the shape, row-major.
  ///   - reference: what they are compared with: for a distance one expected count for each cell; for
  ///     a dependence w_x for each of the child's levels, or groups of them, in the shape: none
  ///     negative, in all the rule's W. The rule's slope rests on that, so it is checked.
  ///   - domain: the attributes.
  /// - Returns: the score, which nothing but the exponential mechanism may see.
  /// - Privacy: private, where the counts are.
  /// - Complexity: O(cells).
  package func score(_ counts: [Int], against reference: [Int], in domain: Domain) -> Int {
    switch terms {
    case .distance(let weight, let penalty):
      precondition(counts.count == reference.count, "expected counts of another shape")
      return weight * (ExactCounts.distance(counts, reference) - penalty)
    case .dependence(let child, let total, let weight):
      precondition(
        reference.allSatisfy { $0 >= 0 } && reference.reduce(0, +) == total,
        "shares of another sum"
      )
      return weight * dependence(of: child, shares: reference, total: total, counts, in: domain)
    }
  }

  private func dependence(
    of child: Int,
    shares: [Int],
    total: Int,
    _ counts: [Int],
    in domain: Domain
  ) -> Int {
    let sizes = shape.sizes(in: domain)
    let axis = shape.clique.attributes.firstIndex(of: child) ?? 0
    let levels = sizes[axis]
    precondition(levels == shares.count, "shares of another attribute")
    let inner = sizes[(axis + 1)...].reduce(1, *)
    var sum = 0
    for outer in stride(from: 0, to: counts.count, by: levels * inner) {
      for start in outer..<outer + inner {
        let cells = stride(from: start, to: start + levels * inner, by: inner)
        let slice = cells.reduce(0) { $0 + counts[$1] }
        for (cell, share) in zip(cells, shares) {
          sum += abs(total * counts[cell] - share * slice)
        }
      }
    }
    return sum
  }
}
