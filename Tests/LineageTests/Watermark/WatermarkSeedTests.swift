import Cryptography
import Lineage
import Testing

@Suite struct WatermarkSeedTests {
  static let seed = [UInt8](repeating: 7, count: 32)

  @Test func `Seeds are the hashes that the documentation states`() {
    let number: [UInt8] = [0, 0, 0, 0, 0, 0, 1, 2]
    #expect(
      WatermarkSeed.alternative(258, to: Self.seed)
        == SHA256.digest(
          of: Array("marginalia watermark alternative v1".utf8) + Self.seed + number
        )
    )
    let key = [UInt8](1...32)
    #expect(
      WatermarkSeed.recipient("Åse", release: Self.seed, key: key)
        == HMACSHA256.code(
          for: Array("marginalia recipient v1".utf8) + Self.seed + Array("Åse".utf8),
          key: key
        )
    )
  }

  @Test func `No two of them are the same`() {
    let key = [UInt8](1...32)
    let seeds =
      (0..<100).map { WatermarkSeed.alternative($0, to: Self.seed) }
      + ["a", "b", ""].map { WatermarkSeed.recipient($0, release: Self.seed, key: key) }
      + [WatermarkSeed.recipient("a", release: key, key: key)]
    #expect(Set(seeds).count == 104)
  }
}
