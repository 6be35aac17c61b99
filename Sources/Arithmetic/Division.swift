// Division with remainder, and what rests on it: the greatest common divisor.

extension Magnitude {
  /// The quotient, rounded down, and the remainder.
  ///
  /// - Precondition: `divisor` is not zero.
  /// - Complexity: O(limbs of the quotient · limbs of the divisor).
  /// - Source: Knuth, The Art of Computer Programming, vol. 2, 4.3.1, algorithm D.
  func quotientAndRemainder(
    dividingBy divisor: Magnitude
  ) -> (quotient: Magnitude, remainder: Magnitude) {
    precondition(!divisor.isZero, "division by zero")
    guard self >= divisor else { return (.zero, self) }
    guard divisor.limbs.count > 1 else {
      let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor.limbs[0])
      return (quotient, Magnitude(remainder))
    }
    // Normalised, the divisor's top bit is set: an estimated digit is then at most two too large.
    let shift = divisor.limbs[divisor.limbs.count - 1].leadingZeroBitCount
    let divisorLimbs = divisor.shiftedLeft(by: shift).limbs
    var rest = shiftedLeft(by: shift).limbs
    rest.append(contentsOf: repeatElement(0, count: limbs.count + 1 - rest.count))
    let quotientCount = limbs.count - divisorLimbs.count + 1
    var quotient = [UInt64](repeating: 0, count: quotientCount)
    for position in (0..<quotientCount).reversed() {
      var digit = Magnitude.estimatedDigit(of: rest, at: position, dividingBy: divisorLimbs)
      if Magnitude.subtract(divisorLimbs, times: digit, from: &rest, at: position) {
        digit -= 1
        Magnitude.add(divisorLimbs, to: &rest, at: position)
      }
      quotient[position] = digit
    }
    return (Magnitude(limbs: quotient), Magnitude(limbs: rest).shiftedRight(by: shift))
  }

  /// The quotient by a single limb, rounded down, and the remainder.
  func quotientAndRemainder(
    dividingBy divisor: UInt64
  ) -> (quotient: Magnitude, remainder: UInt64) {
    precondition(divisor != 0, "division by zero")
    guard divisor != 1 else { return (self, 0) }
    var quotient = limbs
    var remainder: UInt64 = 0
    for index in quotient.indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, quotient[index]))
    }
    return (Magnitude(limbs: quotient), remainder)
  }

  /// A digit of the quotient from the leading digits alone: the true one, or one more (step D3).
  private static func estimatedDigit(
    of rest: [UInt64],
    at position: Int,
    dividingBy divisor: [UInt64]
  ) -> UInt64 {
    let top = divisor[divisor.count - 1]
    let second = divisor[divisor.count - 2]
    let (high, middle, low) = (
      rest[position + divisor.count], rest[position + divisor.count - 1],
      rest[position + divisor.count - 2]
    )
    var digit: UInt64
    var remainder: UInt64
    var overflow = false
    if high >= top {
      digit = .max
      (remainder, overflow) = middle.addingReportingOverflow(top)
    } else {
      (digit, remainder) = top.dividingFullWidth((high, middle))
    }
    while !overflow, digit.multipliedFullWidth(by: second) > (remainder, low) {
      digit -= 1
      (remainder, overflow) = remainder.addingReportingOverflow(top)
    }
    return digit
  }

  /// Subtracts a multiple of the divisor in place; true where the difference went below zero (D4).
  private static func subtract(
    _ divisor: [UInt64],
    times digit: UInt64,
    from rest: inout [UInt64],
    at position: Int
  ) -> Bool {
    var carry: UInt64 = 0
    for (index, limb) in divisor.enumerated() {
      let product = UInt128(digit) * UInt128(limb) + UInt128(carry)
      let (difference, borrow) = rest[position + index].subtractingReportingOverflow(
        UInt64(truncatingIfNeeded: product)
      )
      rest[position + index] = difference
      carry = UInt64(truncatingIfNeeded: product >> 64) + (borrow ? 1 : 0)
    }
    let (difference, borrow) = rest[position + divisor.count].subtractingReportingOverflow(carry)
    rest[position + divisor.count] = difference
    return borrow
  }

  /// Adds the divisor back, modulo the limbs at hand (step D6).
  private static func add(_ divisor: [UInt64], to rest: inout [UInt64], at position: Int) {
    var carry: UInt64 = 0
    for index in divisor.indices {
      (carry, rest[position + index]) = fullProduct(
        divisor[index],
        1,
        adding: rest[position + index],
        carry
      )
    }
    rest[position + divisor.count] &+= carry
  }

  /// The greatest number that divides both; the other one where one is 0.
  ///
  /// Euclid's algorithm on the odd parts, so that powers of two, of which budgets are full, cost
  /// no division.
  ///
  /// - Complexity: O(bits²).
  func greatestCommonDivisor(with other: Magnitude) -> Magnitude {
    guard !isZero else { return other }
    guard !other.isZero else { return self }
    let (zeros, otherZeros) = (trailingZeroBitCount, other.trailingZeroBitCount)
    let twos = min(zeros, otherZeros)
    var larger = shiftedRight(by: zeros)
    var smaller = other.shiftedRight(by: otherZeros)
    if larger < smaller { swap(&larger, &smaller) }
    while smaller.limbs.count > 1 {
      (larger, smaller) = (smaller, larger.quotientAndRemainder(dividingBy: smaller).remainder)
    }
    guard let divisor = smaller.limbs.first else { return larger.shiftedLeft(by: twos) }
    var (first, second) = (divisor, larger.quotientAndRemainder(dividingBy: divisor).remainder)
    while second != 0 { (first, second) = (second, first % second) }
    return Magnitude(first).shiftedLeft(by: twos)
  }
}
