// Ratios with fewer digits: to a side that is asked for, or to the nearest Double.

extension Rational {
  /// The exponent of the greatest power of two that is not above the absolute value.
  ///
  /// - Precondition: the number is not zero.
  package var binaryExponent: Int {
    precondition(!isZero, "zero has no exponent")
    // p < 2^a and q ≥ 2^(b−1) with a, b their widths: p/q lies between 2^(a−b−1) and 2^(a−b+1).
    let exponent = numerator.bitWidth - denominator.bitWidth
    let isBelow = numerator.magnitude << max(0, -exponent) < denominator << max(0, exponent)
    return isBelow ? exponent - 1 : exponent
  }

  /// The number in units of 2^`exponent`, rounded to an integer.
  package func inUnits(ofTwoToThe exponent: Int, _ direction: RoundingDirection) -> BigInteger {
    (numerator << max(0, -exponent)).divided(by: denominator << max(0, exponent), direction)
  }

  /// The nearest m·2^e with |m| ≤ 2^`bits` on the side of `direction`.
  ///
  /// - Precondition: `bits` is positive.
  package func rounded(
    toSignificantBits bits: Int,
    _ direction: RoundingDirection
  ) -> Rational {
    precondition(bits > 0, "a number without digits")
    guard !isZero else { return self }
    let unit = binaryExponent - (bits - 1)
    return Rational(inUnits(ofTwoToThe: unit, direction), timesTwoToThe: unit)
  }

  /// The greatest m·2^e whose square is at most this number, with 2^(`bits` − 1) ≤ m < 2^`bits`.
  ///
  /// - Precondition: the number is not negative, and `bits` is positive.
  package func squareRoot(roundedDownToSignificantBits bits: Int) -> Rational {
    precondition(signum >= 0 && bits > 0, "the square root of a negative number")
    guard !isZero else { return 0 }
    // With e = ⌊log2(x)/2⌋ the root lies in 2^e ..< 2^(e+1); ⌊√⌊y⌋⌋ = ⌊√y⌋.
    let unit = (binaryExponent >> 1) - (bits - 1)
    return Rational(inUnits(ofTwoToThe: 2 * unit, .down).squareRoot, timesTwoToThe: unit)
  }

  /// The nearest Double, ties to even; infinite beyond the range of Double.
  package var approximation: Double {
    guard !isZero else { return 0 }
    let exponent = binaryExponent
    guard exponent <= Double.greatestFiniteMagnitude.exponent else {
      return signum < 0 ? -.infinity : .infinity
    }
    // The last place of a Double of this size; the smallest there is for subnormal ones.
    let unit = max(exponent - 52, -1074)
    let size = magnitude
    let places = size.inUnits(ofTwoToThe: unit, .down)
    let rest = size - Rational(places, timesTwoToThe: unit)
    let half = Rational(1, timesTwoToThe: unit - 1)
    let isUp = rest > half || (rest == half && places.isOdd)
    // At most 2^53 places: the Double of their number is exact, and so is its scaling.
    return Double(
      sign: signum < 0 ? .minus : .plus,
      exponent: unit,
      significand: (isUp ? places + 1 : places).approximation
    )
  }
}
