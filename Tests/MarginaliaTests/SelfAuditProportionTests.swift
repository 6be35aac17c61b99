import Marginalia
import Testing

@Suite struct SelfAuditProportionTests {
  /// Limits of 95 % as the tables print them, each at an error of 2.5 %.
  ///
  /// - Source: Clopper and Pearson, Biometrika 26, 1934; the closed forms for 0 and n successes.
  @Test(arguments: [
    (5, 10, 0.1871, 0.8129), (1, 20, 0.0013, 0.2487), (0, 10, 0, 0.3085), (10, 10, 0.6915, 1),
    (50, 100, 0.3983, 0.6017),
  ])
  func `limits are those of the tables`(
    successes: Int,
    trials: Int,
    lower: Double,
    upper: Double
  ) {
    let proportion = SelfAuditProportion(successes, of: trials)
    #expect(abs(proportion.lowerLimit(error: 0.025) - lower) < 0.00006)
    #expect(abs(proportion.upperLimit(error: 0.025) - upper) < 0.00006)
  }

  /// The exact chance of a lower limit above p, added up over all outcomes, for several p.
  @Test(arguments: [0.05, 0.3, 0.5, 0.8, 0.97])
  func `a limit is wrong no more often than it says`(p: Double) {
    let (trials, error) = (40, 0.01)
    var (chance, wrong) = (1.0, 0.0)
    for _ in 0..<trials { chance *= 1 - p }
    for successes in 0...trials {
      let proportion = SelfAuditProportion(successes, of: trials)
      if proportion.lowerLimit(error: error) > p { wrong += chance }
      chance *= Double(trials - successes) / Double(successes + 1) * p / (1 - p)
    }
    #expect(wrong <= error)
  }

  @Test func `limits close in on the share as trials grow`() {
    let widths = [100, 10_000, 200_000].map { trials in
      let proportion = SelfAuditProportion(trials / 4, of: trials)
      return proportion.upperLimit(error: 1e-9) - proportion.lowerLimit(error: 1e-9)
    }
    #expect(widths[0] > 5 * widths[1] && widths[1] > 3 * widths[2] && widths[2] > 0)
  }
}
