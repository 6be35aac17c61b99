import Arithmetic

/// Mechanisms one after the other on the same table, each query chosen after the answers before it.
package struct Composition: Sendable, Hashable {
  /// The mechanisms, in the order in which they answer.
  package let mechanisms: [PricedMechanism]

  /// The mechanisms as listed.
  package init(_ mechanisms: [PricedMechanism]) { self.mechanisms = mechanisms }

  /// The sum of their prices, exactly.
  package var rho: Rho { mechanisms.reduce(.zero) { $0 + $1.price } }

  /// The sum of their ε, where all are purely private: what holds with δ = 0.
  package var pureEpsilon: Epsilon? {
    var sum = Rational(0)
    for mechanism in mechanisms {
      guard let epsilon = mechanism.pureEpsilon else { return nil }
      sum += epsilon.value
    }
    return Epsilon(sum)
  }

  /// The ε at δ from the distributions of the privacy losses: an upper bound, never above that of
  /// zCDP, which it falls back to where the losses can't be computed.
  ///
  /// It holds under ``LossReport/conditions``: the queries may be adaptive, the parameters not.
  ///
  /// - Parameters:
  ///   - delta: the δ of the report.
  ///   - effort: about how many products of two numbers may be spent; more give a finer grid.
  /// - Returns: the report; how it was found is part of it.
  /// - Throws: `deltaTooSmall` where δ is below ``Delta/smallestConvertible``.
  package func lossReport(
    delta: Delta,
    effort: Int = LossReport.usualEffort
  ) throws(AccountingError) -> LossReport {
    let certain = try ZeroConcentrated.epsilon(rho: rho, delta: delta).epsilon
    if let sum = pureEpsilon, sum < certain {
      let report = losses(delta: delta, effort: effort, certain: sum)
      guard case .zeroConcentrated = report.method else { return report }
      return LossReport(epsilon: sum, delta: delta, method: .pure)
    }
    return losses(delta: delta, effort: effort, certain: certain)
  }

  /// The ε from the losses where it is below one that is certain.
  private func losses(delta: Delta, effort: Int, certain: Epsilon) -> LossReport {
    switch LossComputation.plan(self, delta: delta, effort: effort) {
    case .failure(let obstacle):
      return LossReport(epsilon: certain, delta: delta, method: .zeroConcentrated(obstacle))
    case .success(let computation):
      guard let epsilon = computation.epsilon(), epsilon < certain else {
        return LossReport(epsilon: certain, delta: delta, method: .zeroConcentrated(.noGain))
      }
      return LossReport(
        epsilon: epsilon,
        delta: delta,
        method: .privacyLoss(gridBits: computation.grid.bits)
      )
    }
  }
}
