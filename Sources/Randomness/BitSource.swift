/// A source of fair, independent bits.
///
/// The samplers draw from it in the order that the machine-checked programs fix, so the same bits
/// give the same results everywhere. Nothing in the library makes a source from a seed: noise
/// comes from ``SystemEntropy`` alone.
package protocol BitSource: ~Copyable {
  /// The next `count` bits; the first one read is the least significant.
  ///
  /// - Precondition: `count` is in `0...64`.
  mutating func bits(_ count: Int) -> UInt64
}
