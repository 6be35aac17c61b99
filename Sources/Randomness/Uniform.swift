package import Arithmetic

/// The exact samplers: programs on fair bits, each with exactly the distribution it names.
///
/// Each follows, bit for bit, a program of the machine-checked development under `Proofs`, to
/// which the number of bits read and their order belong. Fixed-width integers are only a faster
/// way to the same answer: where a number outgrows them, the program goes on in big integers at
/// the same bit.
package enum Sampler {
  /// `count` bits as a number, the first bit read the least significant.
  @inline(__always)
  static func bits<Natural: FixedWidthInteger & UnsignedInteger>(
    _ count: Int,
    using source: inout some BitSource & ~Copyable
  ) -> Natural {
    var value = Natural(truncatingIfNeeded: source.bits(min(count, 64)))
    var read = 64
    while read < count {
      value |= Natural(truncatingIfNeeded: source.bits(min(count - read, 64))) << read
      read += 64
    }
    return value
  }

  /// A number drawn uniformly from `0..<bound`.
  ///
  /// Reads ⌈log₂ bound⌉ bits at a time until they make a number below the bound: fewer than two
  /// times on average.
  ///
  /// Proof: BernoulliPrograms.uniform_exact
  ///
  /// - Precondition: `bound >= 1`.
  @inline(__always)
  package static func uniform<Natural: FixedWidthInteger & UnsignedInteger>(
    below bound: Natural,
    using source: inout some BitSource & ~Copyable
  ) -> Natural {
    precondition(bound >= 1, "no number lies below \(bound)")
    let count = Natural.bitWidth - (bound - 1).leadingZeroBitCount
    while true {
      let candidate: Natural = bits(count, using: &source)
      if candidate < bound { return candidate }
    }
  }

  /// A number of any size drawn uniformly from `0..<bound`, by the same bits as the fixed widths.
  ///
  /// Proof: BernoulliPrograms.uniform_exact
  ///
  /// - Precondition: `bound >= 1`.
  package static func uniform(
    below bound: BigInteger,
    using source: inout some BitSource & ~Copyable
  ) -> BigInteger {
    precondition(bound >= 1, "no number lies below \(bound)")
    let count = (bound - 1).bitWidth
    while true {
      var candidate: BigInteger = 0
      for read in stride(from: 0, to: count, by: 64) {
        candidate += BigInteger(source.bits(min(count - read, 64))) << read
      }
      if candidate < bound { return candidate }
    }
  }
}
