import Cryptography
import Testing

struct PEMTests {
  let key = Ed25519.PrivateKey(seed: Array(repeating: 1, count: 32))

  func block(_ label: String, _ bytes: [UInt8]) -> String {
    "-----BEGIN \(label)-----\n\(Base64.encode(bytes))\n-----END \(label)-----\n"
  }

  func privateKeyError(_ text: String) -> KeyError? {
    do {
      _ = try PEM.privateKey(parsing: text)
      return nil
    } catch {
      return error
    }
  }

  func publicKeyError(_ text: String) -> KeyError? {
    do {
      _ = try PEM.publicKey(parsing: text)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a public key's file is what OpenSSL and pyca write`() throws {
    #expect(try PEM.text(of: key.publicKey) == Vectors.text("dsse/curator.pub.pem"))
    let text = try Vectors.text("ed25519-keys/ed25519-pub.pem")
    #expect(try PEM.text(of: PEM.publicKey(parsing: text)) == text)
    let bytes = try Vectors.bytes("ed25519-keys/ed25519-pub.der")
    #expect(try PEM.publicKey(parsing: block("PUBLIC KEY", bytes)).bytes == bytes.suffix(32))
  }

  @Test func `a private key's file is RFC 8410's`() throws {
    let bytes = try Vectors.bytes("ed25519-keys/ed25519-pkcs8.der")
    let text = block("PRIVATE KEY", bytes)
    let read = try PEM.privateKey(parsing: text)
    #expect(read.seed == Array(bytes.suffix(32)))
    #expect(PEM.text(of: read) == text)
    let publicKey = try Vectors.text("ed25519-keys/ed25519-pub.pem")
    #expect(try read.publicKey == PEM.publicKey(parsing: publicKey))
  }

  @Test func `line ends of either kind and blank lines around do no harm`() throws {
    let text = PEM.text(of: key)
    let crlf = text.split(separator: "\n").joined(separator: "\r\n") + "\r\n\r\n"
    #expect(try PEM.privateKey(parsing: crlf).seed == key.seed)
    #expect(try PEM.privateKey(parsing: "\n" + text + "\n").seed == key.seed)
  }

  @Test func `an encrypted key is no plain one`() throws {
    let bytes = try Vectors.bytes("ed25519-keys/ed25519-pkcs8-enc.der")
    #expect(privateKeyError(block("ENCRYPTED PRIVATE KEY", bytes)) == .encrypted)
  }

  @Test func `the other kind of key is named as such`() {
    #expect(publicKeyError(PEM.text(of: key)) == .wrongKind(expected: .publicKey))
    #expect(privateKeyError(PEM.text(of: key.publicKey)) == .wrongKind(expected: .privateKey))
  }

  @Test func `unused bits in the public key's bit string are refused`() throws {
    let bytes = try Vectors.bytes("ed25519-keys/ed25519-pub-non-zero-unused-bits.der")
    #expect(publicKeyError(block("PUBLIC KEY", bytes)) == .notEd25519(expected: .publicKey))
  }

  @Test func `a key of low order is refused`() throws {
    let header = try Vectors.bytes("ed25519-keys/ed25519-pub.der").prefix(12)
    let neutral = header + [1] + Array(repeating: 0, count: 31)
    #expect(publicKeyError(block("PUBLIC KEY", Array(neutral))) == .weak)
    let noPoint = header + [2] + Array(repeating: 0, count: 31)
    #expect(publicKeyError(block("PUBLIC KEY", Array(noPoint))) == .weak)
  }

  @Test func `no DER with another byte in its header, and no other length, is a key`() throws {
    let bytes = try Vectors.bytes("ed25519-keys/ed25519-pkcs8.der")
    for index in 0..<16 {
      var other = bytes
      other[index] ^= 1
      #expect(privateKeyError(block("PRIVATE KEY", other)) == .notEd25519(expected: .privateKey))
    }
    for other in [bytes + [0], bytes.dropLast(), []] {
      #expect(privateKeyError(block("PRIVATE KEY", other)) == .notEd25519(expected: .privateKey))
    }
  }

  @Test func `text that is not exactly one block is refused`() {
    let text = PEM.text(of: key)
    for other in [
      "", "\n", "secret", text + text, "key:\n" + text, text + "more",
      "-----BEGIN-----\n-----END-----",
      text.replacing("END PRIVATE", with: "END PUBLIC"), String(text.dropFirst()),
      String(text.dropLast(2)), "-----BEGIN PRIVATE KEY-----",
    ] {
      #expect(privateKeyError(other) == .notPEM(expected: .privateKey))
    }
    #expect(privateKeyError(text.replacing("A", with: " A")) != nil)
    #expect(privateKeyError(text.replacing("MC", with: "M*")) == .malformedBase64)
    #expect(
      privateKeyError(text.replacing("PRIVATE KEY", with: "OPENSSH PRIVATE KEY"))
        == .unknownLabel(expected: .privateKey)
    )
  }

  @Test func `no message shows anything of the key`() {
    let text = PEM.text(of: key)
    for error in [privateKeyError(text + "x"), privateKeyError(text.replacing("MC", with: "M*"))] {
      #expect(!"\(error.map(String.init(describing:)) ?? "")".contains("AQEB"))
    }
  }
}
