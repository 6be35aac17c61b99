/// Cuts a message that comes in pieces into the blocks of a hash.
struct MessageBlocks: Sendable {
  private let blockSize: Int
  private var pending: [UInt8] = []
  private var byteCount: UInt64 = 0

  init(blockSize: Int) { self.blockSize = blockSize }

  /// Adds bytes; `compress` gets the blocks that they complete, one or several at a time.
  mutating func append(_ bytes: Span<UInt8>, compress: (Span<UInt8>) -> Void) {
    byteCount += UInt64(bytes.count)
    var start = 0
    if !pending.isEmpty {
      start = min(blockSize - pending.count, bytes.count)
      for index in 0..<start { pending.append(bytes[index]) }
      guard pending.count == blockSize else { return }
      compress(pending.span)
      pending.removeAll(keepingCapacity: true)
    }
    let end = bytes.count - (bytes.count - start) % blockSize
    if start < end { compress(bytes.extracting(start..<end)) }
    for index in end..<bytes.count { pending.append(bytes[index]) }
  }

  /// A one bit, zeros, and the message's length in bits, to the end of a block.
  ///
  /// - Source: FIPS 180-4, section 5.1.
  func padding(lengthBytes: Int) -> [UInt8] {
    let zeros = (2 * blockSize - 1 - lengthBytes - pending.count) % blockSize
    let length = (byteCount * 8).bigEndianBytes
    return [0x80] + Array(repeating: 0, count: zeros + lengthBytes - length.count) + length
  }
}
