/// An integer of any size.
///
/// What privacy depends on is computed with these and with ``Rational``: nothing overflows, nothing
/// is rounded unasked.
package struct BigInteger: Sendable, Hashable {
  /// The absolute value, in limbs.
  let size: Magnitude

  /// Whether the number is below zero; never for zero, so that equal numbers are equal values.
  let isNegative: Bool

  init(size: Magnitude, isNegative: Bool) {
    self.size = size
    self.isNegative = isNegative && !size.isZero
  }

  /// The integer with this value.
  package init(_ value: some BinaryInteger) {
    self.init(
      size: Magnitude(limbs: value.magnitude.words.map { UInt64($0) }),
      isNegative: value < 0
    )
  }

  /// The integer with this value.
  package init(_ value: Int) {
    self.init(size: Magnitude(UInt64(value.magnitude)), isNegative: value < 0)
  }

  /// The integer with this value.
  package init(_ value: UInt64) { self.init(size: Magnitude(value), isNegative: false) }

  /// Whether the number is 0.
  package var isZero: Bool { size.isZero }

  /// −1, 0 or 1, as the number is negative, zero or positive.
  package var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }

  /// The absolute value.
  package var magnitude: BigInteger { BigInteger(size: size, isNegative: false) }

  /// The number of bits of the absolute value, without leading zeros; 0 for 0.
  package var bitWidth: Int { size.bitWidth }

  /// The number of zero bits below the lowest one of the absolute value; 0 for 0.
  package var trailingZeroBitCount: Int { size.trailingZeroBitCount }

  /// Whether the number is odd.
  package var isOdd: Bool { (size.limbs.first ?? 0) & 1 == 1 }
}

extension BigInteger: ExpressibleByIntegerLiteral {
  /// The integer with this literal's value.
  package init(integerLiteral value: Int) { self.init(value) }
}

extension BigInteger: Comparable {
  /// Whether `left` is the smaller number.
  package static func < (left: BigInteger, right: BigInteger) -> Bool {
    switch (left.isNegative, right.isNegative) {
    case (false, false): left.size < right.size
    case (true, true): right.size < left.size
    case (true, false): true
    case (false, true): false
    }
  }
}

// Sums, differences and products.
extension BigInteger {
  /// The sum.
  package static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if left.isNegative == right.isNegative {
      BigInteger(size: left.size + right.size, isNegative: left.isNegative)
    } else if left.size < right.size {
      BigInteger(size: right.size - left.size, isNegative: right.isNegative)
    } else {
      BigInteger(size: left.size - right.size, isNegative: left.isNegative)
    }
  }

  /// The number with the other sign.
  package static prefix func - (value: BigInteger) -> BigInteger {
    BigInteger(size: value.size, isNegative: !value.isNegative)
  }

  /// The difference.
  package static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + -right }

  /// The product.
  ///
  /// - Complexity: O(bits of `left` · bits of `right`).
  package static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    BigInteger(size: left.size * right.size, isNegative: left.isNegative != right.isNegative)
  }

  /// Adds `right`.
  package static func += (left: inout BigInteger, right: BigInteger) { left = left + right }

  /// Subtracts `right`.
  package static func -= (left: inout BigInteger, right: BigInteger) { left = left - right }

  /// Multiplies by `right`.
  package static func *= (left: inout BigInteger, right: BigInteger) { left = left * right }
}

// Division.
extension BigInteger {
  /// The quotient rounded towards zero, and the remainder, which has the dividend's sign.
  ///
  /// - Precondition: `divisor` is not zero.
  package func quotientAndRemainder(
    dividingBy divisor: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger) {
    let (quotient, remainder) = size.quotientAndRemainder(dividingBy: divisor.size)
    return (
      BigInteger(size: quotient, isNegative: isNegative != divisor.isNegative),
      BigInteger(size: remainder, isNegative: isNegative)
    )
  }

  /// The quotient rounded towards −∞, and the remainder, which has the divisor's sign.
  ///
  /// - Precondition: `divisor` is not zero.
  package func flooredQuotientAndRemainder(
    dividingBy divisor: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    guard !remainder.isZero, isNegative != divisor.isNegative else { return (quotient, remainder) }
    return (quotient - 1, remainder + divisor)
  }

  /// The quotient by a positive number that is known to divide this one.
  func dividedExactly(by divisor: BigInteger) -> BigInteger {
    // Most denominators here are powers of two, and a shift is no division.
    let zeros = divisor.trailingZeroBitCount
    return divisor.bitWidth == zeros + 1
      ? self >> zeros : quotientAndRemainder(dividingBy: divisor).quotient
  }

  /// The quotient, rounded in the given direction.
  ///
  /// - Precondition: `divisor` is not zero.
  package func divided(by divisor: BigInteger, _ direction: RoundingDirection) -> BigInteger {
    let (quotient, remainder) = flooredQuotientAndRemainder(dividingBy: divisor)
    return direction == .up && !remainder.isZero ? quotient + 1 : quotient
  }

  /// The number times 2^`distance`; for a negative distance, divided and rounded down.
  package static func << (value: BigInteger, distance: Int) -> BigInteger {
    guard distance >= 0 else { return value >> -distance }
    return BigInteger(
      size: value.size.shiftedLeft(by: distance),
      isNegative: value.isNegative
    )
  }

  /// The number divided by 2^`distance`, rounded towards −∞; a negative distance multiplies.
  package static func >> (value: BigInteger, distance: Int) -> BigInteger {
    guard distance >= 0 else { return value << -distance }
    let shifted = BigInteger(
      size: value.size.shiftedRight(by: distance),
      isNegative: value.isNegative
    )
    let isInexact = !value.isZero && value.trailingZeroBitCount < distance
    return value.isNegative && isInexact ? shifted - 1 : shifted
  }

  /// The greatest number that divides both, never negative; 0 where both are 0.
  ///
  /// - Complexity: O(bits²).
  package func greatestCommonDivisor(with other: BigInteger) -> BigInteger {
    BigInteger(size: size.greatestCommonDivisor(with: other.size), isNegative: false)
  }
}

// Powers and roots.
extension BigInteger {
  /// The number multiplied `exponent` times with itself; 1 for the exponent 0.
  ///
  /// - Precondition: `exponent` is not negative.
  package func power(_ exponent: Int) -> BigInteger {
    precondition(exponent >= 0, "a negative power of an integer")
    var (result, square, rest): (BigInteger, BigInteger, Int) = (1, self, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      rest >>= 1
      if rest > 0 { square *= square }
    }
    return result
  }

  /// The greatest integer whose square is at most this number.
  ///
  /// Newton's iteration from above: it falls until it reaches the root, and then no more.
  ///
  /// - Precondition: the number is not negative.
  package var squareRoot: BigInteger {
    precondition(!isNegative, "the square root of a negative number")
    guard !isZero else { return 0 }
    var root = BigInteger(1) << ((bitWidth + 1) / 2)
    while true {
      let next = (root + quotientAndRemainder(dividingBy: root).quotient) >> 1
      guard next < root else { return root }
      root = next
    }
  }
}

// Ways out.
extension BigInteger {
  /// The value as an `Int`, where it fits.
  package var int: Int? {
    guard size.limbs.count <= 1 else { return nil }
    let value = size.limbs.first ?? 0
    guard isNegative else { return Int(exactly: value) }
    return value <= Int.min.magnitude ? Int(truncatingIfNeeded: 0 &- value) : nil
  }

  /// The value as a `UInt64`, where it fits.
  package var uint64: UInt64? {
    !isNegative && size.limbs.count <= 1 ? size.limbs.first ?? 0 : nil
  }

  /// The value as a `UInt128`, where it fits.
  package var uint128: UInt128? {
    guard !isNegative, size.limbs.count <= 2 else { return nil }
    return size.limbs.reversed().reduce(0) { $0 << 64 | UInt128($1) }
  }

  /// The nearest Double, ties to even; infinite beyond the range of Double.
  package var approximation: Double {
    // 64 bits, the lowest of which also stands for all bits below it, round as the whole does.
    let shift = max(0, bitWidth - 64)
    let leading = size.shiftedRight(by: shift).limbs.first ?? 0
    let isInexact = shift > 0 && trailingZeroBitCount < shift
    return Double(
      sign: isNegative ? .minus : .plus,
      exponent: shift,
      significand: Double(leading | (isInexact ? 1 : 0))
    )
  }
}
