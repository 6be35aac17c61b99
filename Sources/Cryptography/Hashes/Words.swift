extension FixedWidthInteger {
  /// The bits turned to the right; `count` lies strictly between 0 and the width.
  @inline(__always)
  func rotated(right count: Self) -> Self {
    (self &>> count) | (self &<< (Self(truncatingIfNeeded: Self.bitWidth) &- count))
  }

  /// The bytes, the most significant first.
  var bigEndianBytes: [UInt8] {
    stride(from: Self.bitWidth - 8, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: self >> $0)
    }
  }

  /// The bytes, the least significant first.
  var littleEndianBytes: [UInt8] { bigEndianBytes.reversed() }

  /// Reads a word, its most significant byte first.
  @inline(__always)
  init(bigEndianBytes bytes: Span<UInt8>, at start: Int) {
    self = 0
    for index in 0..<Self.bitWidth / 8 {
      self = self &<< 8 | Self(truncatingIfNeeded: bytes[start &+ index])
    }
  }

  /// Reads a word, its least significant byte first.
  @inline(__always)
  init(littleEndianBytes bytes: Span<UInt8>, at start: Int) {
    self.init(bigEndianBytes: bytes, at: start)
    self = byteSwapped
  }
}
