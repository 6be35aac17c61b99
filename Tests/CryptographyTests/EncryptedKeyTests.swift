import Cryptography
import Testing

struct EncryptedKeyTests {
  let key = Ed25519.PrivateKey(seed: Array(repeating: 1, count: 32))
  let passphrase = Array("correct horse".utf8)
  let randomness = Array(0..<UInt8(EncryptedKey.randomByteCount))

  /// Few iterations keep the tests quick; what the program writes has ``EncryptedKey/leastIterations``.
  func text(iterations: Int = 2) -> String {
    PEM.text(of: key, passphrase: passphrase, randomness: randomness, iterations: iterations)
  }

  func pem(_ der: [UInt8]) -> String {
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\(Base64.encode(der))\n"
      + "-----END ENCRYPTED PRIVATE KEY-----\n"
  }

  func der(_ text: String) throws -> [UInt8] {
    let lines = text.split(separator: "\n").dropFirst().dropLast()
    return try #require(Base64.decode(lines.joined()))
  }

  /// How a text is refused, or nil where the passphrase opens it to ``key``.
  func refusal(_ text: String, _ passphrase: [UInt8]) -> KeyError? {
    do throws(KeyError) {
      guard let key = try PEM.encryptedKey(parsing: text) else { return .encrypted }
      let opened = try PEM.privateKey(opening: key, with: passphrase)
      return opened.seed == self.key.seed ? nil : .notPEM(expected: .privateKey)
    } catch {
      return error
    }
  }

  @Test func `a key that pyca encrypted opens to the one beside it`() throws {
    let encrypted = try #require(
      try PEM.encryptedKey(parsing: pem(Vectors.bytes("ed25519-keys/ed25519-pkcs8-enc.der")))
    )
    #expect(encrypted.iterations == 2048)
    let opened = try PEM.privateKey(opening: encrypted, with: Array("password".utf8))
    let plain = try Vectors.bytes("ed25519-keys/ed25519-pkcs8.der")
    #expect(opened.seed == Array(plain.suffix(32)))
  }

  @Test(arguments: ["openssl", "pyca"])
  func `keys that others encrypted open`(name: String) throws {
    #expect(refusal(try Vectors.text("ed25519-keys/\(name).enc.pem"), passphrase) == nil)
  }

  @Test func `what is written opens again, and tells its iterations`() throws {
    #expect(refusal(text(), passphrase) == nil)
    #expect(try PEM.encryptedKey(parsing: text(iterations: 7))?.iterations == 7)
    #expect(EncryptedKey.leastIterations >= 600_000)
  }

  @Test func `a wrong passphrase and a changed ciphertext give one message`() throws {
    for other in ["", "correct hors", "correct horse ", "Correct horse"] {
      #expect(refusal(text(), Array(other.utf8)) == .wrongPassphrase)
    }
    // The blocks before the last one leave the padding whole, and break the key's header or seed.
    let whole = try der(text())
    for index in whole.count - 16..<whole.count {
      var changed = whole
      changed[index] ^= 1
      #expect(refusal(pem(changed), passphrase) == .wrongPassphrase)
    }
    for index in whole.count - 64..<whole.count - 16 {
      var changed = whole
      changed[index] ^= 1
      #expect(refusal(pem(changed), passphrase) != nil)
    }
  }

  @Test func `every change to scheme or parameters is refused`() throws {
    let whole = try der(text())
    for index in 0..<whole.count - 64 {
      var changed = whole
      changed[index] ^= 1
      #expect(refusal(pem(changed), passphrase) != nil, "byte \(index)")
    }
    for count in [0, 1, whole.count - 16, whole.count - 1] {
      #expect(refusal(pem(Array(whole.prefix(count))), passphrase) == .unknownEncryption)
    }
    #expect(refusal(pem(whole + [0]), passphrase) == .unknownEncryption)
  }

  @Test func `another scheme is refused with the command that leads here`() throws {
    let text = try Vectors.text("ed25519-keys/openssl-scrypt.enc.pem")
    #expect(refusal(text, passphrase) == .unknownEncryption)
    #expect("\(KeyError.unknownEncryption)".contains("openssl pkcs8 -topk8 -v2 aes-256-cbc"))
    #expect("\(KeyError.unknownEncryption)".contains("-iter 600000"))
  }

  @Test func `plain and encrypted are told apart`() throws {
    var error = #expect(throws: KeyError.self) { try PEM.privateKey(parsing: text()) }
    #expect(error == .encrypted)
    error = #expect(throws: KeyError.self) { try PEM.publicKey(parsing: text()) }
    #expect(error == .wrongKind(expected: .publicKey))
    for plain in [PEM.text(of: key), PEM.text(of: key.publicKey)] {
      #expect(try PEM.encryptedKey(parsing: plain) == nil)
    }
  }
}
