import Cryptography
import Lineage
import Testing

@Suite struct ReleaseInputsTests {
  @Test func `The key hangs on the seed and on the run, and shows neither`() {
    let seed = [UInt8](repeating: 1, count: 32)
    let nonce = [UInt8](repeating: 2, count: 32)
    let key = ReleaseInputs.key(seed: seed, nonce: nonce)
    #expect(key.count == 32 && key != seed)
    #expect(key != ReleaseInputs.key(seed: nonce, nonce: nonce))
    #expect(key != ReleaseInputs.key(seed: seed, nonce: seed))
    let tag = [UInt8]("marginalia input commitment v1".utf8)
    #expect(key == HMACSHA256.code(for: tag + nonce, key: seed))
    #expect(ReleaseInputs.keyRule.contains("\"marginalia input commitment v1\""))
  }
}
