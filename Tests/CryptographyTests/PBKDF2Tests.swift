import Cryptography
import Testing

struct PBKDF2Tests {
  struct Suite: Decodable {
    let testGroups: [Group]
    struct Group: Decodable {
      let tests: [Case]
    }
    struct Case: Decodable {
      let tcId: Int
      let password: String
      let salt: String
      let iterationCount: Int
      let dkLen: Int
      let dk: String
      let result: String
    }
  }

  /// Keys of two blocks: Wycheproof's thirty-five, RFC 7914's among them.
  @Test func `Wycheproof's passphrases have their keys`() throws {
    let suite = try Vectors.decoded(Suite.self, "wycheproof/pbkdf2_hmacsha256_test.json")
    let tests = suite.testGroups.flatMap(\.tests)
    #expect(tests.count == 35)
    #if DEBUG
    let chosen = tests.filter { $0.iterationCount == 1 || $0.tcId % 6 == 0 }
    #else
    let chosen = tests
    #endif
    for test in chosen {
      let key = try PBKDF2.key(
        passphrase: Vectors.hex(test.password),
        salt: Vectors.hex(test.salt),
        iterations: test.iterationCount,
        byteCount: test.dkLen
      )
      #expect(test.result == "valid" && key.hex == test.dk, "test \(test.tcId)")
    }
  }

  /// RFC 7914, section 11, the first of its two; the other takes 80,000 iterations.
  @Test func `the RFC's example has its key`() {
    let key = PBKDF2.key(
      passphrase: Array("passwd".utf8),
      salt: Array("salt".utf8),
      iterations: 1,
      byteCount: 64
    )
    #expect(
      key.hex == "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
    )
  }

  #if !DEBUG
  /// RFC 7914, section 11.
  @Test func `the RFC's long example has its key`() {
    let key = PBKDF2.key(
      passphrase: Array("Password".utf8),
      salt: Array("NaCl".utf8),
      iterations: 80_000,
      byteCount: 64
    )
    #expect(
      key.hex == "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
    )
  }
  #endif

  @Test func `a passphrase longer than a block is hashed first, as HMAC asks`() {
    let long = [UInt8](repeating: 7, count: 100)
    let keys = [long, SHA256.digest(of: long)].map {
      PBKDF2.key(passphrase: $0, salt: [1], iterations: 3, byteCount: 20)
    }
    #expect(keys[0] == keys[1] && keys[0].count == 20)
  }
}
