import Randomness
import Testing

struct EntropyDefectTests {
  /// Words of a fixed pattern that looks fair.
  private let fair: [UInt64] = {
    var tape = Tape(seed: 7)
    return (0..<64).map { _ in tape.bits(64) }
  }()

  @Test func `fair words pass`() {
    #expect(EntropyDefect.first(in: fair) == nil)
    #expect(EntropyDefect.first(in: []) == nil)
  }

  @Test func `a stuck generator is found`() {
    #expect(EntropyDefect.first(in: [UInt64](repeating: 0, count: 64)) == .repeatedWord)
    #expect(EntropyDefect.first(in: fair + fair.prefix(1)) == .repeatedWord)
  }

  @Test func `a generator that leaves bits out is found`() {
    // Bits stuck at zero or one: 16 of 64 are seen in 64 words, 8 are not.
    #expect(EntropyDefect.first(in: fair.map { $0 >> 16 }) == .bias)
    #expect(EntropyDefect.first(in: fair.map { $0 | 0xff00_0000_0000_0000 }) == nil)
    #expect(EntropyDefect.first(in: fair.map { $0 | 0xffff_0000_0000_0000 }) == .bias)
  }
}
