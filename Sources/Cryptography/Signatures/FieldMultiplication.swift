extension FieldElement {
  /// The product of two limbs, in full.
  @inline(__always)
  private static func product(_ left: UInt64, _ right: UInt64) -> UInt128 {
    UInt128(truncatingIfNeeded: left) &* UInt128(truncatingIfNeeded: right)
  }

  /// Takes sums of products back to limbs of 51 bits.
  ///
  /// With factors below 2^52 a sum is below 77·2^104, so that a carry fits 64 bits.
  @inline(__always)
  private init(
    _ r0: UInt128,
    _ r1: UInt128,
    _ r2: UInt128,
    _ r3: UInt128,
    _ r4: UInt128
  ) {
    let mask = Self.limbMask
    let c0 = UInt64(truncatingIfNeeded: r0 &>> 51)
    let c1 = UInt64(truncatingIfNeeded: r1 &>> 51)
    let c2 = UInt64(truncatingIfNeeded: r2 &>> 51)
    let c3 = UInt64(truncatingIfNeeded: r3 &>> 51)
    let c4 = UInt64(truncatingIfNeeded: r4 &>> 51)
    self =
      FieldElement(
        (UInt64(truncatingIfNeeded: r0) & mask) &+ c4 &* 19,
        (UInt64(truncatingIfNeeded: r1) & mask) &+ c0,
        (UInt64(truncatingIfNeeded: r2) & mask) &+ c1,
        (UInt64(truncatingIfNeeded: r3) & mask) &+ c2,
        (UInt64(truncatingIfNeeded: r4) & mask) &+ c3
      ).carried
  }

  /// The product: limbs i and j meet at i + j, and beyond the fourth come back times 19.
  @inline(__always)
  static func * (a: FieldElement, b: FieldElement) -> FieldElement {
    let (b1, b2, b3, b4) = (b.l1 &* 19, b.l2 &* 19, b.l3 &* 19, b.l4 &* 19)
    let r0 =
      product(a.l0, b.l0) &+ product(a.l1, b4) &+ product(a.l2, b3) &+ product(a.l3, b2)
      &+ product(a.l4, b1)
    let r1 =
      product(a.l0, b.l1) &+ product(a.l1, b.l0) &+ product(a.l2, b4) &+ product(a.l3, b3)
      &+ product(a.l4, b2)
    let r2 =
      product(a.l0, b.l2) &+ product(a.l1, b.l1) &+ product(a.l2, b.l0) &+ product(a.l3, b4)
      &+ product(a.l4, b3)
    let r3 =
      product(a.l0, b.l3) &+ product(a.l1, b.l2) &+ product(a.l2, b.l1) &+ product(a.l3, b.l0)
      &+ product(a.l4, b4)
    let r4 =
      product(a.l0, b.l4) &+ product(a.l1, b.l3) &+ product(a.l2, b.l2) &+ product(a.l3, b.l1)
      &+ product(a.l4, b.l0)
    return FieldElement(r0, r1, r2, r3, r4)
  }

  /// The square, in fifteen products instead of twenty-five.
  @inline(__always)
  var squared: FieldElement {
    let (twice0, twice1) = (l0 &* 2, l1 &* 2)
    let (l3times19, l4times19) = (l3 &* 19, l4 &* 19)
    let r0 =
      Self.product(l0, l0) &+ Self.product(twice1, l4times19)
      &+ Self.product(l2 &* 2, l3times19)
    let r1 =
      Self.product(twice0, l1) &+ Self.product(l2 &* 2, l4times19) &+ Self.product(l3, l3times19)
    let r2 =
      Self.product(twice0, l2) &+ Self.product(l1, l1) &+ Self.product(l3 &* 2, l4times19)
    let r3 =
      Self.product(twice0, l3) &+ Self.product(twice1, l2) &+ Self.product(l4, l4times19)
    let r4 = Self.product(twice0, l4) &+ Self.product(twice1, l3) &+ Self.product(l2, l2)
    return FieldElement(r0, r1, r2, r3, r4)
  }

  /// The power 2^count of the element.
  func squared(times count: Int) -> FieldElement {
    var result = self
    for _ in 0..<count { result = result.squared }
    return result
  }

  /// The powers 2^250 − 1 and 11, from which the two exponentiations below go on.
  private var sharedPowers: (power250: FieldElement, power11: FieldElement) {
    let power2 = squared
    let power9 = power2.squared(times: 2) * self
    let power11 = power9 * power2
    let power5 = power11.squared * power9  // 2^5 − 1
    let power10 = power5.squared(times: 5) * power5
    let power20 = power10.squared(times: 10) * power10
    let power40 = power20.squared(times: 20) * power20
    let power50 = power40.squared(times: 10) * power10
    let power100 = power50.squared(times: 50) * power50
    let power200 = power100.squared(times: 100) * power100
    return (power200.squared(times: 50) * power50, power11)
  }

  /// The inverse, as the power p − 2 = 2^255 − 21; zero for zero.
  var inverse: FieldElement {
    let (power250, power11) = sharedPowers
    return power250.squared(times: 5) * power11
  }

  /// The power (p − 5)/8 = 2^252 − 3.
  ///
  /// - Source: RFC 8032, section 5.1.3, step 2.
  var powerForSquareRoots: FieldElement { sharedPowers.power250.squared(times: 2) * self }
}
