import Cryptography
import Lineage
import Testing

@Suite struct SamplingSeedTests {
  @Test func `The seed is SHA-256 of the tag, the measurements' digest and the record's hash`() {
    // printf 'marginalia sampling seed v1' and the bytes 00…1f, 20…3f, through sha256sum.
    let seed = SamplingSeed.derive(
      measurementsDigest: [UInt8](0..<32),
      reserveRecordHash: [UInt8](32..<64)
    )
    #expect(
      seed.hex
        == "842a39aba0573069bf08ffaa295259b6ceb1abbd5f3d8d36a917161a01142e17"
    )
  }

  @Test func `Either digest changes the seed, and they aren't interchangeable`() {
    let one = [UInt8](repeating: 1, count: 32)
    let two = [UInt8](repeating: 2, count: 32)
    let seeds = [(one, one), (one, two), (two, one), (two, two)].map {
      SamplingSeed.derive(measurementsDigest: $0.0, reserveRecordHash: $0.1)
    }
    #expect(Set(seeds).count == 4)
  }
}
