import Cryptography
import Testing

struct AES256Tests {
  typealias Block = AES256.Block

  func block(_ hex: String) throws -> Block { Block(try Vectors.hex(hex)) }

  /// FIPS 197, appendix C.3.
  @Test func `the standard's example is enciphered and deciphered as it says`() throws {
    let cipher = AES256(key: Array(0..<32))
    let plaintext = try block("00112233445566778899aabbccddeeff")
    let ciphertext = try block("8ea2b7ca516745bfeafc49904b496089")
    #expect(cipher.encrypted(plaintext) == ciphertext)
    #expect(cipher.decrypted(ciphertext) == plaintext)
  }

  /// NIST SP 800-38A, F.1.5 and F.1.6: the key of FIPS 197's appendix A.3.
  @Test(arguments: [
    ("6bc1bee22e409f96e93d7e117393172a", "f3eed1bdb5d2a03c064b5a7e3db181f8"),
    ("ae2d8a571e03ac9c9eb76fac45af8e51", "591ccb10d410ed26dc5ba74a31362870"),
    ("30c81c46a35ce411e5fbc1191a0a52ef", "b6ed21b99ca6f4f9f153e7b1beafed1d"),
    ("f69f2445df4f9b17ad2b417be66c3710", "23304b7a39f9f3ff067d8d8f9e24ecc7"),
  ])
  func `single blocks are those of the modes' standard`(plain: String, cipher: String) throws {
    let key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"
    let aes = AES256(key: try Vectors.hex(key))
    #expect(aes.encrypted(try block(plain)) == (try block(cipher)))
    #expect(aes.decrypted(try block(cipher)) == (try block(plain)))
  }

  @Test func `deciphering undoes enciphering, and every bit of the key counts`() {
    let key = [UInt8](repeating: 0xA5, count: 32)
    let plaintext = Block(SHA256.digest(of: key)[..<16])
    let ciphertext = AES256(key: key).encrypted(plaintext)
    #expect(AES256(key: key).decrypted(ciphertext) == plaintext)
    for index in key.indices {
      var other = key
      other[index] ^= 1 << UInt8(index % 8)
      #expect(AES256(key: other).encrypted(plaintext) != ciphertext)
    }
  }
}
