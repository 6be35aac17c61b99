import Randomness
import Synchronization
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

struct SystemEntropyTests {
  @Test func `bits of every count fit the count and nothing repeats`() throws {
    var source = try SystemEntropy()
    for count in 0...64 {
      for _ in 0..<100 {
        #expect(count == 64 || source.bits(count) >> count == 0)
      }
    }
    let words = (0..<10_000).map { _ in source.bits(64) }
    #expect(EntropyDefect.first(in: words) == nil)
  }

  @Test func `every place of a draw is fair, across words and blocks`() throws {
    var source = try SystemEntropy()
    // 37 is prime to 64, so that draws straddle words in every way. Six standard deviations:
    // a false alarm once in 10⁷ runs of 37 places.
    let draws = 20_000
    var ones = [Int](repeating: 0, count: 37)
    for _ in 0..<draws {
      let value = source.bits(37)
      for place in ones.indices { ones[place] += Int(value >> place & 1) }
    }
    for count in ones {
      let excess = 2 * count - draws
      #expect(excess * excess <= 36 * draws)
    }
  }

  @Test func `two sources share nothing, and bytes come in the number asked for`() throws {
    var first = try SystemEntropy()
    var second = try SystemEntropy()
    #expect(first.bits(64) != second.bits(64))
    for count in [0, 1, 7, 8, 9, 255, 256, 257, 1000] {
      #expect(try SystemEntropy.bytes(count).count == count)
    }
    #expect(try SystemEntropy.bytes(32) != SystemEntropy.bytes(32))
    // All 8,192 bits zero in a block of bytes: never.
    #expect(try SystemEntropy.bytes(1024).suffix(8) != [0, 0, 0, 0, 0, 0, 0, 0])
  }

  /// A source whose reader answers in these portions: numbers of bytes, or of errors below 0.
  private func source(_ portions: [Int]) throws(RandomnessError) -> SystemEntropy {
    let calls = Atomic(0)
    return try unsafe SystemEntropy(failing: { buffer in
      let call = calls.add(1, ordering: .relaxed).oldValue
      let portion = portions[call % portions.count]
      guard portion > 0, let start = buffer.baseAddress else { return portion }
      let count = min(portion, buffer.count)
      return unsafe getentropy(start, count) == 0 ? count : -Int(errno)
    })
  }

  @Test(arguments: [[1], [255], [7, 0, 100, -Int(EINTR)], [256]])
  func `row 18: short and interrupted answers are put together to whole blocks`(
    portions: [Int]
  ) throws {
    var source = try source(portions)
    let words = (0..<1_000).map { _ in source.bits(64) }
    #expect(EntropyDefect.first(in: words) == nil)
  }

  @Test(arguments: [[-Int(ENOSYS)], [-Int(EIO)], [0], [-Int(EINTR)], [100, -Int(EPERM)]])
  func `row 18: an answer that fails, or never comes, is an error before any bit`(
    portions: [Int]
  ) {
    #expect(throws: RandomnessError.self) { _ = try source(portions) }
  }

  #if os(Linux)
  @Test func `a forked child draws none of its parent's bits`() throws {
    let fork = try #require(forkFunction())
    var source = try SystemEntropy()
    // Leaves 61 bits of a word and 31 words of a block unread.
    _ = source.bits(3)
    var ends: [Int32] = [0, 0]
    try #require(unsafe pipe(&ends) == 0)
    let child = fork()
    var words: [UInt64] = [source.bits(61), source.bits(64), source.bits(64)]
    if child == 0 {
      _ = unsafe write(ends[1], &words, 24)
      _exit(0)
    }
    var childWords: [UInt64] = [0, 0, 0]
    #expect(unsafe read(ends[0], &childWords, 24) == 24)
    var status: Int32 = 0
    #expect(unsafe waitpid(child, &status, 0) == child)
    #expect(Set(words).isDisjoint(with: childWords))
    #expect(Set(childWords).count == 3)
    for end in ends { close(end) }
  }

  /// `fork`, which the overlay may hide from Swift.
  private func forkFunction() -> (@convention(c) () -> Int32)? {
    unsafe dlsym(nil, "fork").map {
      unsafe unsafeBitCast($0, to: (@convention(c) () -> Int32).self)
    }
  }
  #endif

  @Test func `a failure after the start ends the process with code 1 and says why`() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(1),
      observing: [\.standardErrorContent]
    ) {
      SystemEntropy.stop(.unavailable(code: 38))
    }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("marginalia: the operating system gives no random bytes"))
    #expect(message.contains("errno 38"))
  }
}
