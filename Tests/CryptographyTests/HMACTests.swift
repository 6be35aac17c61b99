import Cryptography
import Testing

struct HMACTests {
  struct Suite: Decodable {
    let testGroups: [Group]
    struct Group: Decodable {
      let tagSize: Int
      let tests: [Case]
    }
    struct Case: Decodable {
      let tcId: Int
      let key: String
      let msg: String
      let tag: String
      let result: String
    }
  }

  @Test func `RFC 4231's messages have their codes`() throws {
    let records = try Vectors.records("hmac-rfc4231/rfc-4231-sha256.txt")
    #expect(records.count == 6)
    for record in records {
      let code = try HMACSHA256.code(
        for: Vectors.hex(record["Msg"]),
        key: Vectors.hex(record["Key"])
      )
      #expect(code.hex == record["MD"])
    }
  }

  @Test(arguments: [("hmac_sha256", 118), ("hmac_sha512", 112)])
  func `Wycheproof's verdicts are ours`(name: String, count: Int) throws {
    let suite = try Vectors.decoded(Suite.self, "wycheproof/\(name)_test.json")
    #expect(suite.testGroups.reduce(0) { $0 + $1.tests.count } == count)
    for group in suite.testGroups {
      for test in group.tests {
        let (key, message) = try (Vectors.hex(test.key), Vectors.hex(test.msg))
        let code =
          name == "hmac_sha256"
          ? HMACSHA256.code(for: message, key: key) : HMACSHA512.code(for: message, key: key)
        let equal = try ConstantTime.areEqual(
          Array(code.prefix(group.tagSize / 8)),
          Vectors.hex(test.tag)
        )
        #expect(equal == (test.result == "valid"), "test \(test.tcId)")
      }
    }
  }

  /// HKDF is a few codes in a row, each of which takes the one before: long chains of our own codes.
  @Test func `Wycheproof's keys follow by HKDF, which RFC 5869 makes of HMAC`() throws {
    struct Derivations: Decodable {
      let testGroups: [Group]
      struct Group: Decodable { let tests: [Case] }
      struct Case: Decodable {
        let tcId: Int
        let ikm: String
        let salt: String
        let info: String
        let size: Int
        let okm: String
        let result: String
      }
    }
    let suite = try Vectors.decoded(Derivations.self, "wycheproof/hkdf_sha256_test.json")
    let tests = suite.testGroups.flatMap(\.tests)
    #expect(tests.count == 59)
    for test in tests {
      guard test.result == "valid" else {
        #expect(test.size > 255 * 32, "test \(test.tcId)")
        continue
      }
      // RFC 5869, 2.2: extract. 2.3: expand.
      let secret = try HMACSHA256.code(for: Vectors.hex(test.ikm), key: Vectors.hex(test.salt))
      let info = try Vectors.hex(test.info)
      var keys: [UInt8] = []
      var block: [UInt8] = []
      var counter: UInt8 = 0
      while keys.count < test.size {
        counter += 1
        block = HMACSHA256.code(for: block + info + [counter], key: secret)
        keys += block
      }
      #expect(Array(keys.prefix(test.size)).hex == test.okm, "test \(test.tcId)")
    }
  }
}
