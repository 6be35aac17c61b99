import Accounting
import Arithmetic
import Marginalia
import Randomness
import Testing

@Suite struct SelfAuditTests {
  static let isRelease: Bool = {
    #if DEBUG
    false
    #else
    true
    #endif
  }()

  @Test func `an honest build passes, and says so`() throws {
    let report = try SelfAudit.run(samples: Self.isRelease ? SelfAudit.defaultSamples : 2_000)
    #expect(report.checks.count == 9)
    let names = Set(report.checks.map(\.name))
    #expect(names.count == 9)
    #expect(names.isSuperset(of: SynthesisRequest.strategies.map { "grants of \($0)" }))
    #expect(report.checks.filter { !$0.holds }.isEmpty)
    #expect(report.json.hasPrefix(#"{"checks":["#))
    #expect(report.json.contains(#""marginalia":"self-audit/1""#))
  }

  @Test func `a check that does not hold is a failed verification, with its figures`() {
    let good = SelfAuditReport.Check(name: "a", claim: "1", found: "1", holds: true)
    let bad = SelfAuditReport.Check(name: "b", claim: "ε ≤ 1", found: "ε ≥ 2", holds: false)
    let error = #expect(throws: MarginaliaError.self) {
      try SelfAudit.verdict(SelfAuditReport(samples: 1, checks: [good, bad]))
    }
    #expect(error?.kind == "verification-failed")
    #expect(error?.findings == [Finding(place: "b", message: "claimed: ε ≤ 1; found: ε ≥ 2")])
  }

  @Test(arguments: [-1, 0, 999, 10_000_001])
  func `a number of samples out of range is a mistake in the request`(samples: Int) {
    let error = #expect(throws: MarginaliaError.self) { try SelfAudit.run(samples: samples) }
    #expect(error?.kind == "usage")
  }

  /// Answers of one cell that holds no row, or one, with noise of this variance.
  private func answers(_ variance: Rational, _ samples: Int) throws -> [[Int]] {
    var source = try SystemEntropy()
    return [0, 1].map { count in
      DiscreteGaussian(variance: variance).addNoise(
        to: Array(repeating: count, count: samples),
        using: &source
      )
    }
  }

  // ρ = 1/2 gives ε = 3.73 at δ = 1/1000, and half the deviation ρ = 2.
  @Test(.enabled(if: isRelease))
  func `the bound on ε stays under the claim, is near it, and is above it for half the deviation`()
    throws
  {
    let target = try PrivacyTarget(epsilon: "3.75", delta: "1/1000").guarantee
    #expect(target.cost.value >= Rational(1, 2))
    func bound(_ variance: Rational) throws -> Double {
      let seen = try answers(variance, 200_000)
      return SelfAuditLoss(absent: seen[0], present: seen[1], delta: 0.001).epsilon
    }
    let honest = try bound(1)
    #expect(honest > 1.8 && honest <= 3.75, "\(honest)")
    let halved = try bound(Rational(1, 4))
    #expect(halved > 3.75, "\(halved)")
  }

  @Test(.enabled(if: isRelease))
  func `half the deviation, and a draw that drops every tenth sign, do not fit`() throws {
    let honest = try answers(9, 100_000)[0]
    #expect(SelfAuditSamplers.gaussianFit(honest, variance: 9).holds)
    let halved = try answers(Rational(9, 4), 100_000)[0]
    #expect(!SelfAuditSamplers.gaussianFit(halved, variance: 9).holds)
    let unsigned = honest.enumerated().map { $0 % 10 == 0 ? abs($1) : $1 }
    #expect(!SelfAuditSamplers.gaussianFit(unsigned, variance: 9).holds)
  }
}
