/// A perfect memory of a column's texts: bytes to code, compared byte for byte.
///
/// Open addressing at no more than half load. A text of up to eight bytes is its own key, so that
/// one load, one multiplication and one comparison find it.
struct LabelTable: Sendable {
  private struct Slot {
    var key: UInt64 = 0
    var length: UInt32 = .max
    var code: UInt32 = 0
    var offset = 0
  }

  /// A power of two of slots; a free one has the length `UInt32.max`.
  private var slots: [Slot]

  /// The texts of more than eight bytes, one after the other.
  private var texts: [UInt8] = []

  /// Makes a table; of equal texts the first one counts.
  init(_ entries: [(text: [UInt8], code: Int)]) {
    var capacity = 4
    while capacity < 2 * entries.count { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (text, code) in entries { insert(text, UInt32(code)) }
  }

  private mutating func insert(_ text: [UInt8], _ code: UInt32) {
    let padded = text + Self.padding
    let cell = CellBounds(start: 0, end: UInt32(text.count))
    guard self.code(of: cell, in: padded.span) == nil else { return }
    let key = Self.key(of: cell, in: padded.span)
    var index = slotIndex(of: key)
    while slots[index].length != .max { index = (index + 1) & (slots.count - 1) }
    slots[index] = Slot(
      key: key,
      length: UInt32(text.count),
      code: code,
      offset: texts.count
    )
    if text.count > 8 { texts += text }
  }

  /// The code of a cell's text, or nil where the table does not have it.
  ///
  /// - Precondition: eight bytes can be read from any byte of the cell, and from its end.
  @inline(__always)
  func code(of cell: CellBounds, in bytes: Span<UInt8>) -> UInt32? {
    let key = Self.key(of: cell, in: bytes)
    let length = cell.end &- cell.start
    let slots = slots.span
    var index = slotIndex(of: key)
    while slots[index].length != .max {
      if slots[index].key == key, slots[index].length == length,
        length <= 8 || isEqual(slots[index].offset, cell, bytes)
      {
        return slots[index].code
      }
      index = (index &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Whether a cell of more than eight bytes has the text that starts at an offset: word by word,
  /// the last one overlapping the one before.
  @inline(__always)
  private func isEqual(_ offset: Int, _ cell: CellBounds, _ bytes: Span<UInt8>) -> Bool {
    let texts = texts.span
    let start = Int(cell.start)
    let last = cell.count &- 8
    var index = 0
    while index < last {
      if texts.word(at: offset &+ index) != bytes.word(at: start &+ index) { return false }
      index &+= 8
    }
    return texts.word(at: offset &+ last) == bytes.word(at: start &+ last)
  }

  /// The text itself where it has up to eight bytes, a mixture of its ends otherwise.
  @inline(__always)
  private static func key(of cell: CellBounds, in bytes: Span<UInt8>) -> UInt64 {
    let first = bytes.word(at: Int(cell.start))
    if cell.count <= 8 {
      // Shifts by 64 give 0: `>>` of Swift's smart shifts is total.
      return first & (UInt64.max >> UInt64(64 - 8 * cell.count))
    }
    return first ^ (bytes.word(at: Int(cell.end) &- 8) &* 0xff51_afd7_ed55_8ccd)
      ^ UInt64(cell.count)
  }

  /// A full-width product, folded: with the low half alone digits would cluster.
  @inline(__always)
  private func slotIndex(of key: UInt64) -> Int {
    let product = (key ^ 0x8bb8_4b93_962e_acc9).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
    return Int(truncatingIfNeeded: product.high ^ product.low) & (slots.count &- 1)
  }

  /// What has to follow a text so that words can be read from any of its bytes.
  static let padding: [UInt8] = Array(repeating: 0, count: CellBounds.padding)
}
