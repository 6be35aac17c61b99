import Arithmetic
import Randomness

/// The live samplers against the laws that the proofs and the prices are about.
package enum SelfAuditSamplers {
  /// One check for each sampler and parameter.
  static func checks(samples: Int) throws(MarginaliaError) -> [SelfAuditReport.Check] {
    var source: SystemEntropy
    do throws(RandomnessError) {
      source = try SystemEntropy()
    } catch {
      throw .failure(error.description)
    }
    var checks: [SelfAuditReport.Check] = []
    for variance in [Rational(1, 4), Rational(12_345_677, 1 << 20), 100] {
      let fit = gaussianFit(
        DiscreteGaussian(variance: variance).addNoise(
          to: Array(repeating: 0, count: samples),
          using: &source
        ),
        variance: variance.approximation
      )
      checks.append(check("discrete Gaussian, σ² = \(variance)", fit))
    }
    for scale in [Rational(1, 4), Rational(12_345_677, 1 << 20), 100] {
      let fit = laplaceFit(
        DiscreteLaplace(scale: scale).addNoise(
          to: Array(repeating: 0, count: samples),
          using: &source
        ),
        scale: scale.approximation
      )
      checks.append(check("discrete Laplace, b = \(scale)", fit))
    }
    let gaps = [0, 1, 3, 0, 12, 2]
    var chosen = gaps.map { _ in 0 }
    for _ in 0..<samples {
      chosen[
        Sampler.exponentialMechanism(
          gaps: gaps,
          rateNumerator: 1,
          rateDenominator: 2,
          using: &source
        )
      ] += 1
    }
    checks.append(
      check(
        "exponential mechanism, η/2Δ = 1/2",
        SelfAuditFit(observed: chosen, weights: gaps.map { Elementary.exp(-Double($0) / 2) })
      )
    )
    return checks
  }

  /// Draws against P(x) ∝ exp(−x²/(2σ²)), from −12σ to 12σ.
  package static func gaussianFit(_ draws: [Int], variance: Double) -> SelfAuditFit {
    fit(draws, reach: Int(12 * variance.squareRoot()) + 1) { Double($0 * $0) / (2 * variance) }
  }

  /// Draws against P(x) ∝ exp(−|x|/b), from −32b to 32b.
  package static func laplaceFit(_ draws: [Int], scale: Double) -> SelfAuditFit {
    fit(draws, reach: Int(32 * scale) + 1) { Double(abs($0)) / scale }
  }

  /// Draws against P(x) ∝ e^(−u(x)) for |x| up to `reach`; draws beyond count at the ends.
  private static func fit(
    _ draws: [Int],
    reach: Int,
    exponent: (Int) -> Double
  ) -> SelfAuditFit {
    var observed = Array(repeating: 0, count: 2 * reach + 1)
    for draw in draws { observed[min(max(draw, -reach), reach) + reach] += 1 }
    let weights = (-reach...reach).map { Elementary.exp(-exponent($0)) }
    return SelfAuditFit(observed: observed, weights: weights)
  }

  private static func check(_ name: String, _ fit: SelfAuditFit) -> SelfAuditReport.Check {
    SelfAuditReport.Check(
      name: name,
      claim: "χ² ≤ \(decimal(fit.limit)) (false alarm \(SelfAuditFit.falseAlarm))",
      found: "χ² = \(decimal(fit.statistic))",
      holds: fit.holds
    )
  }

  /// A figure for readers, with two decimals.
  static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = abs(hundredths % 100)
    return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
