import Cryptography
import Testing

struct TimestampRequestTests {
  @Test func `a request is what openssl writes for the signature and nonce`() throws {
    let request = TimestampRequest.der(
      for: try Vectors.bytes("rfc3161/curator.sig"),
      nonce: try Vectors.hex("eb55692cb30ce942")
    )
    #expect(request == (try Vectors.bytes("rfc3161/q.tsq")))
    #expect(request.count == 70)
  }

  @Test func `a nonce with a small first byte is written without its zeros`() {
    let request = TimestampRequest.der(for: [1], nonce: [0, 0, 3, 4, 5, 6, 7, 8])
    #expect(Array(request.suffix(11)) == [0x02, 0x06, 3, 4, 5, 6, 7, 8, 0x01, 0x01, 0xFF])
  }
}
