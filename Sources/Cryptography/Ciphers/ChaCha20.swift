/// The ChaCha20 key stream, eight blocks at a time.
///
/// - Source: RFC 8439, sections 2.3 and 2.4.
package struct ChaCha20: Sendable {
  /// The number of 64-bit words of a block.
  package static let wordsPerBlock = 8

  private typealias Lanes = SIMD8<UInt32>

  private let key: SIMD8<UInt32>
  private let nonce: SIMD4<UInt32>

  /// The number of the next block.
  private var counter: UInt64

  /// Starts the key stream of a key and a nonce at block `counter`.
  ///
  /// - Precondition: the key has 32 bytes and the nonce 12.
  package init(key: [UInt8], nonce: [UInt8], counter: UInt32 = 0) {
    precondition(key.count == 32 && nonce.count == 12, "a key has 32 bytes and a nonce 12")
    self.key = SIMD8((0..<8).map { UInt32(littleEndianBytes: key.span, at: 4 * $0) })
    self.nonce = SIMD4((0..<3).map { UInt32(littleEndianBytes: nonce.span, at: 4 * $0) } + [0])
    self.counter = UInt64(counter)
  }

  /// Fills `words` with the next blocks of the key stream, read as little-endian words.
  ///
  /// - Precondition: the count is a multiple of ``wordsPerBlock``, and the block counter stays
  ///   within its 32 bits: 256 GiB a nonce.
  /// - Complexity: O(words).
  package mutating func fill(_ words: inout [UInt64]) {
    precondition(words.count.isMultiple(of: Self.wordsPerBlock), "the key stream is cut in blocks")
    let blocks = words.count / Self.wordsPerBlock
    precondition(counter + UInt64(blocks) <= 1 << 32, "the key stream of this nonce is used up")
    for first in stride(from: 0, to: blocks, by: 8) {
      let lanes = eightBlocks(from: UInt32(counter))
      let count = min(8, blocks - first)
      for pair in 0..<8 {
        let (low, high) = (lanes[2 &* pair], lanes[2 &* pair &+ 1])
        for lane in 0..<count {
          words[8 &* (first &+ lane) &+ pair] = UInt64(low[lane]) | UInt64(high[lane]) &<< 32
        }
      }
      counter += UInt64(count)
    }
  }

  /// The next `count` bytes of the key stream; what is left of the last block is dropped.
  package mutating func bytes(_ count: Int) -> [UInt8] {
    var words = [UInt64](repeating: 0, count: (count + 63) / 64 * 8)
    fill(&words)
    return Array(words.flatMap(\.littleEndianBytes).prefix(count))
  }

  /// Eight blocks, a block a lane: element i has word i of each.
  ///
  /// - Source: RFC 8439, section 2.3.
  private func eightBlocks(from counter: UInt32) -> InlineArray<16, Lanes> {
    // "expand 32-byte k"
    let constants: [4 of UInt32] = [0x6170_7865, 0x3320_646E, 0x7962_2D32, 0x6B20_6574]
    var start = InlineArray<16, Lanes>(repeating: Lanes())
    for index in 0..<4 { start[index] = Lanes(repeating: constants[index]) }
    for index in 0..<8 { start[4 &+ index] = Lanes(repeating: key[index]) }
    start[12] = Lanes(repeating: counter) &+ Lanes(0, 1, 2, 3, 4, 5, 6, 7)
    for index in 0..<3 { start[13 &+ index] = Lanes(repeating: nonce[index]) }
    var state = start
    for _ in 0..<10 {
      Self.quarterRound(&state, 0, 4, 8, 12)
      Self.quarterRound(&state, 1, 5, 9, 13)
      Self.quarterRound(&state, 2, 6, 10, 14)
      Self.quarterRound(&state, 3, 7, 11, 15)
      Self.quarterRound(&state, 0, 5, 10, 15)
      Self.quarterRound(&state, 1, 6, 11, 12)
      Self.quarterRound(&state, 2, 7, 8, 13)
      Self.quarterRound(&state, 3, 4, 9, 14)
    }
    for index in 0..<16 { state[index] = state[index] &+ start[index] }
    return state
  }

  /// The quarter round on four words of the state.
  ///
  /// - Source: RFC 8439, section 2.1.
  @inline(__always)
  private static func quarterRound(
    _ state: inout InlineArray<16, Lanes>,
    _ a: Int,
    _ b: Int,
    _ c: Int,
    _ d: Int
  ) {
    state[a] = state[a] &+ state[b]
    state[d] = rotated(state[d] ^ state[a], left: 16)
    state[c] = state[c] &+ state[d]
    state[b] = rotated(state[b] ^ state[c], left: 12)
    state[a] = state[a] &+ state[b]
    state[d] = rotated(state[d] ^ state[a], left: 8)
    state[c] = state[c] &+ state[d]
    state[b] = rotated(state[b] ^ state[c], left: 7)
  }

  /// The lanes' bits turned to the left.
  ///
  /// The halves are added, not or-ed: the compiler takes the `|` for a rotation of each lane, and
  /// makes it lane by lane, which is four times slower.
  @inline(__always)
  private static func rotated(_ lanes: Lanes, left count: UInt32) -> Lanes {
    (lanes &<< Lanes(repeating: count)) &+ (lanes &>> Lanes(repeating: 32 &- count))
  }
}
