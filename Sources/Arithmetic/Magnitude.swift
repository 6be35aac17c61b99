/// A natural number of any size: the absolute value of a ``BigInteger``.
///
/// Limbs are digits in base 2⁶⁴, least significant first, without leading zeros: zero has none, so
/// that equal numbers have equal limbs.
struct Magnitude: Sendable, Hashable {
  /// The digits in base 2⁶⁴, least significant first; the last is not zero.
  private(set) var limbs: [UInt64]

  /// The number with these limbs; leading zeros are dropped.
  init(limbs: [UInt64]) {
    self.limbs = limbs
    dropLeadingZeros()
  }

  /// The number with this value.
  init(_ value: UInt64) { limbs = value == 0 ? [] : [value] }

  /// The number 0.
  static let zero = Magnitude(limbs: [])

  /// Whether the number is 0.
  var isZero: Bool { limbs.isEmpty }

  /// The number of bits without leading zeros; 0 for 0.
  var bitWidth: Int {
    guard let top = limbs.last else { return 0 }
    return limbs.count * 64 - top.leadingZeroBitCount
  }

  /// The number of zero bits below the lowest one; 0 for 0.
  var trailingZeroBitCount: Int {
    guard let lowest = limbs.firstIndex(where: { $0 != 0 }) else { return 0 }
    return lowest * 64 + limbs[lowest].trailingZeroBitCount
  }

  private mutating func dropLeadingZeros() {
    while limbs.last == 0 { limbs.removeLast() }
  }
}

extension Magnitude: Comparable {
  static func < (left: Magnitude, right: Magnitude) -> Bool {
    guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
    for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
      return left.limbs[index] < right.limbs[index]
    }
    return false
  }
}

// Sums, differences, products.
extension Magnitude {
  static func + (left: Magnitude, right: Magnitude) -> Magnitude {
    var sum = left
    sum += right
    return sum
  }

  static func += (left: inout Magnitude, right: Magnitude) {
    if left.limbs.count < right.limbs.count {
      left.limbs.append(contentsOf: repeatElement(0, count: right.limbs.count - left.limbs.count))
    }
    var carry = false
    for index in left.limbs.indices {
      guard carry || index < right.limbs.count else { return }
      let addend = index < right.limbs.count ? right.limbs[index] : 0
      let (first, over) = left.limbs[index].addingReportingOverflow(addend)
      let (second, overAgain) = first.addingReportingOverflow(carry ? 1 : 0)
      left.limbs[index] = second
      carry = over || overAgain
    }
    if carry { left.limbs.append(1) }
  }

  /// The difference, where it is not negative.
  ///
  /// - Precondition: `left >= right`.
  static func - (left: Magnitude, right: Magnitude) -> Magnitude {
    var limbs = left.limbs
    var borrow = false
    for index in limbs.indices {
      guard borrow || index < right.limbs.count else { break }
      let subtrahend = index < right.limbs.count ? right.limbs[index] : 0
      let (first, under) = limbs[index].subtractingReportingOverflow(subtrahend)
      let (second, underAgain) = first.subtractingReportingOverflow(borrow ? 1 : 0)
      limbs[index] = second
      borrow = under || underAgain
    }
    precondition(!borrow && left.limbs.count >= right.limbs.count, "a difference below zero")
    return Magnitude(limbs: limbs)
  }

  /// The product, by the schoolbook method.
  ///
  /// - Complexity: O(limbs of `left` · limbs of `right`).
  static func * (left: Magnitude, right: Magnitude) -> Magnitude {
    guard !left.isZero, !right.isZero else { return .zero }
    var limbs = [UInt64](repeating: 0, count: left.limbs.count + right.limbs.count)
    for offset in left.limbs.indices {
      let factor = left.limbs[offset]
      var carry: UInt64 = 0
      for index in right.limbs.indices {
        (carry, limbs[offset + index]) = fullProduct(
          factor,
          right.limbs[index],
          adding: limbs[offset + index],
          carry
        )
      }
      limbs[offset + right.limbs.count] = carry
    }
    return Magnitude(limbs: limbs)
  }

  /// Multiplies by `factor` and adds `addend`, both single limbs.
  mutating func multiply(by factor: UInt64, adding addend: UInt64) {
    var carry = addend
    for index in limbs.indices {
      (carry, limbs[index]) = fullProduct(factor, limbs[index], adding: carry, 0)
    }
    if carry != 0 { limbs.append(carry) }
    dropLeadingZeros()
  }
}

/// left·right + first + second, in two limbs: (2⁶⁴ − 1)² + 2·(2⁶⁴ − 1) = 2¹²⁸ − 1 fits them.
@inline(__always)
func fullProduct(
  _ left: UInt64,
  _ right: UInt64,
  adding first: UInt64,
  _ second: UInt64
) -> (high: UInt64, low: UInt64) {
  let product = left.multipliedFullWidth(by: right)
  let (once, over) = product.low.addingReportingOverflow(first)
  let (twice, overAgain) = once.addingReportingOverflow(second)
  return (product.high &+ (over ? 1 : 0) &+ (overAgain ? 1 : 0), twice)
}

// Shifts.
extension Magnitude {
  /// The number times 2^`distance`.
  func shiftedLeft(by distance: Int) -> Magnitude {
    guard !isZero, distance > 0 else { return self }
    let (wholeLimbs, bits) = distance.quotientAndRemainder(dividingBy: 64)
    var shifted = [UInt64](repeating: 0, count: limbs.count + wholeLimbs + 1)
    var carry: UInt64 = 0
    for (index, limb) in limbs.enumerated() {
      shifted[index + wholeLimbs] = limb << UInt64(bits) | carry
      carry = bits == 0 ? 0 : limb >> UInt64(64 - bits)
    }
    shifted[limbs.count + wholeLimbs] = carry
    return Magnitude(limbs: shifted)
  }

  /// The number divided by 2^`distance`, rounded down.
  func shiftedRight(by distance: Int) -> Magnitude {
    guard distance > 0 else { return self }
    let (wholeLimbs, bits) = distance.quotientAndRemainder(dividingBy: 64)
    guard wholeLimbs < limbs.count else { return .zero }
    var shifted = Array(limbs[wholeLimbs...])
    guard bits != 0 else { return Magnitude(limbs: shifted) }
    for index in shifted.indices {
      let above = index + 1 < shifted.count ? shifted[index + 1] << UInt64(64 - bits) : 0
      shifted[index] = shifted[index] >> UInt64(bits) | above
    }
    return Magnitude(limbs: shifted)
  }
}
