import Randomness
import Testing

/// The oracle makes one number of each word, by 128-bit arithmetic, and divides it into its digits.
struct BatchedDrawsTests {
  private let rows = SamplingStream(seed: (0..<32).map { UInt8($0) }, domain: "rows")

  /// The digits, first one most significant, of a number drawn below the product of `bounds`.
  private func digits(below bounds: [UInt64], from stream: inout SamplingStream) -> [UInt64] {
    let product = bounds.reduce(UInt128(1)) { $0 * UInt128($1) }
    while true {
      let wide = UInt128(stream.next()) * product
      guard wide % (1 << 64) >= (1 << 64) % product else { continue }
      var rest = wide >> 64
      return bounds.reversed().map { bound in
        defer { rest /= UInt128(bound) }
        return UInt64(rest % UInt128(bound))
      }.reversed()
    }
  }

  @Test func `numbers of one word are the digits of one number below the bounds' product`() {
    let cases: [(largest: UInt64, draws: Int)] = [
      (1, 56), (2, 56), (3, 28), (100, 8), (128, 8), (129, 7), (15_000, 4), (1 << 28, 2),
      (1 << 28 + 1, 1), (1 << 63 + 1, 1), (.max, 1),
    ]
    for (largest, draws) in cases {
      #expect(SamplingStream.drawsPerWord(below: largest) == draws)
      // Below the largest bound, one below it, and one; 100 is no multiple of the draws.
      let bounds = (0..<100).map { [largest, max(1, largest - 1), 1, largest][$0 % 4] }
      var numbers = bounds
      var stream = rows
      stream.draw(below: &numbers, atMost: largest)
      var oracle = rows
      let expected = stride(from: 0, to: 100, by: draws).flatMap { start in
        digits(below: Array(bounds[start..<min(100, start + draws)]), from: &oracle)
      }
      #expect(numbers == expected, "below \(largest)")
      #expect(stream.next() == oracle.next())
    }
  }

  @Test func `a shuffle is Fisher and Yates's by such numbers`() {
    for count in [0, 1, 2, 3, 5, 64, 65, 300, 5_000] {
      var codes = (0..<UInt32(count + 9)).map { $0 }
      var target = codes.mutableSpan
      var stream = rows
      stream.shuffle(&target, in: 4..<4 + count)
      var expected = (0..<UInt32(count + 9)).map { $0 }
      var oracle = rows
      var size = count
      while size > 1 {
        let draws = min(SamplingStream.drawsPerWord(below: UInt64(size)), size - 1)
        let bounds = (0..<draws).map { UInt64(size - $0) }
        for other in digits(below: bounds, from: &oracle) {
          size -= 1
          expected.swapAt(4 + size, 4 + Int(other))
        }
      }
      #expect(codes == expected, "\(count) codes")
      #expect(stream.next() == oracle.next())
    }
  }

  @Test func `every order of four codes is equally likely`() {
    var stream = rows
    var counts: [[UInt8]: Int] = [:]
    for _ in 0..<24_000 {
      var codes: [UInt8] = [0, 1, 2, 3]
      var target = codes.mutableSpan
      stream.shuffle(&target, in: 0..<4)
      counts[codes, default: 0] += 1
    }
    // The stream is fixed, so this can't fail by chance: χ² of 23 degrees of freedom.
    let statistic = counts.values.reduce(0.0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 }
    #expect(counts.count == 24 && statistic < 55, "\(statistic)")
  }

  /// Known values of a third implementation, in Python on integers of any size.
  @Test func `what is drawn stays the same for ever`() {
    var numbers: [UInt64] = Array(repeating: 1000, count: 12)
    var stream = rows
    stream.draw(below: &numbers, atMost: 1000)
    #expect(numbers == [235, 10, 44, 423, 420, 832, 856, 116, 53, 732, 460, 353])
  }
}
