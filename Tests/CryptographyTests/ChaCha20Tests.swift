import Cryptography
import Testing

struct ChaCha20Tests {
  let key = (0..<32).map(UInt8.init)
  let nonce: [UInt8] = [0, 0, 0, 9, 0, 0, 0, 0x4A, 0, 0, 0, 0]

  @Test func `RFC 8439's block is ours`() {
    var stream = ChaCha20(key: key, nonce: nonce, counter: 1)
    #expect(
      stream.bytes(64).hex == """
        10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e\
        d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e
        """
    )
  }

  @Test func `the stream of zeros is RFC 8439's`() {
    var stream = ChaCha20(
      key: Array(repeating: 0, count: 32),
      nonce: Array(repeating: 0, count: 12)
    )
    #expect(
      stream.bytes(64).hex == """
        76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7\
        da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586
        """
    )
    #expect(stream.bytes(3) == [0x9F, 0x07, 0xE7])
  }

  @Test func `three thousand bytes are those of OpenSSL`() {
    var stream = ChaCha20(key: key, nonce: nonce, counter: 1)
    #expect(
      SHA256.digest(of: stream.bytes(3000)).hex
        == "ec7cc6924c83ff1c06223f27c8c7a757cdefc9cf6de417afbc9920f973e0b34f"
    )
  }

  @Test func `the last block of a nonce is OpenSSL's`() {
    var stream = ChaCha20(key: key, nonce: nonce, counter: .max)
    #expect(
      stream.bytes(64).hex == """
        ff2941b8d740f6cbb50936bf997ebd5218cb108dc53f41c64841d0218167430c\
        a03b770ca74ccb642a28194d1dedd2ed13151e25ec5d7faeb6d060bfb7e6b146
        """
    )
  }

  @Test func `the stream does not depend on the pieces it is taken in`() {
    var whole = ChaCha20(key: key, nonce: nonce)
    var words = [UInt64](repeating: 0, count: 8 * 40)
    whole.fill(&words)
    for blocks in [1, 3, 7, 8, 9, 17] {
      var stream = ChaCha20(key: key, nonce: nonce)
      var pieces: [UInt64] = []
      while pieces.count < words.count {
        var piece = [UInt64](repeating: 0, count: 8 * blocks)
        stream.fill(&piece)
        pieces += piece
      }
      #expect(Array(pieces.prefix(words.count)) == words)
    }
  }
}
