import Schemas

/// What delimits fields among 64 bytes of CSV text.
///
/// - Source: G. Langdale and D. Lemire, Parsing gigabytes of JSON per second, VLDB Journal 2019,
///   section 3.1: a bit for each byte, found by comparing many bytes at once.
struct DelimiterMask {
  /// The number of bytes.
  static let width = 64

  /// A bit for each comma and line feed, that of the first byte lowest.
  let delimiters: UInt64

  /// The number of line feeds.
  let lineFeedCount: Int

  /// Whether there is any quote.
  let hasQuotes: Bool

  private typealias Lanes = SIMD16<UInt8>

  /// Looks at the bytes from an offset on.
  ///
  /// - Precondition: there are ``width`` of them; checked.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at offset: Int) {
    var delimiters: UInt64 = 0
    var lineFeeds = Lanes()
    var quotes = SIMD2<UInt64>()
    for part in 0..<4 {
      let lanes = unsafe bytes.bytes.unsafeLoadUnaligned(
        fromByteOffset: offset &+ 16 &* part,
        as: Lanes.self
      )
      let isLineFeed = Self.ones(lanes .== Lanes(repeating: UInt8(ascii: "\n")))
      let isComma = Self.ones(lanes .== Lanes(repeating: UInt8(ascii: ",")))
      quotes |= Self.words(Self.ones(lanes .== Lanes(repeating: UInt8(ascii: "\""))))
      // Each 1 is taken away from 0 as a byte of 255.
      lineFeeds &-= isLineFeed
      delimiters |= Self.bits(isLineFeed | isComma) &<< UInt64(16 &* part)
    }
    self.delimiters = delimiters
    // At most four a lane: no sum of bytes passes a byte.
    let counts = Self.words(lineFeeds)
    let sums = (counts[0] &+ counts[1]) &* 0x0101_0101_0101_0101
    lineFeedCount = Int(truncatingIfNeeded: sums &>> 56)
    hasQuotes = quotes[0] | quotes[1] != 0
  }

  /// A mask's lanes as bytes: 255 where it is set.
  @inline(__always)
  private static func ones(_ mask: SIMDMask<SIMD16<Int8>>) -> Lanes {
    Lanes().replacing(with: Lanes(repeating: 255), where: mask)
  }

  /// Sixteen bytes as two words, the first one lowest in the first word.
  @inline(__always)
  private static func words(_ lanes: Lanes) -> SIMD2<UInt64> {
    unsafe unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
  }

  /// A bit for each lane of ones.
  @inline(__always)
  private static func bits(_ ones: Lanes) -> UInt64 {
    // Every byte keeps another bit, and the product adds them up in its highest byte.
    let kept = words(ones) & SIMD2(repeating: 0x8040_2010_0804_0201)
    let low = (kept[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (kept[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }
}
