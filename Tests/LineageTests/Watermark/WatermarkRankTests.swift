import Lineage
import Testing

@Suite struct WatermarkRankTests {
  @Test func `The rank counts those that score as high, and itself`() {
    let rank = WatermarkRank(score: 3, alternatives: [1, 2, 3, 4])
    #expect(rank.rank == 3)
    #expect(rank.probability == 0.6)
    #expect(WatermarkRank(score: 5, alternatives: [1, 2, 3, 4]).probability == 0.2)
    #expect(WatermarkRank(score: 0, alternatives: [0, 0, 0]).probability == 1)
  }

  @Test func `The strength is in standard deviations of the others, where they differ`() throws {
    let rank = WatermarkRank(score: 11, alternatives: [1, 2, 3])
    #expect(rank.deviations == 9)
    #expect(WatermarkRank(score: 11, alternatives: [2, 2, 2]).deviations == nil)
    #expect(WatermarkRank(score: 11, alternatives: [2]).deviations == nil)
  }

  @Test func `Holm's adjustment has the values of his procedure`() {
    // The example of R's p.adjust: 0.01, 0.02, 0.03, 0.04 become 0.04, 0.06, 0.06, 0.06.
    let adjusted = WatermarkRank.adjusted([0.04, 0.01, 0.03, 0.02])
    for (found, expected) in zip(adjusted, [0.06, 0.04, 0.06, 0.06]) {
      #expect(abs(found - expected) < 1e-12)
    }
    #expect(WatermarkRank.adjusted([0.5, 0.5, 0.9]) == [1, 1, 1])
    #expect(WatermarkRank.adjusted([0.25]) == [0.25])
    #expect(WatermarkRank.adjusted([]) == [])
  }
}
