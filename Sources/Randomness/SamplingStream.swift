import Cryptography

/// The public stream that turns a model into rows: the same words everywhere and for ever.
///
/// It has no part in privacy: who holds a release knows its seed and replays it. Its words are
/// fixed as follows, and a change needs another tag.
///
/// * A stream has a key of 32 bytes: SHA-256(tag ‖ kind ‖ parent ‖ label), where the tag is the 26
///   bytes of ASCII `marginalia sampling stream`, then a byte of version, 1. The kind is one byte:
///   0 for a stream of a seed, 1 for a substream by name, 2 for a substream by number. The parent
///   is the seed, or the key of the stream above. The label is the domain or the name in UTF-8, or
///   the number in 8 bytes, least significant first.
/// * The words are the ChaCha20 key stream of that key: every 8 bytes one word, least significant
///   byte first. Block b, counted from 0, has the block counter b mod 2³² and a nonce of ⌊b/2³²⌋
///   in 4 bytes, least significant first, then 8 zero bytes.
/// * A substream depends on the stream's key alone, not on the words already read.
///
/// - Source: RFC 8439, section 2.4 (ChaCha20); FIPS 180-4 (SHA-256).
package struct SamplingStream: Sendable {
  /// What a key is derived for; the raw value is the kind byte.
  private enum Kind: UInt8 {
    case seed = 0
    case name = 1
    case number = 2
  }

  /// Words made at once: eight blocks of ChaCha20, a divisor of 2³² blocks.
  private static let wordCount = 8 * ChaCha20.wordsPerBlock

  private let key: [UInt8]
  private var blocks: ChaCha20
  /// The number of the next block.
  private var block: UInt64 = 0
  @usableFromInline
  internal private(set) var words: [UInt64]
  @usableFromInline
  internal var position = Self.wordCount

  /// Starts the stream of a seed for one use, named by `domain`.
  ///
  /// - Precondition: the seed has 32 bytes.
  package init(seed: [UInt8], domain: String) {
    precondition(seed.count == 32, "a seed of \(seed.count) bytes instead of 32")
    self.init(kind: .seed, parent: seed, label: Array(domain.utf8))
  }

  private init(kind: Kind, parent: [UInt8], label: [UInt8]) {
    let tag = Array("marginalia sampling stream".utf8) + [1]
    key = SHA256.digest(of: tag + [kind.rawValue] + parent + label)
    blocks = ChaCha20(key: key, nonce: [UInt8](repeating: 0, count: 12))
    words = [UInt64](repeating: 0, count: Self.wordCount)
  }

  /// The next word.
  @inlinable
  @inline(__always)
  package mutating func next() -> UInt64 {
    if position == words.count { refill() }
    defer { position += 1 }
    return words[position]
  }

  /// The substream of a number: independent of this stream and of those of other numbers.
  package func substream(_ number: UInt64) -> SamplingStream {
    let label = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    return SamplingStream(kind: .number, parent: key, label: label)
  }

  /// The substream of a name: independent of this stream and of those of other names.
  package func substream(_ name: String) -> SamplingStream {
    SamplingStream(kind: .name, parent: key, label: Array(name.utf8))
  }

  @usableFromInline
  @inline(never)
  mutating func refill() {
    if block != 0, block.isMultiple(of: 1 << 32) {
      let epoch = (0..<4).map { UInt8(truncatingIfNeeded: block >> (32 + 8 * $0)) }
      blocks = ChaCha20(key: key, nonce: epoch + [UInt8](repeating: 0, count: 8))
    }
    blocks.fill(&words)
    block += UInt64(Self.wordCount / ChaCha20.wordsPerBlock)
    position = 0
  }
}
