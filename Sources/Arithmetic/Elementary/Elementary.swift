/// Elementary functions on Double whose every bit is fixed by IEEE 754 alone.
///
/// Only +, −, ×, ÷, comparisons and integer operations on the bit pattern are used: no call into the
/// system's mathematics library and no fused multiply-add, which differ between machines. So a
/// result is the same on every machine, in every build, in a scalar loop and in one that the
/// compiler has vectorised. The functions are inlinable and nearly free of branches, for loops over
/// tables in other modules.
package enum Elementary {
  /// The first 33 bits of ln 2, so that the product with an exponent is exact.
  @inlinable
  package static var highLogarithmOf2: Double {
    @inline(__always) get { 6.93147180369123816490e-01 }
  }

  /// What ``highLogarithmOf2`` lacks of ln 2.
  @inlinable
  package static var lowLogarithmOf2: Double {
    @inline(__always) get { 1.90821492927058770002e-10 }
  }

  /// 1.5·2⁵²: a number added to it and taken off again comes back as the nearest integer, which in
  /// between stands in the lowest bits.
  @inlinable
  package static var roundingConstant: Double {
    @inline(__always) get { 6_755_399_441_055_744.0 }
  }

  /// e^x, within 1 unit in the last place.
  ///
  /// 0 below −745.2, infinity above 709.79; a NaN stays one.
  ///
  /// - Source: argument reduction as in FreeBSD's `e_exp.c`; the polynomial is the minimax one of
  ///   degree 9 for (e^r − 1 − r)/r² on |r| ≤ (ln 2)/2, summed as by Estrin.
  @inlinable
  @inline(__always)
  package static func exp(_ argument: Double) -> Double {
    let raised = argument < -745.5 ? -745.5 : argument
    let x = raised > 709.9 ? 709.9 : raised
    let (mantissa, shifted, exponent) = mantissaOfExponential(x)
    // 2^k as two factors, since k itself may lie outside the normal exponents.
    let halved = exponent * 0.5 + roundingConstant
    let whole = shifted.bitPattern
    let half = halved.bitPattern
    let first = Double(bitPattern: (half &+ 1023) &<< 52)
    let second = Double(bitPattern: ((whole &- half) &+ 1023) &<< 52)
    return (mantissa * first) * second
  }

  /// e^x as by ``exp(_:)``, for x up to 709, in fewer steps.
  ///
  /// 0 below about −708.7, where e^x is under the normal numbers by a third and more.
  @inlinable
  @inline(__always)
  package static func exponentialOfModest(_ argument: Double) -> Double {
    // At the least x the exponent's bits are all 0, so that the factor is 0.
    let x = argument < -709.1 ? -709.1 : argument
    let (mantissa, shifted, _) = mantissaOfExponential(x)
    return mantissa * Double(bitPattern: (shifted.bitPattern &+ 1023) &<< 52)
  }

  /// e^x·2^−k for the k nearest to x/ln 2; then k in the lowest bits of a number, and k itself.
  ///
  /// - Precondition: x is a NaN or in -745.5...709.9.
  @inlinable
  @inline(__always)
  static func mantissaOfExponential(
    _ x: Double
  ) -> (mantissa: Double, shifted: Double, exponent: Double) {
    let shifted = x * 1.4426950408889634 + roundingConstant
    let exponent = shifted - roundingConstant
    let head = x - exponent * highLogarithmOf2
    let tail = exponent * lowLogarithmOf2
    let r = head - tail
    let correction = (head - r) - tail
    let r2 = r * r
    let r4 = r2 * r2
    let a0 = r * 0.16666666666666693 + 0.5000000000000013
    let a1 = r * 0.00833333333330998 + 0.041666666666514425
    let a2 = r * 0.00019841269911783366 + 0.0013888888947260637
    let a3 = r * 2.755722103146198e-06 + 2.4801489696175064e-05
    let a4 = r * 2.511643036108292e-08 + 2.763136712440471e-07
    let quotient = (a4 * r4 + (r2 * a3 + a2)) * r4 + (r2 * a1 + a0)
    return (((r2 * quotient + correction) + r) + 1.0, shifted, exponent)
  }

  /// ln x, within 1 unit in the last place.
  ///
  /// −∞ at 0, NaN below it and for a NaN.
  @inlinable
  package static func log(_ argument: Double) -> Double {
    guard argument > 0 else { return argument == 0 ? -.infinity : .nan }
    guard argument < .infinity else { return .infinity }
    return argument < .leastNormalMagnitude
      ? logOfNormal(argument * 0x1p54) - 54 * 0.6931471805599453
      : logOfNormal(argument)
  }

  /// ln x for a positive, finite x that is not subnormal; of others, some number.
  ///
  /// - Source: FreeBSD's `e_log.c`, with the exponent split off in integers.
  @inlinable
  @inline(__always)
  package static func logOfNormal(_ x: Double) -> Double {
    // The mantissa is brought into [√½, √2): 0x3fe6a09e667f3bcd is √½.
    let moved = x.bitPattern &+ (0x3ff0_0000_0000_0000 &- 0x3fe6_a09e_667f_3bcd)
    let mantissa = (moved & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd
    let exponent =
      Double(bitPattern: (moved &>> 52) | 0x4330_0000_0000_0000)
      - (4_503_599_627_370_496.0 + 1023.0)
    let f = Double(bitPattern: mantissa) - 1.0
    let s = f / (f + 2.0)
    let z = s * s
    let w = z * z
    let odd =
      w
      * (w * (w * 1.531383769920937332e-01 + 2.222219843214978396e-01) + 3.999999999940941908e-01)
    let even =
      z
      * (w
        * (w * (w * 1.479819860511658591e-01 + 1.818357216161805012e-01)
          + 2.857142874366239149e-01) + 6.666666666666735130e-01)
    let halfSquare = f * f * 0.5
    let inner = s * (halfSquare + (even + odd)) + exponent * lowLogarithmOf2
    return exponent * highLogarithmOf2 - ((halfSquare - inner) - f)
  }
}
