/// Where a cell's text stands in a block of bytes, quotes removed.
package struct CellBounds: Sendable, Equatable {
  /// The bytes that must be readable behind every cell.
  package static let padding = 16

  /// The position of the first byte.
  package var start: UInt32

  /// The position behind the last byte.
  package var end: UInt32

  /// Makes bounds.
  @inlinable
  @inline(__always)
  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }

  /// The number of bytes.
  @inlinable
  @inline(__always)
  package var count: Int { Int(end &- start) }
}

extension Span<UInt8> {
  /// The eight bytes from `offset` on, the first one lowest.
  ///
  /// - Precondition: they are within the span; checked.
  @inlinable
  @inline(__always)
  package func word(at offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
