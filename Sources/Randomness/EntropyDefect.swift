/// A gross defect of a random number generator, as the start-up check sees it.
///
/// The check finds a generator that is stuck or cut off, not one that is subtly biased: the
/// operating system's own design answers for that.
package enum EntropyDefect: Sendable, Equatable {
  /// A 64-bit word occurs twice.
  case repeatedWord
  /// The share of ones is too far from one half.
  case bias

  /// The first defect found in `words`, or nil.
  ///
  /// Of n fair words, two agree with probability below n²·2⁻⁶⁵, and the number of ones leaves
  /// 32n ± 40√n, which is ten standard deviations, with probability below 2·10⁻²³.
  ///
  /// - Source: NIST SP 800-90B, section 4.4 (repetition count and adaptive proportion tests), with
  ///   cutoffs for whole words.
  /// - Complexity: O(n log n).
  package static func first(in words: [UInt64]) -> EntropyDefect? {
    let sorted = words.sorted()
    guard zip(sorted, sorted.dropFirst()).allSatisfy({ $0 != $1 }) else { return .repeatedWord }
    let excess = words.reduce(0) { $0 + $1.nonzeroBitCount - 32 }
    return excess * excess > 1600 * words.count ? .bias : nil
  }
}

extension EntropyDefect: CustomStringConvertible {
  package var description: String {
    switch self {
    case .repeatedWord: "a 64-bit word came twice"
    case .bias: "ones and zeros are far from balance"
    }
  }
}
