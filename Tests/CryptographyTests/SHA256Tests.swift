import Cryptography
import Testing

struct SHA256Tests {
  @Test(arguments: ["Short", "Long"])
  func `NIST's messages have their digests`(kind: String) throws {
    let records = try Vectors.records("nist-cavp-sha2/SHA256\(kind)Msg.rsp")
    #expect(records.count > 40)
    for record in records {
      let length = try #require(record["Len"].flatMap { Int($0) })
      let message = try Vectors.hex(record["Msg"]).prefix(length / 8)
      #expect(SHA256.digest(of: Array(message)).hex == record["MD"])
    }
  }

  @Test func `a message in pieces has the digest of the whole`() {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
    let whole = SHA256.digest(of: message)
    for size in [1, 2, 63, 64, 65, 127, 128, 129, 500, 999] {
      var hash = SHA256()
      for start in stride(from: 0, to: message.count, by: size) {
        hash.update(Array(message[start..<min(start + size, message.count)]))
        hash.update([])
      }
      #expect(hash.finalized() == whole)
    }
  }

  @Test func `a copied hash goes on by itself`() {
    var first = SHA256()
    first.update(Array("ab".utf8))
    var second = first
    first.update(Array("c".utf8))
    second.update(Array("d".utf8))
    #expect(first.finalized() == SHA256.digest(of: Array("abc".utf8)))
    #expect(second.finalized() == SHA256.digest(of: Array("abd".utf8)))
  }

  /// NIST's Monte Carlo test: SHA-2 Validation System, section 6.4.
  @Test func `NIST's chains of a thousand hashes end where they should`() throws {
    var seed = try Vectors.hex("6d1e72ad03ddeb5de891e572e2396f8da015d899ef0e79503152d6010a3fe691")
    #if DEBUG
    let chains = 5
    #else
    let chains = 100
    #endif
    let records = try Vectors.records("nist-cavp-sha2/SHA256Monte.rsp")
    #expect(records.count == 100)
    for record in records.prefix(chains) {
      var (first, second, third) = (seed, seed, seed)
      for _ in 0..<1000 {
        (first, second, third) = (second, third, SHA256.digest(of: first + second + third))
      }
      seed = third
      #expect(seed.hex == record["MD"])
    }
  }
}
