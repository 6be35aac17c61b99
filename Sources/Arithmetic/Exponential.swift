// The exponential function, between two ratios.

extension Enclosure {
  /// The greatest size of an argument of ``exponential(of:precision:)``.
  package static let greatestExponent = Rational(1 << 24)

  /// eˣ, in an enclosure narrower than 2^−`bits` times eˣ.
  ///
  /// With k = ⌊x/ln 2⌋ or one less and r = x − k·ln 2 ≥ 0, it is 2^k·(e^(r/256))^256; the inner
  /// exponential is summed in fixed point and squared eight times, once with every step rounded down
  /// and once with every step rounded up; the remainder of the series is below one unit (see
  /// `FixedPoint`). Each squaring doubles a relative error; a sum of b bits has less than b steps
  /// of less than two units: so 2·log2(b) + log2|k| + 20 bits more than asked for are enough.
  ///
  /// - Precondition: |`value`| ≤ 2²⁴, as the result has so many bits; `bits` is positive.
  /// - Complexity: O(bits² + |x|).
  package static func exponential(of value: Rational, precision bits: Int) -> Enclosure {
    precondition(value.magnitude <= greatestExponent, "an exponential of astronomic size")
    precondition(bits > 0, "a number without digits")
    let workingBits =
      bits + 2 * (Int.bitWidth - bits.leadingZeroBitCount)
      + max(0, value.isZero ? 0 : value.binaryExponent + 2) + 20
    let (below, above) = (
      FixedPoint(bits: workingBits, direction: .down),
      FixedPoint(bits: workingBits, direction: .up)
    )
    // The bound of ln 2 that lowers k and x − k·ln 2, and the one that raises the latter.
    let (twoAbove, twoBelow) =
      value.signum < 0
      ? (above.logarithmOfTwo, below.logarithmOfTwo)
      : (below.logarithmOfTwo, above.logarithmOfTwo)
    let argument = value.inUnits(ofTwoToThe: -workingBits, .down)
    let twos = argument.divided(by: twoBelow, .down)
    let restBelow = argument - twos * twoBelow
    let restAbove = value.inUnits(ofTwoToThe: -workingBits, .up) - twos * twoAbove
    guard let exponent = twos.int else { preconditionFailure("x is bounded, and so is x/ln 2") }
    let bounds = [(below, restBelow), (above, restAbove)].map { point, rest in
      let root = point.exponential(point.shiftedRight(rest, by: 8))
      return (0..<8).reduce(root) { power, _ in point.product(power, power) }
    }
    return Enclosure(
      lower: Rational(bounds[0], timesTwoToThe: exponent - workingBits),
      upper: Rational(bounds[1], timesTwoToThe: exponent - workingBits)
    )
  }

  /// eˣ of every x in `enclosure`.
  ///
  /// - Precondition: as for one number.
  package static func exponential(of enclosure: Enclosure, precision bits: Int) -> Enclosure {
    Enclosure(
      lower: exponential(of: enclosure.lower, precision: bits).lower,
      upper: exponential(of: enclosure.upper, precision: bits).upper
    )
  }
}
