/// SHA-256: a hash of 32 bytes.
///
/// - Source: FIPS 180-4, sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2.
package struct SHA256: Sendable {
  /// The number of bytes of a digest.
  package static let byteCount = 32

  /// The eight words that a block is worked into.
  typealias Words = SIMD8<UInt32>

  private var state = initialState
  private var message = MessageBlocks(blockSize: 64)

  /// Starts a hash of nothing.
  package init() {}

  /// The digest of one message.
  ///
  /// - Complexity: O(bytes).
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(message)
    return hash.finalized()
  }

  /// Adds bytes to the message.
  package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// Adds bytes to the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    var state = state
    message.append(bytes) { Self.compress($0, into: &state) }
    self.state = state
  }

  /// The digest of all bytes added.
  package consuming func finalized() -> [UInt8] {
    update(message.padding(lengthBytes: 8))
    return state.bigEndianBytes
  }

  /// The words after one first block of 64 bytes.
  static func words(after block: [UInt8]) -> Words {
    var words = initialState
    compress(block.span, into: &words)
    return words
  }

  /// The digest's words for a message of one block, whose words are `start`, and 32 bytes, `rest`.
  static func digest(after start: Words, _ rest: Words) -> Words {
    var schedule = InlineArray<16, UInt32>(repeating: 0)
    for t in 0..<8 { schedule[t] = rest[t] }
    // The padding of 96 bytes: a one bit, zeros, the length in bits.
    schedule[8] = 0x8000_0000
    schedule[15] = 96 * 8
    var words = start
    compress(&schedule, into: &words)
    return words
  }

  /// Works whole blocks into the state.
  ///
  /// - Source: FIPS 180-4, section 6.2.2.
  private static func compress(_ blocks: Span<UInt8>, into state: inout Words) {
    var schedule = InlineArray<16, UInt32>(repeating: 0)
    for start in stride(from: 0, to: blocks.count, by: 64) {
      let block = blocks.extracting(start..<start + 64)
      for t in 0..<16 { schedule[t] = UInt32(bigEndianBytes: block, at: 4 &* t) }
      compress(&schedule, into: &state)
    }
  }

  /// Works one block, as the first sixteen words of its schedule, into the state.
  @inline(__always)
  private static func compress(
    _ schedule: inout InlineArray<16, UInt32>,
    into state: inout Words
  ) {
    let constants = roundConstants.span
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in stride(from: 0, to: 64, by: 16) {
      if t > 0 { extend(&schedule) }
      let k = constants.extracting(t..<t &+ 16)
      eightRounds(&a, &b, &c, &d, &e, &f, &g, &h, schedule, k, at: 0)
      eightRounds(&a, &b, &c, &d, &e, &f, &g, &h, schedule, k, at: 8)
    }
    state = state &+ Words(a, b, c, d, e, f, g, h)
  }

  /// Eight rounds; renaming the variables from round to round saves moving them.
  @inline(__always)
  private static func eightRounds(
    _ a: inout UInt32,
    _ b: inout UInt32,
    _ c: inout UInt32,
    _ d: inout UInt32,
    _ e: inout UInt32,
    _ f: inout UInt32,
    _ g: inout UInt32,
    _ h: inout UInt32,
    _ w: InlineArray<16, UInt32>,
    _ k: Span<UInt32>,
    at s: Int
  ) {
    round(a, b, c, &d, e, f, g, &h, k[s] &+ w[s])
    round(h, a, b, &c, d, e, f, &g, k[s &+ 1] &+ w[s &+ 1])
    round(g, h, a, &b, c, d, e, &f, k[s &+ 2] &+ w[s &+ 2])
    round(f, g, h, &a, b, c, d, &e, k[s &+ 3] &+ w[s &+ 3])
    round(e, f, g, &h, a, b, c, &d, k[s &+ 4] &+ w[s &+ 4])
    round(d, e, f, &g, h, a, b, &c, k[s &+ 5] &+ w[s &+ 5])
    round(c, d, e, &f, g, h, a, &b, k[s &+ 6] &+ w[s &+ 6])
    round(b, c, d, &e, f, g, h, &a, k[s &+ 7] &+ w[s &+ 7])
  }

  /// One round; `addend` is K_t + W_t.
  @inline(__always)
  private static func round(
    _ a: UInt32,
    _ b: UInt32,
    _ c: UInt32,
    _ d: inout UInt32,
    _ e: UInt32,
    _ f: UInt32,
    _ g: UInt32,
    _ h: inout UInt32,
    _ addend: UInt32
  ) {
    let sum1 = e.rotated(right: 6) ^ e.rotated(right: 11) ^ e.rotated(right: 25)
    let choice = g ^ (e & (f ^ g))
    let sum0 = a.rotated(right: 2) ^ a.rotated(right: 13) ^ a.rotated(right: 22)
    let majority = (a & b) | (c & (a | b))
    let first = h &+ sum1 &+ choice &+ addend
    d = d &+ first
    h = first &+ sum0 &+ majority
  }

  /// Replaces W_(t−16) … W_(t−1) by W_t … W_(t+15).
  @inline(__always)
  private static func extend(_ words: inout InlineArray<16, UInt32>) {
    @inline(__always)
    func extend(_ s: Int) {
      let (w15, w2) = (words[(s &+ 1) & 15], words[(s &+ 14) & 15])
      let sigma0 = w15.rotated(right: 7) ^ w15.rotated(right: 18) ^ (w15 &>> 3)
      let sigma1 = w2.rotated(right: 17) ^ w2.rotated(right: 19) ^ (w2 &>> 10)
      words[s] = words[s] &+ sigma0 &+ words[(s &+ 9) & 15] &+ sigma1
    }
    // Written out, so that all positions are constants.
    extend(0); extend(1); extend(2); extend(3); extend(4); extend(5); extend(6); extend(7)
    extend(8); extend(9); extend(10); extend(11); extend(12); extend(13); extend(14); extend(15)
  }

  /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
  private static let initialState = Words(
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19
  )

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let roundConstants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
    0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
    0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
    0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
    0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
    0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
    0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
    0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

extension SHA256.Words {
  /// Reads eight words, the most significant byte of each first.
  init(bigEndianBytes bytes: [UInt8]) {
    self.init()
    for index in 0..<8 { self[index] = UInt32(bigEndianBytes: bytes.span, at: 4 * index) }
  }

  /// The words' bytes, the most significant of each first.
  var bigEndianBytes: [UInt8] { indices.flatMap { self[$0].bigEndianBytes } }
}
