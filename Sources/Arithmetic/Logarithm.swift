// The natural logarithm, between two ratios.

extension Enclosure {
  /// ln x, in an enclosure narrower than 2^−`bits`.
  ///
  /// With x = 2^e·m, 3/4 ≤ m < 3/2, it is e·ln 2 + 2·artanh((m − 1)/(m + 1)); the artanh of a number
  /// between −1/7 and 1/5 is summed in fixed point, once with every step rounded down and once
  /// with every step rounded up; the remainder of the series is below one unit (see `FixedPoint`).
  /// A step adds less than two units of width to the sum, and a sum of b bits has less than b/2
  /// steps: so 2·log2(b) + log2|e| + 8 bits more than asked for are enough.
  ///
  /// - Precondition: `value` is positive, and so is `bits`.
  /// - Complexity: O(bits²).
  package static func logarithm(of value: Rational, precision bits: Int) -> Enclosure {
    precondition(value.signum > 0, "the logarithm of a number that is not positive")
    precondition(bits > 0, "a number without digits")
    var exponent = value.binaryExponent
    let top = value.numerator << max(0, -exponent)
    var bottom = value.denominator << max(0, exponent)
    if top << 1 >= bottom + bottom << 1 {
      exponent += 1
      bottom = bottom << 1
    }
    let workingBits =
      bits + 2 * (Int.bitWidth - bits.leadingZeroBitCount)
      + (Int.bitWidth - abs(exponent).leadingZeroBitCount) + 8
    let difference = top - bottom
    let bounds = [RoundingDirection.down, .up].map { direction in
      // artanh is odd: a lower bound of a negative value is an upper bound of its size.
      let point = FixedPoint(
        bits: workingBits,
        direction: difference.signum < 0 ? direction.opposite : direction
      )
      let argument = (difference.magnitude << workingBits).divided(
        by: top + bottom,
        point.direction
      )
      let size = point.inverseHyperbolicTangent(argument) << 1
      let twos = FixedPoint(
        bits: workingBits,
        direction: exponent < 0 ? direction.opposite : direction
      )
      return (difference.signum < 0 ? -size : size) + BigInteger(exponent) * twos.logarithmOfTwo
    }
    return Enclosure(
      lower: Rational(bounds[0], timesTwoToThe: -workingBits),
      upper: Rational(bounds[1], timesTwoToThe: -workingBits)
    )
  }
}
