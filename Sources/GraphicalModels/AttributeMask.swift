/// A set of attributes as bits, for the many small set operations of a tree's construction.
protocol AttributeMask {
  /// Makes the empty set of attributes of a domain of `count`.
  init(count: Int)
  /// Adds an attribute.
  mutating func insert(_ attribute: Int)
  /// Takes an attribute out.
  mutating func remove(_ attribute: Int)
  /// Adds all attributes of another set.
  mutating func formUnion(_ other: Self)
  /// Whether all attributes belong to another set.
  func isSubset(of other: Self) -> Bool
  /// Calls `body` with every attribute, ascending.
  func forEach(_ body: (Int) -> Void)
}

/// A mask in one machine integer.
protocol IntegerMask: AttributeMask, FixedWidthInteger, UnsignedInteger {}

extension IntegerMask {
  @inline(__always)
  init(count: Int) { self = 0 }

  @inline(__always)
  mutating func insert(_ attribute: Int) { self |= 1 &<< Self(truncatingIfNeeded: attribute) }

  @inline(__always)
  mutating func remove(_ attribute: Int) { self &= ~(1 &<< Self(truncatingIfNeeded: attribute)) }

  @inline(__always)
  mutating func formUnion(_ other: Self) { self |= other }

  @inline(__always)
  func isSubset(of other: Self) -> Bool { self & ~other == 0 }

  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
}

extension UInt64: IntegerMask {}
extension UInt128: IntegerMask {}

/// A mask for a domain of any number of attributes.
struct WideMask: AttributeMask {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  mutating func insert(_ attribute: Int) { words[attribute / 64].insert(attribute % 64) }

  mutating func remove(_ attribute: Int) { words[attribute / 64].remove(attribute % 64) }

  mutating func formUnion(_ other: WideMask) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  func isSubset(of other: WideMask) -> Bool {
    zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() { word.forEach { body(index * 64 + $0) } }
  }
}
