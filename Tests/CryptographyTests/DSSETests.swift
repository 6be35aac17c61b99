import Cryptography
import Foundation
import Testing

struct DSSETests {
  struct Envelope: Decodable {
    let payload: String
    let payloadType: String
    let signatures: [Signature]
    struct Signature: Decodable {
      let keyid: String
      let sig: String
    }
  }

  @Test func `the bytes to sign are those of the example, and so are the signatures`() throws {
    let envelope = try Vectors.decoded(Envelope.self, "dsse/manifest.dsse.json")
    let body = try Vectors.bytes("dsse/payload.json")
    #expect(Base64.decode(envelope.payload) == body)
    let bytes = DSSE.preAuthenticationEncoding(type: envelope.payloadType, body: body)
    #expect(try bytes == Vectors.bytes("dsse/pae.bin"))
    #expect(envelope.signatures.count == 2)
    for (name, signature) in zip(["curator", "auditor"], envelope.signatures) {
      let key = try PEM.publicKey(parsing: Vectors.text("dsse/\(name).pub.pem"))
      #expect(key.fingerprint == signature.keyid)
      #expect(key.isValidSignature(try #require(Base64.decode(signature.sig)), for: bytes))
    }
    let curator = Ed25519.PrivateKey(seed: Array(repeating: 1, count: 32))
    #expect(Base64.encode(curator.signature(for: bytes)) == envelope.signatures[0].sig)
  }

  @Test func `lengths are counted in bytes`() {
    let bytes = DSSE.preAuthenticationEncoding(type: "é", body: Array("world".utf8))
    #expect(bytes == Array("DSSEv1 2 é 5 world".utf8))
    #expect(
      DSSE.preAuthenticationEncoding(type: "", body: []) == Array("DSSEv1 0  0 ".utf8)
    )
  }
}
