import Cryptography
import Testing

/// Whether our verdicts are those of the reference implementation, OpenSSL and Go.
struct Ed25519VerdictTests {
  func verdict(key: String, signature: String, message: [UInt8]) throws -> Bool {
    guard let key = try Ed25519.PublicKey(bytes: Vectors.hex(key)) else { return false }
    return try key.isValidSignature(Vectors.hex(signature), for: message)
  }

  struct Suite: Decodable {
    let testGroups: [Group]
    struct Group: Decodable {
      let publicKey: Key
      let tests: [Case]
    }
    struct Key: Decodable {
      let pk: String
    }
    struct Case: Decodable {
      let tcId: Int
      let msg: String
      let sig: String
      let result: String
    }
  }

  @Test func `Wycheproof's verdicts are ours`() throws {
    let suite = try Vectors.decoded(Suite.self, "wycheproof/ed25519_test.json")
    #expect(suite.testGroups.reduce(0) { $0 + $1.tests.count } == 106)
    for group in suite.testGroups {
      for test in group.tests {
        let valid = try verdict(
          key: group.publicKey.pk,
          signature: test.sig,
          message: Vectors.hex(test.msg)
        )
        #expect(valid == (test.result == "valid"), "test \(test.tcId)")
      }
    }
  }

  struct EdgeCase: Decodable {
    let number: Int
    let key: String
    let sig: String
    let msg: String
    let flags: [String]?
  }

  @Test func `of CCTV's edge cases those without canonical R or with a residue are refused`() throws
  {
    let cases = try Vectors.decoded([EdgeCase].self, "cctv-ed25519/ed25519vectors.json")
    #expect(cases.count == 627)
    #if DEBUG
    let step = 7
    #else
    let step = 1
    #endif
    var valid = 0
    for test in stride(from: 0, to: cases.count, by: step).map({ cases[$0] }) {
      let flags = test.flags ?? []
      let refused = flags.contains("non_canonical_R") || flags.contains("low_order_residue")
      let verdict = try verdict(
        key: test.key,
        signature: test.sig,
        message: Array(test.msg.utf8)
      )
      #expect(verdict == !refused, "case \(test.number)")
      valid += verdict ? 1 : 0
    }
    #expect(valid > 0 && valid < cases.count / step)
  }

  struct Speccheck: Decodable {
    let message: String
    let pub_key: String
    let signature: String
    let index: Int
    let go: Bool
    let openssl3: Bool
  }

  @Test func `the taxonomy's cases have the verdicts of Go and OpenSSL`() throws {
    let cases = try Vectors.decoded([Speccheck].self, "ed25519-speccheck/cases.json")
    #expect(cases.count == 8)
    for test in cases {
      let verdict = try verdict(
        key: test.pub_key,
        signature: test.signature,
        message: Vectors.hex(test.message)
      )
      #expect(verdict == test.go && verdict == test.openssl3, "case \(test.index)")
    }
  }
}
