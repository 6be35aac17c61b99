#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where a table's bytes come from: read once, front to back.
struct ByteSource: ~Copyable {
  private let descriptor: Int32
  private var memory: ArraySlice<UInt8>

  /// Opens a file; `-` is the standard input.
  init(path: String) throws(TableError) {
    memory = []
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: path, code: errno) }
  }

  /// Takes bytes at hand.
  init(bytes: [UInt8]) {
    memory = bytes[...]
    descriptor = -1
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// Fills a part of a buffer from its start as far as there are bytes; fewer only at the end.
  ///
  /// - Returns: The number of bytes, or the system's error code.
  mutating func fill(_ buffer: inout [UInt8], in range: Range<Int>) -> Result<Int, SystemFault> {
    if descriptor < 0 {
      let count = min(range.count, memory.count)
      buffer.replaceSubrange(range.prefix(count), with: memory.prefix(count))
      memory = memory.dropFirst(count)
      return .success(count)
    }
    var filled = 0
    while filled < range.count {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: bytes[(range.lowerBound + filled)..<range.upperBound]
        )
        return unsafe read(descriptor, rest.baseAddress, rest.count)
      }
      if count == 0 { break }
      if count < 0, errno == EINTR { continue }
      if count < 0 { return .failure(SystemFault(code: errno)) }
      filled += count
    }
    return .success(filled)
  }
}

/// A refusal of the operating system.
struct SystemFault: Error, Equatable {
  /// The value of `errno`.
  let code: Int32
}
