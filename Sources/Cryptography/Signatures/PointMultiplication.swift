extension Point {
  /// Row i has 256^i·B, 2·256^i·B … 8·256^i·B.
  private static let basePowers: [[AffineAddend]] = {
    var row = base
    return (0..<32).map { _ in
      var multiples = [row]
      let addend = row.addend
      for _ in 1..<8 { multiples.append((multiples[multiples.count - 1] + addend).extended) }
      for _ in 0..<8 { row = row.projective.doubled.extended }
      return multiples.map(AffineAddend.init)
    }
  }()

  /// B, 3B, 5B … 127B.
  private static let oddBaseMultiples: [AffineAddend] =
    oddMultiples(of: base, count: 64).map(AffineAddend.init)

  /// scalar·B, in a time that does not depend on the scalar.
  ///
  /// With signed hexadecimal digits d_i: Σ over odd i, times sixteen, plus Σ over even i.
  ///
  /// - Source: Bernstein, Duif, Lange, Schwabe and Yang, High-speed high-security signatures,
  ///   CHES 2011, section 4.
  static func baseMultiple(_ scalar: Scalar) -> Point {
    let digits = scalar.signedHexadecimalDigits
    let powers = basePowers
    var sum = neutral
    for index in stride(from: 1, to: 64, by: 2) {
      sum = (sum + multiple(digits[index], in: powers[index / 2])).extended
    }
    for _ in 0..<4 { sum = sum.projective.doubled.extended }
    for index in stride(from: 0, to: 64, by: 2) {
      sum = (sum + multiple(digits[index], in: powers[index / 2])).extended
    }
    return sum
  }

  /// digit·row[0] for a digit in −8...8; all entries of the row are read, whatever the digit.
  private static func multiple(_ digit: Int8, in row: [AffineAddend]) -> AffineAddend {
    let sign = UInt64(bitPattern: Int64(digit >> 7))  // all ones for a negative digit
    let magnitude = UInt64(bitPattern: Int64((digit ^ (digit >> 7)) - (digit >> 7)))
    var result = AffineAddend.neutral
    for index in 0..<8 {
      let difference = magnitude ^ UInt64(index + 1)
      // All ones where the difference is zero.
      let mask = ((difference | (0 &- difference)) &>> 63) &- 1
      result = result.replaced(by: row[index], where: mask)
    }
    let negated = AffineAddend(
      yPlusX: result.yMinusX,
      yMinusX: result.yPlusX,
      t2d: -result.t2d
    )
    return result.replaced(by: negated, where: sign)
  }

  /// first·point + second·B, in a time that depends on all of them: for verification.
  ///
  /// Strauss's method: one chain of doublings for both, with signed sliding windows.
  static func multiple(_ first: Scalar, of point: Point, plusBaseTimes second: Scalar)
    -> ProjectivePoint
  {
    let pointDigits = first.nonadjacentForm(width: 5)
    let baseDigits = second.nonadjacentForm(width: 8)
    let pointMultiples = oddMultiples(of: point, count: 8).map(\.addend)
    let baseMultiples = oddBaseMultiples
    var sum = ProjectivePoint.neutral
    for index in (0..<256).reversed() {
      var next = sum.doubled
      let (pointDigit, baseDigit) = (Int(pointDigits[index]), Int(baseDigits[index]))
      if pointDigit > 0 { next = next.extended + pointMultiples[pointDigit / 2] }
      if pointDigit < 0 { next = next.extended - pointMultiples[-pointDigit / 2] }
      if baseDigit > 0 { next = next.extended + baseMultiples[baseDigit / 2] }
      if baseDigit < 0 { next = next.extended - baseMultiples[-baseDigit / 2] }
      sum = next.projective
    }
    return sum
  }

  /// P, 3P, 5P ….
  private static func oddMultiples(of point: Point, count: Int) -> [Point] {
    let twice = point.projective.doubled.extended.addend
    var multiples = [point]
    for _ in 1..<count { multiples.append((multiples[multiples.count - 1] + twice).extended) }
    return multiples
  }
}
