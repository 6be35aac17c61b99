import Arithmetic

/// A lower bound on ε, from what a mechanism was seen to answer on two neighbours.
///
/// Where the mechanism is (ε, δ)-DP, every event E has P′(E) ≤ e^ε·P(E) + δ, so that
/// ε ≥ ln((P′(E) − δ)/P(E)). The events are the tails x ≥ t and x ≤ t for thresholds fixed before
/// looking; the probabilities are replaced by Clopper–Pearson limits that hold for all of them
/// together.
package struct SelfAuditLoss: Sendable, Equatable {
  /// The bound: ε is less with a probability of at most ``error``.
  package let epsilon: Double

  /// The chance that the bound is wrong, over all thresholds and both directions.
  package static let error = 1e-9

  /// The thresholds on an answer whose exact values are 0 and 1.
  private static let thresholds = -6...7

  /// The bound that the answers on two neighbours give at δ.
  ///
  /// - Parameters:
  ///   - absent: answers where the exact count is 0.
  ///   - present: answers where it is 1.
  ///   - delta: δ of the claim.
  package init(absent: [Int], present: [Int], delta: Double) {
    // Four limits for each threshold: of two tails, one from each table.
    let each = Self.error / Double(4 * Self.thresholds.count)
    func bound(_ likely: SelfAuditProportion, _ rare: SelfAuditProportion) -> Double {
      let gain = likely.lowerLimit(error: each) - delta
      guard gain > 0 else { return 0 }
      return max(0, Elementary.log(gain / rare.upperLimit(error: each)))
    }
    func share(_ answers: [Int], _ isInside: (Int) -> Bool) -> SelfAuditProportion {
      SelfAuditProportion(answers.count(where: isInside), of: answers.count)
    }
    epsilon = Self.thresholds.reduce(0) { best, threshold in
      max(
        best,
        bound(share(present) { $0 >= threshold }, share(absent) { $0 >= threshold }),
        bound(share(absent) { $0 <= threshold }, share(present) { $0 <= threshold })
      )
    }
  }
}
