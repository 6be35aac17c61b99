#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif
import Synchronization

/// Fair bits from the operating system's cryptographic generator: the only source of noise.
///
/// The system is asked for 256 bytes at a time, as much as `getentropy` gives in one call. A bit
/// is forgotten as soon as it is read, unread bits are wiped when the value goes, and a forked
/// child starts with none of its parent's bits.
///
/// Once made, a source never gives a bad bit: should the system fail later, the process says so on
/// the standard error stream and exits with code 1.
@safe
package struct SystemEntropy: ~Copyable, BitSource {
  /// What asks the operating system: fills a part of a buffer of at most 256 bytes, from its start.
  ///
  /// Returns how many bytes it filled, or a negative `errno`.
  package typealias Reader = @Sendable (UnsafeMutableRawBufferPointer) -> Int

  /// Words asked of the system at once: 256 bytes, the limit of `getentropy`.
  private static let blockCount = 32

  // A plain allocation: an array could leave copies behind that nobody wipes.
  private let block: UnsafeMutablePointer<UInt64>
  private var position = blockCount
  /// The unread bits of the current word, lowest first; zero above them.
  private var reservoir: UInt64 = 0
  private var held = 0
  private var generation: Int
  private let read: Reader

  /// Makes a source after checking that the system's generator answers and is not stuck.
  ///
  /// - Throws: ``RandomnessError`` where the system gives no bytes or defective ones.
  package init() throws(RandomnessError) {
    try unsafe self.init(failing: Self.ask)
  }

  /// Makes a source whose reader may fail as the system's does, after the same check.
  ///
  /// For tests of what follows a failure: no other caller has a reader, and the program none at all
  /// but the system's.
  ///
  /// - Throws: ``RandomnessError`` where the reader gives no bytes or defective ones.
  package init(failing read: @escaping Reader) throws(RandomnessError) {
    try ForkWatch.begin()
    try unsafe Self.check(read)
    unsafe self.read = read
    generation = ForkWatch.generation.load(ordering: .relaxed)
    unsafe block = .allocate(capacity: Self.blockCount)
    unsafe block.initialize(repeating: 0, count: Self.blockCount)
  }

  deinit {
    // The deallocation is opaque to the optimiser, so that these stores stay.
    unsafe block.update(repeating: 0, count: Self.blockCount)
    unsafe block.deallocate()
  }

  /// The next `count` bits; the first one read is the least significant.
  ///
  /// Every eight bytes from the system are read as a little-endian word, lowest bit first.
  ///
  /// - Precondition: `count` is in `0...64`.
  @inline(__always)
  package mutating func bits(_ count: Int) -> UInt64 {
    precondition(0 <= count && count <= 64, "\(count) bits do not fit a word")
    if generation != ForkWatch.generation.load(ordering: .relaxed) { forget() }
    guard count > held else { return take(count) }
    let low = reservoir
    let lowCount = held
    reservoir = nextWord()
    held = 64
    return low | take(count - lowCount) << lowCount
  }

  /// `count` random bytes, for keys and nonces.
  ///
  /// - Throws: ``RandomnessError`` where the system gives no bytes or defective ones.
  package static func bytes(_ count: Int) throws(RandomnessError) -> [UInt8] {
    try unsafe check(ask)
    var words = [UInt64](repeating: 0, count: (count + 7) / 8)
    try unsafe fill(&words, by: ask)
    return (0..<count).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> ($0 % 8 * 8)) }
  }

  private mutating func take(_ count: Int) -> UInt64 {
    let value = reservoir & ((1 << count) &- 1)
    reservoir >>= count
    held -= count
    return value
  }

  private mutating func nextWord() -> UInt64 {
    if position == Self.blockCount { refill() }
    let word = unsafe block[position]
    unsafe block[position] = 0
    position += 1
    return UInt64(littleEndian: word)
  }

  @inline(never)
  private mutating func refill() {
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: block, count: Self.blockCount * 8)
    do throws(RandomnessError) {
      try unsafe Self.fill(bytes, by: read)
    } catch {
      Self.stop(error)
    }
    position = 0
  }

  /// Drops all unread bits.
  @inline(never)
  private mutating func forget() {
    unsafe block.update(repeating: 0, count: Self.blockCount)
    position = Self.blockCount
    reservoir = 0
    held = 0
    generation = ForkWatch.generation.load(ordering: .relaxed)
  }

  /// Draws two blocks, looks for gross defects, and drops them.
  private static func check(_ read: Reader) throws(RandomnessError) {
    var words = [UInt64](repeating: 0, count: 2 * blockCount)
    try unsafe fill(&words, by: read)
    if let defect = EntropyDefect.first(in: words) { throw .unhealthy(defect) }
  }

  private static func fill(_ words: inout [UInt64], by read: Reader) throws(RandomnessError) {
    try unsafe words.withUnsafeMutableBufferPointer { buffer throws(RandomnessError) in
      var rest = unsafe UnsafeMutableRawBufferPointer(buffer)[...]
      while unsafe !rest.isEmpty {
        let block = unsafe UnsafeMutableRawBufferPointer(rebasing: rest.prefix(blockCount * 8))
        try unsafe fill(block, by: read)
        unsafe rest = rest.dropFirst(blockCount * 8)
      }
    }
  }

  /// Fills at most 256 bytes, in as many answers as it takes.
  ///
  /// Bounded, so that a reader that gives nothing can't hold the program for ever.
  private static func fill(
    _ bytes: UnsafeMutableRawBufferPointer,
    by read: Reader
  ) throws(RandomnessError) {
    var rest = unsafe bytes[...]
    var idle = 0
    while unsafe !rest.isEmpty {
      let filled = unsafe read(UnsafeMutableRawBufferPointer(rebasing: rest))
      guard filled <= 0 else {
        unsafe rest = rest.dropFirst(filled)
        continue
      }
      idle += 1
      // Not interruptible up to 256 bytes, but a sandbox may say otherwise.
      guard -filled == EINTR || filled == 0, idle < 100 else {
        throw .unavailable(code: -Int32(filled))
      }
    }
  }

  /// The operating system's answer.
  private static let ask: Reader = { bytes in
    guard let start = bytes.baseAddress else { return 0 }
    return unsafe getentropy(start, bytes.count) == 0 ? bytes.count : -Int(errno)
  }

  /// Ends the process: half a table of noise is worse than none.
  package static func stop(_ error: RandomnessError) -> Never {
    let message = Array("marginalia: \(error.description)\n".utf8)
    _ = unsafe message.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
  }
}
