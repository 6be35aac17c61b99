import Cryptography
import Testing

struct CipherBlockChainingTests {
  let key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"
  let plaintext =
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
  let ciphertext =
    "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
    + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"

  /// NIST SP 800-38A, F.2.5 and F.2.6.
  @Test func `the standard's four blocks go either way`() throws {
    let chaining = CipherBlockChaining(
      key: try Vectors.hex(key),
      initializationVector: Array(0..<16)
    )
    #expect(chaining.encrypted(try Vectors.hex(plaintext)).hex == ciphertext)
    #expect(chaining.decrypted(try Vectors.hex(ciphertext)).hex == plaintext)
    #expect(chaining.encrypted([]) == [])
  }

  @Test func `a changed block of ciphertext garbles its own block and the next alone`() throws {
    let chaining = CipherBlockChaining(
      key: try Vectors.hex(key),
      initializationVector: Array(0..<16)
    )
    var changed = try Vectors.hex(ciphertext)
    changed[16] ^= 1
    let garbled = chaining.decrypted(changed)
    let original = try Vectors.hex(plaintext)
    #expect(garbled[..<16] == original[..<16] && garbled[48...] == original[48...])
    #expect(garbled[16..<32] != original[16..<32])
    #expect(garbled[32] == original[32] ^ 1)
  }
}
