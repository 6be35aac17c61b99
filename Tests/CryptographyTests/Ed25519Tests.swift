import Cryptography
import Testing

struct Ed25519Tests {
  @Test func `the published signatures are ours, and no other is valid`() throws {
    let lines = try Vectors.text("ed25519/sign.txt").split(separator: "\n")
    #expect(lines.count == 684)
    #if DEBUG
    let step = 19  // 36 of them, RFC 8032's first test among them.
    #else
    let step = 1
    #endif
    for index in stride(from: 0, to: lines.count, by: step) {
      let parts = lines[index].split(separator: ":", omittingEmptySubsequences: false)
      let fields = try parts.map { try Vectors.hex(String($0)) }
      let key = Ed25519.PrivateKey(seed: fields[0])
      #expect(key.publicKey.bytes == fields[1])
      let signature = key.signature(for: fields[2])
      #expect(signature == fields[3])
      let publicKey = try #require(Ed25519.PublicKey(bytes: fields[1]))
      #expect(publicKey.isValidSignature(signature, for: fields[2]))
      #expect(!publicKey.isValidSignature(signature, for: fields[2] + [0]))
    }
  }

  @Test func `RFC 8032's test of 1023 bytes is ours`() throws {
    let line = try #require(Vectors.text("ed25519/sign.txt").split(separator: "\n").last)
    let fields = try line.split(separator: ":").map { try Vectors.hex(String($0)) }
    #expect(fields[2].count == 1023)
    #expect(Ed25519.PrivateKey(seed: fields[0]).signature(for: fields[2]) == fields[3])
  }

  @Test func `a signature with any bit turned is invalid`() throws {
    let key = Ed25519.PrivateKey(seed: Array(repeating: 1, count: 32))
    let message = Array("a release".utf8)
    let signature = key.signature(for: message)
    #expect(key.publicKey.isValidSignature(signature, for: message))
    #if DEBUG
    let step = 37
    #else
    let step = 1
    #endif
    for bit in stride(from: 0, to: 512, by: step) {
      var forged = signature
      forged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!key.publicKey.isValidSignature(forged, for: message), "bit \(bit)")
    }
    #expect(!key.publicKey.isValidSignature(Array(signature.dropLast()), for: message))
    #expect(!key.publicKey.isValidSignature(signature + [0], for: message))
    #expect(!key.publicKey.isValidSignature([], for: message))
  }

  @Test func `a private key shows nothing of itself`() {
    let seed = Array<UInt8>(repeating: 0xAB, count: 32)
    let key = Ed25519.PrivateKey(seed: seed)
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains("171") && !text.lowercased().contains("abab"))
    }
    #expect("\(key)".contains(key.publicKey.fingerprint))
  }

  @Test func `the fingerprint is OpenSSH's`() throws {
    // The signers of the DSSE example: seeds of 32 ones and of 32 twos.
    let curator = Ed25519.PrivateKey(seed: Array(repeating: 1, count: 32)).publicKey
    let auditor = Ed25519.PrivateKey(seed: Array(repeating: 2, count: 32)).publicKey
    let envelope = try Vectors.text("dsse/manifest.dsse.json")
    #expect(curator.fingerprint == "SHA256:fe85JkIjo8VPe+XqXJGH5Mau1EMFdK1OdKvJUFicyA8")
    #expect(envelope.contains(curator.fingerprint) && envelope.contains(auditor.fingerprint))
  }

  @Test func `points of low order and other spellings are weak keys, honest keys are not`() throws {
    let lowOrder = [
      "0100000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "0100000000000000000000000000000000000000000000000000000000000080",
    ]
    for text in lowOrder {
      #expect(try #require(try Ed25519.PublicKey(bytes: Vectors.hex(text))).isWeak)
    }
    for byte in UInt8(0)..<4 {
      #expect(!Ed25519.PrivateKey(seed: Array(repeating: byte, count: 32)).publicKey.isWeak)
    }
  }

  @Test func `bytes that are no point are no key`() throws {
    #expect(Ed25519.PublicKey(bytes: [2] + Array(repeating: 0, count: 31)) == nil)
    #expect(Ed25519.PublicKey(bytes: Array(repeating: 1, count: 31)) == nil)
    #expect(Ed25519.PublicKey(bytes: []) == nil)
    #expect(Ed25519.PublicKey(bytes: Array(repeating: 0, count: 33)) == nil)
  }
}
