/// Several uniform numbers from one word, exactly.
///
/// A number below b₁·b₂·…·b_k has mixed-radix digits that are uniform below b₁, b₂, …, b_k and
/// independent. Lemire's method makes such a number of a word w: of w·(b₁⋯b_k), which has 128 bits,
/// the upper half, unless the lower half is less than 2⁶⁴ mod b₁⋯b_k; then the next word is tried.
/// Its first digit is the upper half of w·b₁, and the lower half holds the others in the same way.
/// While the product is at most 2⁵⁶, a word is tried again with a probability below 1/256, and a
/// word in 256 needs a division.
///
/// - Source: Lemire, Fast random integer generation in an interval, 2019, algorithm 5;
///   Brackett-Rozinsky and Lemire, Batched ranged random integer generation, Software: Practice and
///   Experience, 2025.
extension SamplingStream {
  /// How many numbers below `bound` one word gives: as many as keep the product of their bounds,
  /// each raised to a power of two, at most 2⁵⁶, and one at least.
  ///
  /// - Precondition: `bound >= 1`.
  package static func drawsPerWord(below bound: UInt64) -> Int {
    precondition(bound >= 1, "no number lies below 0")
    return max(1, 56 / max(1, UInt64.bitWidth - (bound - 1).leadingZeroBitCount))
  }

  /// A word whose numbers below bounds of this product are exactly uniform.
  ///
  /// - Precondition: `product >= 1`, the true product, which passes no 64 bits.
  @inline(__always)
  private mutating func word(forProduct product: UInt64) -> UInt64 {
    var word = next()
    // 2⁶⁴ mod the product is less than the product, so that most words need no division.
    if word &* product < product {
      let excess = (0 &- product) % product
      while word &* product < excess { word = next() }
    }
    return word
  }

  /// A number drawn uniformly from `0..<bound`, exactly.
  ///
  /// - Precondition: `bound >= 1`.
  package mutating func uniform(below bound: UInt64) -> UInt64 {
    precondition(bound >= 1, "no number lies below 0")
    return word(forProduct: bound).multipliedFullWidth(by: bound).high
  }

  /// Fills `numbers` with numbers drawn uniformly below bounds of their own.
  ///
  /// Every ``drawsPerWord(below:)`` of them, with the largest bound for all, come from one word; the
  /// last ones too, however few. A bound of 1 gives 0 and changes nothing for the others.
  ///
  /// - Parameters:
  ///   - numbers: the bounds, each in `1...largest`; then the numbers.
  ///   - largest: what no bound passes.
  /// - Complexity: O(numbers).
  package mutating func draw(below numbers: inout [UInt64], atMost largest: UInt64) {
    let draws = Self.drawsPerWord(below: largest)
    var numbers = numbers.mutableSpan
    var first = 0
    while first < numbers.count {
      let end = min(numbers.count, first &+ draws)
      var product: UInt64 = 1
      for index in first..<end {
        precondition(1...largest ~= numbers[index], "a bound that is not in 1...\(largest)")
        product &*= numbers[index]
      }
      var word = word(forProduct: product)
      for index in first..<end {
        let (high, low) = word.multipliedFullWidth(by: numbers[index])
        numbers[index] = high
        word = low
      }
      first = end
    }
  }

  /// Puts a range of `codes` into an order drawn uniformly from all orders.
  ///
  /// From the last place to the second, each takes the code of a place drawn uniformly from those
  /// up to itself. With n places left, ``drawsPerWord(below:)`` of n draws come from one word, or
  /// the n − 1 that are left.
  ///
  /// - Source: Durstenfeld, Algorithm 235: Random permutation, CACM 1964 (Fisher and Yates).
  /// - Complexity: O(range).
  package mutating func shuffle(_ codes: inout MutableSpan<UInt32>, in range: Range<Int>) {
    permute(&codes, in: range)
  }

  /// Puts a range of bytes into an order drawn uniformly from all orders, by the same words.
  package mutating func shuffle(_ codes: inout MutableSpan<UInt8>, in range: Range<Int>) {
    permute(&codes, in: range)
  }

  @inline(__always)
  private mutating func permute<Code: BitwiseCopyable>(
    _ codes: inout MutableSpan<Code>,
    in range: Range<Int>
  ) {
    var size = UInt64(range.count)
    while size > 1 {
      let draws = Self.drawsPerWord(below: size)
      // So many draws a word until half of the places, or one, are left.
      let half = UInt64(1) &<< UInt64(63 &- (size &- 1).leadingZeroBitCount)
      while size > half {
        let rest = size &- min(UInt64(draws), size &- 1)
        var product: UInt64 = 1
        var bound = rest
        while bound < size {
          bound &+= 1
          product &*= bound
        }
        var word = word(forProduct: product)
        while size > rest {
          let (high, low) = word.multipliedFullWidth(by: size)
          word = low
          size &-= 1
          let last = range.lowerBound &+ Int(truncatingIfNeeded: size)
          let other = range.lowerBound &+ Int(truncatingIfNeeded: high)
          let code = codes[last]
          codes[last] = codes[other]
          codes[other] = code
        }
      }
    }
  }
}
