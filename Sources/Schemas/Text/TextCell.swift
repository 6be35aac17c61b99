/// A short text with the byte that ends it, as it is copied: all of it, however short the text.
struct TextCell: Sendable {
  /// The bytes of a cell.
  static let width = 48

  /// What ``count`` is for a longer text, which stands elsewhere.
  static let longMark = 128

  private typealias Words = SIMD2<UInt64>

  // The bytes, the first one lowest in the first word; the last one is the count.
  private var first = Words()
  private var second = Words()
  private var third = Words()

  /// An empty text.
  init() {}

  /// A text of less than ``width`` bytes.
  init(_ bytes: [UInt8]) {
    precondition(bytes.count < Self.width, "a text of \(bytes.count) bytes in a cell")
    let words = (0..<6).map { word in
      bytes.dropFirst(8 * word).prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    first = [words[0], words[1]]
    second = [words[2], words[3]]
    third = [words[4], words[5] | UInt64(bytes.count) << 56]
  }

  /// A text of up to sixteen bytes in two words.
  @inline(__always)
  init(_ low: UInt64, _ high: UInt64, count: Int) {
    first = [low, high]
    third = [0, UInt64(truncatingIfNeeded: count) &<< 56]
  }

  /// The place of a longer text among such, and its length.
  init(longTextAt place: Int, count: Int) {
    first = [UInt64(place), UInt64(count)]
    third = [0, UInt64(Self.longMark) << 56]
  }

  /// The number of bytes, or ``longMark``.
  @inline(__always)
  var count: Int { Int(truncatingIfNeeded: third[1] &>> 56) }

  /// The bytes of a longer text; nil where the cell holds its own.
  var longText: Range<Int>? {
    count == Self.longMark ? Int(first[0])..<Int(first[0] + first[1]) : nil
  }
}
