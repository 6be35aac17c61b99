import Strategies
import Testing

@Suite struct PublicSharesTests {
  @Test func `add up to the whole, and none is negative`() {
    var state: UInt64 = 3
    for count in [1, 2, 3, 7, 100] {
      for _ in 0..<50 {
        let counts = (0..<count).map { _ -> Double in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Double(Int(state >> 40)) - 4_000_000
        }
        let shares = PublicShares.of(counts)
        #expect(shares.reduce(0, +) == PublicShares.total)
        #expect(shares.allSatisfy { $0 >= 0 })
      }
    }
  }

  @Test func `are proportional to the positive counts, to within one`() {
    #expect(PublicShares.of([1, 1]) == [32_768, 32_768])
    #expect(PublicShares.of([-5, 3, 1]) == [0, 49_152, 16_384])
    #expect(PublicShares.of([1, 1, 1]) == [21_846, 21_845, 21_845])
    #expect(PublicShares.of([-1, -2]) == [32_768, 32_768])
    #expect(PublicShares.of([7]) == [65_536])
  }
}
