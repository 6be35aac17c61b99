import Marginalia
import Testing

@Suite struct SelfAuditFitTests {
  @Test func `draws in proportion to the law have a statistic of zero`() {
    let fit = SelfAuditFit(observed: [100, 200, 300], weights: [1, 2, 3])
    #expect(fit.statistic < 1e-12)
    #expect(fit.holds)
  }

  /// The exact quantiles for 5·10⁻¹⁰, by the closed forms of χ² for one degree and for ten, are
  /// 38.677 and 64.523; Wilson and Hilferty's are never under them here.
  @Test(arguments: [(2, 38.677, 50.0), (11, 64.523, 68)])
  func `the limit is a quantile of the law, or somewhat above`(
    cells: Int,
    exact: Double,
    above: Double
  ) {
    let fit = SelfAuditFit(
      observed: Array(repeating: 50, count: cells),
      weights: Array(repeating: 1, count: cells)
    )
    #expect(fit.limit >= exact && fit.limit <= above)
  }

  @Test func `cells with few draws expected are joined with their neighbours`() {
    let fit = SelfAuditFit(observed: [1, 0, 49, 50, 0], weights: [0.01, 0.01, 0.5, 0.47, 0.01])
    #expect(fit.limit == SelfAuditFit(observed: [50, 50], weights: [1, 1]).limit)
    #expect(fit.holds)
  }

  @Test func `a biased coin is found out`() {
    #expect(!SelfAuditFit(observed: [60_000, 40_000], weights: [1, 1]).holds)
    #expect(SelfAuditFit(observed: [50_100, 49_900], weights: [1, 1]).holds)
  }
}
