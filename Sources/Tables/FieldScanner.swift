import Schemas

/// A field of a CSV record, found in a buffer.
///
/// - Source: RFC 4180, section 2. Line ends are LF or CRLF; a CR elsewhere, and a quote within a
///   field that has none in front, belong to the text.
struct ScannedField {
  /// What follows a field.
  enum Ending {
    /// A comma: another field.
    case comma
    /// A line end, or the end of the file.
    case recordEnd
    /// The end of the bytes at hand: the field may go on, or lacks its closing quote.
    case incomplete
  }

  /// The text without its quotes; doubled quotes are still doubled.
  var cell: CellBounds

  /// The position behind the comma or line end.
  var next: Int

  /// What follows the field.
  var ending: Ending

  /// The number of line breaks in the text.
  var newlines = 0

  /// Whether the text has doubled quotes.
  var hasDoubledQuotes = false

  /// Where text stands that follows the closing quote, if there is such.
  var strayText: Int?

  /// Finds the field that starts at a position; `isFinal` says that the file ends at `end`.
  @inline(__always)
  static func at(_ start: Int, to end: Int, in bytes: Span<UInt8>, isFinal: Bool) -> Self {
    start < end && bytes[start] == UInt8(ascii: "\"")
      ? Self(quoted: bytes, from: start, to: end, isFinal: isFinal)
      : Self(plain: bytes, from: start, to: end, isFinal: isFinal)
  }

  @inline(__always)
  private init(plain bytes: Span<UInt8>, from start: Int, to end: Int, isFinal: Bool) {
    let stop = Self.delimiter(bytes, from: start, to: end)
    cell = CellBounds(start: UInt32(truncatingIfNeeded: start), end: 0)
    next = stop &+ 1
    if stop == end {
      ending = isFinal ? .recordEnd : .incomplete
    } else {
      ending = bytes[stop] == UInt8(ascii: ",") ? .comma : .recordEnd
    }
    let hasReturn = ending == .recordEnd && stop > start && bytes[stop &- 1] == UInt8(ascii: "\r")
    cell.end = UInt32(truncatingIfNeeded: hasReturn ? stop &- 1 : stop)
  }

  @inline(never)
  private init(quoted bytes: Span<UInt8>, from start: Int, to end: Int, isFinal: Bool) {
    cell = CellBounds(start: UInt32(start + 1), end: UInt32(start + 1))
    next = end
    ending = .incomplete
    var close = start + 1
    while true {
      guard close < end else { return }
      if bytes[close] == UInt8(ascii: "\n") { newlines += 1 }
      if bytes[close] == UInt8(ascii: "\"") {
        // Whether a quote closes the field shows in the byte behind it.
        guard close + 1 < end || isFinal else { return }
        guard close + 1 < end, bytes[close + 1] == UInt8(ascii: "\"") else { break }
        hasDoubledQuotes = true
        close += 1
      }
      close += 1
    }
    cell.end = UInt32(close)
    var stop = close + 1
    if stop < end, bytes[stop] == UInt8(ascii: "\r") {
      guard stop + 1 < end || isFinal else { return }
      if stop + 1 == end || bytes[stop + 1] == UInt8(ascii: "\n") { stop += 1 }
    }
    if stop < end, bytes[stop] != UInt8(ascii: ","), bytes[stop] != UInt8(ascii: "\n") {
      strayText = close + 1
      stop = Self.delimiter(bytes, from: stop, to: end)
    }
    next = stop + 1
    if stop == end {
      ending = isFinal ? .recordEnd : .incomplete
    } else {
      ending = bytes[stop] == UInt8(ascii: ",") ? .comma : .recordEnd
    }
  }

  /// The position of the first comma or LF, or `end`.
  @inline(__always)
  private static func delimiter(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var position = start
    while position < end {
      let word = bytes.word(at: position)
      let commas = (word ^ 0x2C2C_2C2C_2C2C_2C2C).zeroBytes
      let hits = commas | (word ^ 0x0A0A_0A0A_0A0A_0A0A).zeroBytes
      if hits != 0 { return min(end, position &+ hits.trailingZeroBitCount &>> 3) }
      position &+= 8
    }
    return end
  }
}

extension UInt64 {
  /// The top bit of every byte that is 0, and perhaps of bytes above the lowest such.
  ///
  /// - Source: H. Warren, Hacker's Delight, section 6-1. The lowest bit set is exact: a borrow can
  ///   start at a zero byte only.
  @inline(__always)
  var zeroBytes: UInt64 {
    (self &- 0x0101_0101_0101_0101) & ~self & 0x8080_8080_8080_8080
  }
}
