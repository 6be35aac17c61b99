/// SHA-512: a hash of 64 bytes.
///
/// - Source: FIPS 180-4, sections 4.1.3, 4.2.3, 5.1.2, 5.3.5 and 6.4.
package struct SHA512: Sendable {
  /// The number of bytes of a digest.
  package static let byteCount = 64

  private var state = initialState
  private var message = MessageBlocks(blockSize: 128)

  /// Starts a hash of nothing.
  package init() {}

  /// The digest of one message.
  ///
  /// - Complexity: O(bytes).
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var hash = SHA512()
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
    update(message.padding(lengthBytes: 16))
    return (0..<8).flatMap { state[$0].bigEndianBytes }
  }

  /// Works whole blocks into the state.
  ///
  /// - Source: FIPS 180-4, section 6.4.2.
  private static func compress(_ blocks: Span<UInt8>, into state: inout SIMD8<UInt64>) {
    let constants = roundConstants.span
    var schedule = InlineArray<16, UInt64>(repeating: 0)
    for start in stride(from: 0, to: blocks.count, by: 128) {
      let block = blocks.extracting(start..<start + 128)
      for t in 0..<16 { schedule[t] = UInt64(bigEndianBytes: block, at: 8 &* t) }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      for t in stride(from: 0, to: 80, by: 16) {
        if t > 0 { extend(&schedule) }
        let k = constants.extracting(t..<t &+ 16)
        eightRounds(&a, &b, &c, &d, &e, &f, &g, &h, schedule, k, at: 0)
        eightRounds(&a, &b, &c, &d, &e, &f, &g, &h, schedule, k, at: 8)
      }
      state = state &+ SIMD8(a, b, c, d, e, f, g, h)
    }
  }

  /// Eight rounds; renaming the variables from round to round saves moving them.
  @inline(__always)
  private static func eightRounds(
    _ a: inout UInt64,
    _ b: inout UInt64,
    _ c: inout UInt64,
    _ d: inout UInt64,
    _ e: inout UInt64,
    _ f: inout UInt64,
    _ g: inout UInt64,
    _ h: inout UInt64,
    _ w: InlineArray<16, UInt64>,
    _ k: Span<UInt64>,
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
    _ a: UInt64,
    _ b: UInt64,
    _ c: UInt64,
    _ d: inout UInt64,
    _ e: UInt64,
    _ f: UInt64,
    _ g: UInt64,
    _ h: inout UInt64,
    _ addend: UInt64
  ) {
    let sum1 = e.rotated(right: 14) ^ e.rotated(right: 18) ^ e.rotated(right: 41)
    let choice = g ^ (e & (f ^ g))
    let sum0 = a.rotated(right: 28) ^ a.rotated(right: 34) ^ a.rotated(right: 39)
    let majority = (a & b) | (c & (a | b))
    let first = h &+ sum1 &+ choice &+ addend
    d = d &+ first
    h = first &+ sum0 &+ majority
  }

  /// Replaces W_(t−16) … W_(t−1) by W_t … W_(t+15).
  @inline(__always)
  private static func extend(_ words: inout InlineArray<16, UInt64>) {
    @inline(__always)
    func extend(_ s: Int) {
      let (w15, w2) = (words[(s &+ 1) & 15], words[(s &+ 14) & 15])
      let sigma0 = w15.rotated(right: 1) ^ w15.rotated(right: 8) ^ (w15 &>> 7)
      let sigma1 = w2.rotated(right: 19) ^ w2.rotated(right: 61) ^ (w2 &>> 6)
      words[s] = words[s] &+ sigma0 &+ words[(s &+ 9) & 15] &+ sigma1
    }
    // Written out, so that all positions are constants.
    extend(0); extend(1); extend(2); extend(3); extend(4); extend(5); extend(6); extend(7)
    extend(8); extend(9); extend(10); extend(11); extend(12); extend(13); extend(14); extend(15)
  }

  /// The first 64 bits of the fractional parts of the square roots of the first 8 primes.
  private static let initialState = SIMD8<UInt64>(
    0x6a09e667_f3bcc908,
    0xbb67ae85_84caa73b,
    0x3c6ef372_fe94f82b,
    0xa54ff53a_5f1d36f1,
    0x510e527f_ade682d1,
    0x9b05688c_2b3e6c1f,
    0x1f83d9ab_fb41bd6b,
    0x5be0cd19_137e2179
  )

  /// The first 64 bits of the fractional parts of the cube roots of the first 80 primes.
  private static let roundConstants: [UInt64] = [
    0x428a2f98_d728ae22, 0x71374491_23ef65cd, 0xb5c0fbcf_ec4d3b2f,
    0xe9b5dba5_8189dbbc, 0x3956c25b_f348b538, 0x59f111f1_b605d019,
    0x923f82a4_af194f9b, 0xab1c5ed5_da6d8118, 0xd807aa98_a3030242,
    0x12835b01_45706fbe, 0x243185be_4ee4b28c, 0x550c7dc3_d5ffb4e2,
    0x72be5d74_f27b896f, 0x80deb1fe_3b1696b1, 0x9bdc06a7_25c71235,
    0xc19bf174_cf692694, 0xe49b69c1_9ef14ad2, 0xefbe4786_384f25e3,
    0x0fc19dc6_8b8cd5b5, 0x240ca1cc_77ac9c65, 0x2de92c6f_592b0275,
    0x4a7484aa_6ea6e483, 0x5cb0a9dc_bd41fbd4, 0x76f988da_831153b5,
    0x983e5152_ee66dfab, 0xa831c66d_2db43210, 0xb00327c8_98fb213f,
    0xbf597fc7_beef0ee4, 0xc6e00bf3_3da88fc2, 0xd5a79147_930aa725,
    0x06ca6351_e003826f, 0x14292967_0a0e6e70, 0x27b70a85_46d22ffc,
    0x2e1b2138_5c26c926, 0x4d2c6dfc_5ac42aed, 0x53380d13_9d95b3df,
    0x650a7354_8baf63de, 0x766a0abb_3c77b2a8, 0x81c2c92e_47edaee6,
    0x92722c85_1482353b, 0xa2bfe8a1_4cf10364, 0xa81a664b_bc423001,
    0xc24b8b70_d0f89791, 0xc76c51a3_0654be30, 0xd192e819_d6ef5218,
    0xd6990624_5565a910, 0xf40e3585_5771202a, 0x106aa070_32bbd1b8,
    0x19a4c116_b8d2d0c8, 0x1e376c08_5141ab53, 0x2748774c_df8eeb99,
    0x34b0bcb5_e19b48a8, 0x391c0cb3_c5c95a63, 0x4ed8aa4a_e3418acb,
    0x5b9cca4f_7763e373, 0x682e6ff3_d6b2b8a3, 0x748f82ee_5defb2fc,
    0x78a5636f_43172f60, 0x84c87814_a1f0ab72, 0x8cc70208_1a6439ec,
    0x90befffa_23631e28, 0xa4506ceb_de82bde9, 0xbef9a3f7_b2c67915,
    0xc67178f2_e372532b, 0xca273ece_ea26619c, 0xd186b8c7_21c0c207,
    0xeada7dd6_cde0eb1e, 0xf57d4f7f_ee6ed178, 0x06f067aa_72176fba,
    0x0a637dc5_a2c898a6, 0x113f9804_bef90dae, 0x1b710b35_131c471b,
    0x28db77f5_23047d84, 0x32caab7b_40c72493, 0x3c9ebe0a_15c9bebc,
    0x431d67c4_9c100d4c, 0x4cc5d4be_cb3e42b6, 0x597f299c_fc657e2a,
    0x5fcb6fab_3ad6faec, 0x6c44198c_4a475817,
  ]
}
