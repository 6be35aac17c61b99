/// Sets of attributes as rows of bits, for the many small set operations of a tree's construction.
struct AttributeSets {
  /// The number of machine words of each set.
  private let width: Int

  /// The sets' words, one set after the other; attribute a is bit a mod 64 of word a / 64.
  private var words: [UInt64]

  /// Makes `count` empty sets of attributes of a domain of `attributes`.
  init(count: Int, attributes: Int) {
    width = (attributes + 63) / 64
    words = Array(repeating: 0, count: count * width)
  }

  /// Adds an attribute to a set.
  mutating func insert(_ attribute: Int, into set: Int) {
    words[set * width + attribute >> 6] |= 1 << UInt64(attribute & 63)
  }

  /// Takes an attribute out of a set.
  mutating func remove(_ attribute: Int, from set: Int) {
    words[set * width + attribute >> 6] &= ~(1 << UInt64(attribute & 63))
  }

  /// Adds all attributes of another set to a set.
  mutating func formUnion(_ set: Int, with other: Int) {
    for word in 0..<width { words[set * width + word] |= words[other * width + word] }
  }

  /// Whether an attribute belongs to a set.
  func contains(_ attribute: Int, in set: Int) -> Bool {
    words[set * width + attribute >> 6] >> UInt64(attribute & 63) & 1 == 1
  }

  /// Whether all attributes of a set belong to another.
  func isSubset(_ set: Int, of other: Int) -> Bool {
    (0..<width).allSatisfy { words[set * width + $0] & ~words[other * width + $0] == 0 }
  }

  /// The number of attributes of a set.
  func count(of set: Int) -> Int {
    var count = 0
    for word in 0..<width { count += words[set * width + word].nonzeroBitCount }
    return count
  }

  /// The attributes of a set, ascending.
  func attributes(of set: Int) -> [Int] {
    var attributes: [Int] = []
    forEach(in: set) { attributes.append($0) }
    return attributes
  }

  /// Calls `body` with every attribute of a set, ascending.
  @inline(__always)
  func forEach(in set: Int, _ body: (Int) -> Void) {
    for word in 0..<width {
      var rest = words[set * width + word]
      while rest != 0 {
        body(word << 6 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
