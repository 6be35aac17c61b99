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

  /// What the counts are compared with: for a distance one count for each cell, row-major; for a
  /// dependence one share for each level of the child.
  package let reference: [Int]

  /// A candidate that scores by its distance from public counts: weight · (Σ|count − expected| −
  /// penalty).
  ///
  /// - Parameters:
  ///   - shape: what is counted.
  ///   - expected: one count for each cell, row-major.
  ///   - weight: how much the candidate's distance counts, at least 1.
  ///   - penalty: what measuring the candidate costs, in rows.
  package init(
    _ shape: MarginalShape,
    farFrom expected: [Int],
    weight: Int = 1,
    penalty: Int = 0
  ) {
    precondition(weight >= 1, "a weight that is not positive")
    self.shape = shape
    terms = .distance(weight: weight, penalty: penalty)
    reference = expected
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
  ///   - shares: w_x for each of the child's levels, or groups of them, in the shape; none negative,
  ///     one at least positive.
  ///   - weight: how much the candidate's dependence counts, at least 1.
  /// - Source: Zhang, Cormode, Procopiuc, Srivastava and Xiao, PrivBayes, TODS 42(4), 2017,
  ///   section 5.3, for the score against the exact distribution.
  package init(
    _ shape: MarginalShape,
    dependenceOf child: Int,
    shares: [Int],
    weight: Int = 1
  ) {
    let total = shares.reduce(0, +)
    precondition(weight >= 1, "a weight that is not positive")
    precondition(shape.clique.contains(child), "the child is not in the marginal")
    precondition(shares.allSatisfy { $0 >= 0 } && total > 0, "shares that are no distribution")
    self.shape = shape
    terms = .dependence(child: child, total: total, weight: weight)
    reference = shares
  }

  /// The score that these counts give.
  ///
  /// - Privacy: private, where the counts are.
  /// - Precondition: one count for each cell of the shape, and a reference of the rule's length.
  /// - Complexity: O(cells).
  package func score(_ counts: [Int], in domain: Domain) -> Int {
    switch terms {
    case .distance(let weight, let penalty):
      precondition(counts.count == reference.count, "expected counts of another shape")
      let distance = zip(counts, reference).reduce(0) { $0 + abs($1.0 - $1.1) }
      return weight * (distance - penalty)
    case .dependence(let child, let total, let weight):
      return weight * dependence(of: child, total: total, counts, in: domain)
    }
  }

  private func dependence(of child: Int, total: Int, _ counts: [Int], in domain: Domain) -> Int {
    let sizes = shape.sizes(in: domain)
    let axis = shape.clique.attributes.firstIndex(of: child) ?? 0
    let levels = sizes[axis]
    precondition(levels == reference.count, "shares of another attribute")
    let inner = sizes[(axis + 1)...].reduce(1, *)
    var sum = 0
    for outer in stride(from: 0, to: counts.count, by: levels * inner) {
      for start in outer..<outer + inner {
        let cells = stride(from: start, to: start + levels * inner, by: inner)
        let slice = cells.reduce(0) { $0 + counts[$1] }
        for (cell, share) in zip(cells, reference) {
          sum += abs(total * counts[cell] - share * slice)
        }
      }
    }
    return sum
  }
}
