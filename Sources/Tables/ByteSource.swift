#if canImport(Glibc)
import Cryptography
import Glibc
#else
import Cryptography
import Darwin
#endif

/// Where a table's bytes come from: read once, front to back.
struct ByteSource: ~Copyable {
  private let descriptor: Int32
  private var memory: ArraySlice<UInt8>
  private var code: HMACSHA256?

  /// Opens a file; `-` is the standard input.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - key: the key of ``commitment``; nil for none.
  /// - Throws: `unreadable` where it can't be opened.
  init(path: String, commitmentKey key: [UInt8]? = nil) throws(TableError) {
    memory = []
    code = key.map(HMACSHA256.init(key:))
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: path, code: errno) }
  }

  /// Takes bytes at hand.
  init(bytes: [UInt8], commitmentKey key: [UInt8]? = nil) {
    memory = bytes[...]
    code = key.map(HMACSHA256.init(key:))
    descriptor = -1
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// The code of all bytes read so far under the key; nil where there is no key.
  var commitment: [UInt8]? { code.map { $0.finalized() } }

  /// Fills a part of a buffer from its start as far as there are bytes; fewer only at the end.
  ///
  /// - Returns: The number of bytes, or the system's error code.
  mutating func fill(_ buffer: inout [UInt8], in range: Range<Int>) -> Result<Int, SystemFault> {
    let result = take(into: &buffer, in: range)
    if case .success(let count) = result {
      let end = range.lowerBound + count
      code?.update(buffer.span.extracting(range.lowerBound..<end))
    }
    return result
  }

  private mutating func take(
    into buffer: inout [UInt8],
    in range: Range<Int>
  ) -> Result<Int, SystemFault> {
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
