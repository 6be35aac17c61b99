import Cryptography
import Testing

struct SHA512Tests {
  @Test(arguments: ["Short", "Long"])
  func `NIST's messages have their digests`(kind: String) throws {
    let records = try Vectors.records("nist-cavp-sha2/SHA512\(kind)Msg.rsp")
    #expect(records.count > 40)
    for record in records {
      let length = try #require(record["Len"].flatMap { Int($0) })
      let message = try Vectors.hex(record["Msg"]).prefix(length / 8)
      #expect(SHA512.digest(of: Array(message)).hex == record["MD"])
    }
  }

  @Test func `a message in pieces has the digest of the whole`() {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
    let whole = SHA512.digest(of: message)
    for size in [1, 2, 63, 64, 65, 127, 128, 129, 500, 999] {
      var hash = SHA512()
      for start in stride(from: 0, to: message.count, by: size) {
        hash.update(Array(message[start..<min(start + size, message.count)]))
        hash.update([])
      }
      #expect(hash.finalized() == whole)
    }
  }

  @Test func `a copied hash goes on by itself`() {
    var first = SHA512()
    first.update(Array("ab".utf8))
    var second = first
    first.update(Array("c".utf8))
    second.update(Array("d".utf8))
    #expect(first.finalized() == SHA512.digest(of: Array("abc".utf8)))
    #expect(second.finalized() == SHA512.digest(of: Array("abd".utf8)))
  }
}
