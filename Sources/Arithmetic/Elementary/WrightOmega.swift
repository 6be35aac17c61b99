extension Elementary {
  /// The Wright ω function: the solution w > 0 of w + ln w = x.
  ///
  /// Its relative error is at most a few units in the last place, times 1 + |x| where x is
  /// negative (the same as a change of x in its last place makes). 0 below −745.2; a NaN stays one.
  @inlinable
  package static func wrightOmega(_ x: Double) -> Double {
    if x < -40 { return exp(x) }
    return x > 1e100 ? x : wrightOmegaOfModerate(x)
  }

  /// The Wright ω function of an x of at most 1e100; where x < −700, ω(−700) ≈ 1e−304.
  ///
  /// Free of branches: a guess within 25 %, then two steps of fourth order.
  ///
  /// - Source: Fritsch, Shafer and Crowley, CACM algorithm 443, 1973, equation for the correction;
  ///   Corless and Jeffrey, The Wright ω function, 2002.
  @inlinable
  @inline(__always)
  package static func wrightOmegaOfModerate(_ argument: Double) -> Double {
    let x = argument < -700 ? -700 : argument
    return refinedWrightOmega(refinedWrightOmega(guessedWrightOmega(x), x), x)
  }

  /// A number within 25 % of ω(x), −700 ≤ x ≤ 1e100.
  @inlinable
  @inline(__always)
  static func guessedWrightOmega(_ x: Double) -> Double {
    // e^x within 3 %: a fixed-point x·log₂e (20 bits after the point) read as exponent and mantissa.
    let low = x > 1 ? 1 : x
    let fixed = (low * 1.4426950408889634 + 0x1.8p32).bitPattern &<< 32
    let e = Double(bitPattern: fixed &+ 0x3fef_51e0_0000_0000)
    let below =
      e * (1 + e * 1.3333333333333333) / (1 + e * (2.3333333333333335 + e * 0.8333333333333334))
    // ln x within 0.06: the bits of x read as a fixed-point logarithm.
    let high = x > 1 ? x : 1
    let read = Double(bitPattern: (high.bitPattern &>> 32) | 0x4330_0000_0000_0000) - 0x1p52
    let logarithm = (read * 0x1p-20 - 1023) * 0.6931471805599453
    let above = high - logarithm
    // One of the two is its value at 1: there `above` is 1, and `below` within 8 % of it.
    return below + (above - 1)
  }

  /// One step from a guess of ω(x): an error of relative size δ becomes one of order δ⁴.
  @inlinable
  @inline(__always)
  package static func refinedWrightOmega(_ guess: Double, _ x: Double) -> Double {
    let residual = (x - logOfNormal(guess)) - guess
    let next = 1 + guess
    let a = next * (next + residual * 0.6666666666666666)
    return guess * (1 + residual * (a - residual * 0.5) / (next * (a - residual)))
  }
}
