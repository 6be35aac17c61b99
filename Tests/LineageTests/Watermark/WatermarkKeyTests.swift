import Cryptography
import Lineage
import Schemas
import Testing

@Suite struct WatermarkKeyTests {
  static let key = [UInt8](1...32)

  @Test func `The commitment is the hash that the documentation states`() {
    let digest = SHA256.digest(of: KeyedExample.schema.releasedBytes)
    let tag = Array("marginalia keyed rows v1".utf8)
    for (recipient, end) in [(nil, [0]), ("Åse", [1] + Array("Åse".utf8))] as [(String?, [UInt8])] {
      let secret = HMACSHA256.code(for: tag + digest + end, key: Self.key)
      #expect(
        WatermarkKey(Self.key, schema: KeyedExample.schema, recipient: recipient).commitment
          == SHA256.digest(of: HMACSHA256.code(for: Array("commitment".utf8), key: secret))
      )
    }
  }

  @Test func `Nobody's rows and those for an empty name have different secrets`() {
    let commitments = [nil, "", "a", "b"].map {
      WatermarkKey(Self.key, schema: KeyedExample.schema, recipient: $0).commitment
    }
    #expect(Set(commitments).count == 4)
    #expect(
      WatermarkKey(Self.key, schema: Example.schema).commitment != commitments[0],
      "another schema, the same secret"
    )
  }
}
