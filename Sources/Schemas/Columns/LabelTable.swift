/// A perfect memory of a column's texts: bytes to code, compared byte for byte.
///
/// Open addressing at little load. The first and the last sixteen bytes of a text are its key: they
/// are all of it up to 32 bytes, and whatever its length a cell is found by the same few loads, one
/// multiplication and one comparison, without a branch that depends on the text.
struct LabelTable: Sendable {
  /// The first and the last sixteen bytes of a text, and its length; a shorter text is its own first
  /// and last bytes, followed by zeros.
  fileprivate struct Key {
    var first: (UInt64, UInt64) = (0, 0)
    var last: (UInt64, UInt64) = (0, 0)
    var length: UInt32 = .max
  }

  private struct Slot {
    var key = Key()
    var code: UInt32 = 0
    var offset = 0
  }

  /// A power of two of slots; a free one has the length `UInt32.max`, which no cell has.
  private var slots: [Slot]

  /// The factor of the hash: odd.
  private let factor: UInt64

  /// What is left of a hash are its highest bits.
  private let shift: UInt64

  /// The texts of more than 32 bytes, one after the other.
  private var texts: [UInt8] = []

  /// The texts up to whose number the factor is sought that makes them collide least.
  private static let fewTexts = 64

  /// Makes a table; of equal texts the first one counts.
  init(_ entries: [(text: [UInt8], code: Int)]) {
    let perText = entries.count <= Self.fewTexts ? 8 : 2
    var bits: UInt64 = 2
    while 1 << bits < perText * entries.count { bits += 1 }
    let shift = 64 - bits
    let hashes = entries.map { Self.key(of: $0.text).mixed }
    // Odd multiples of 2⁶⁴ over the golden ratio.
    let factors = (0..<(entries.count <= Self.fewTexts ? 32 : 1)).map {
      0x9e37_79b9_7f4a_7c15 &* (2 * UInt64($0) + 1)
    }
    self.shift = shift
    factor =
      factors.max { Self.places(hashes, $0, shift) < Self.places(hashes, $1, shift) } ?? factors[0]
    slots = Array(repeating: Slot(), count: 1 << Int(bits))
    for (text, code) in entries { insert(text, UInt32(code)) }
  }

  /// How many slots are taken where each text stands at the first place it has.
  private static func places(_ hashes: [UInt64], _ factor: UInt64, _ shift: UInt64) -> Int {
    Set(hashes.map { ($0 &* factor) &>> shift }).count
  }

  private mutating func insert(_ text: [UInt8], _ code: UInt32) {
    let padded = text + Self.padding
    let cell = CellBounds(start: 0, end: UInt32(text.count))
    guard self.code(of: cell, in: padded.span) == nil else { return }
    let key = Self.key(of: text)
    var index = slotIndex(of: key)
    while slots[index].key.length != .max { index = (index + 1) & (slots.count - 1) }
    slots[index] = Slot(key: key, code: code, offset: texts.count)
    if text.count > 32 { texts += text }
  }

  /// The code of a cell's text, or nil where the table does not have it.
  ///
  /// - Precondition: ``CellBounds/padding`` bytes can be read from the cell's end.
  @inline(__always)
  func code(of cell: CellBounds, in bytes: Span<UInt8>) -> UInt32? {
    let key = Key(of: cell, in: bytes)
    let slots = slots.span
    var index = slotIndex(of: key)
    while slots[index].key.length != .max {
      if slots[index].key == key, key.length <= 32 || isEqual(slots[index].offset, cell, bytes) {
        return slots[index].code
      }
      index = (index &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Whether a cell of more than 32 bytes has the text that starts at an offset: word by word, the
  /// last one overlapping the one before.
  @inline(never)
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

  private static func key(of text: [UInt8]) -> Key {
    let padded = text + padding
    return Key(of: CellBounds(start: 0, end: UInt32(text.count)), in: padded.span)
  }

  @inline(__always)
  private func slotIndex(of key: Key) -> Int {
    Int(truncatingIfNeeded: (key.mixed &* factor) &>> shift)
  }

  /// What has to follow a text so that its key can be read.
  static let padding: [UInt8] = Array(repeating: 0, count: CellBounds.padding)
}

extension LabelTable.Key {
  /// Reads the key of a cell.
  @inline(__always)
  init(of cell: CellBounds, in bytes: Span<UInt8>) {
    length = cell.end &- cell.start
    let count = Int(min(length, 16))
    let (start, end) = (Int(cell.start), Int(cell.end) &- count)
    // Shifts by 64 and more give 0: `>>` of Swift's smart shifts is total.
    let low = UInt64.max >> UInt64(truncatingIfNeeded: 64 &- 8 &* min(count, 8))
    let high = UInt64.max >> UInt64(truncatingIfNeeded: 128 &- 8 &* max(count, 8))
    first = (bytes.word(at: start) & low, bytes.word(at: start &+ 8) & high)
    last = (bytes.word(at: end) & low, bytes.word(at: end &+ 8) & high)
  }

  /// All of the key in a word, different for most texts.
  @inline(__always)
  var mixed: UInt64 {
    let mixed = first.0 ^ (last.1 &* 0xff51_afd7_ed55_8ccd) ^ UInt64(length)
    // Without the folding the highest bytes would reach the highest bits of a product only.
    return mixed ^ (mixed &>> 32)
  }

  @inline(__always)
  static func == (one: Self, other: Self) -> Bool {
    (one.first.0 ^ other.first.0) | (one.first.1 ^ other.first.1)
      | (one.last.0 ^ other.last.0) | (one.last.1 ^ other.last.1)
      | UInt64(one.length ^ other.length) == 0
  }
}
