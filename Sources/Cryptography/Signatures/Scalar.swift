/// An integer modulo the order L of edwards25519's base point.
///
/// Five limbs of 64 bits, the least significant first; the value is below L, the fifth limb zero.
/// No branch and no address depends on a value, but for ``nonadjacentForm(width:)``.
///
/// - Source: RFC 8032, section 5.1.
struct Scalar: Sendable {
  private typealias Limbs = InlineArray<5, UInt64>
  private typealias Product = InlineArray<10, UInt64>

  private var limbs: Limbs

  /// L = 2^252 + 27742317777372353535851937790883648493.
  private static let order: Limbs = [
    0x5812_631A_5CF5_D3ED, 0x14DE_F9DE_A2F7_9CD6, 0, 0x1000_0000_0000_0000, 0,
  ]

  /// ⌊2^512/L⌋, for Barrett's reduction.
  private static let reciprocal: Limbs = [
    0xED9C_E5A3_0A2C_131B, 0x2106_215D_0863_29A7, 0xFFFF_FFFF_FFFF_FFEB, 0xFFFF_FFFF_FFFF_FFFF, 15,
  ]

  /// Reads 32 bytes, the least significant first; nil for L and above.
  ///
  /// - Source: RFC 8032, section 5.1.7, step 1.
  init?(canonical bytes: [UInt8]) {
    limbs = Limbs(repeating: 0)
    for index in 0..<4 { limbs[index] = UInt64(littleEndianBytes: bytes.span, at: 8 * index) }
    guard Self.difference(limbs, Self.order).borrow == 1 else { return nil }
  }

  /// Takes 32 or 64 bytes, the least significant first, modulo L.
  init(reducing bytes: [UInt8]) {
    var wide = Product(repeating: 0)
    for index in 0..<bytes.count / 8 {
      wide[index] = UInt64(littleEndianBytes: bytes.span, at: 8 * index)
    }
    limbs = Self.reduced(wide)
  }

  /// left · right + addend.
  static func multiply(_ left: Scalar, _ right: Scalar, adding addend: Scalar) -> Scalar {
    var sum = product(left.limbs, right.limbs)
    var carry: UInt64 = 0
    for index in 0..<10 {
      let other = index < 5 ? addend.limbs[index] : 0
      let (partial, first) = sum[index].addingReportingOverflow(other)
      let (total, second) = partial.addingReportingOverflow(carry)
      sum[index] = total
      carry = (first ? 1 : 0) | (second ? 1 : 0)
    }
    var result = left
    result.limbs = reduced(sum)
    return result
  }

  /// The 32 bytes, the least significant first.
  var bytes: [UInt8] { (0..<4).flatMap { limbs[$0].littleEndianBytes } }

  /// Schoolbook multiplication.
  private static func product(_ left: Limbs, _ right: Limbs) -> Product {
    var result = Product(repeating: 0)
    for i in 0..<5 {
      var carry: UInt64 = 0
      for j in 0..<5 {
        let (high, low) = left[i].multipliedFullWidth(by: right[j])
        let sum = UInt128(low) + UInt128(result[i + j]) + UInt128(carry)
        result[i + j] = UInt64(truncatingIfNeeded: sum)
        carry = high &+ UInt64(truncatingIfNeeded: sum >> 64)
      }
      result[i + 5] = carry
    }
    return result
  }

  /// left − right modulo 2^320, and 1 where right is the larger.
  private static func difference(_ left: Limbs, _ right: Limbs) -> (limbs: Limbs, borrow: UInt64) {
    var result = left
    var borrow: UInt64 = 0
    for index in 0..<5 {
      let (partial, first) = left[index].subtractingReportingOverflow(right[index])
      let (total, second) = partial.subtractingReportingOverflow(borrow)
      result[index] = total
      borrow = (first ? 1 : 0) | (second ? 1 : 0)
    }
    return (result, borrow)
  }

  /// A number below 2^512 modulo L.
  ///
  /// The estimated quotient is too small by at most two, hence the two subtractions.
  ///
  /// - Source: P. Barrett, CRYPTO 1986; Handbook of Applied Cryptography, algorithm 14.42.
  private static func reduced(_ value: Product) -> Limbs {
    var (low, high) = (Limbs(repeating: 0), Limbs(repeating: 0))
    for index in 0..<5 {
      low[index] = value[index]
      high[index] = value[index + 3]
    }
    let estimate = product(high, reciprocal)
    var quotient = Limbs(repeating: 0)
    for index in 0..<5 { quotient[index] = estimate[index + 5] }
    let multiple = product(quotient, order)
    var subtrahend = Limbs(repeating: 0)
    for index in 0..<5 { subtrahend[index] = multiple[index] }
    var remainder = difference(low, subtrahend).limbs
    for _ in 0..<2 {
      let (smaller, borrow) = difference(remainder, order)
      let keep = 0 &- borrow
      for index in 0..<5 {
        remainder[index] = smaller[index] ^ (keep & (smaller[index] ^ remainder[index]))
      }
    }
    return remainder
  }
}

extension Scalar {
  /// Sixty-four digits d_i in −8...8 with Σ d_i·16^i equal to the value.
  ///
  /// No branch depends on the value.
  var signedHexadecimalDigits: [Int8] {
    var digits = bytes.flatMap { [Int8($0 & 15), Int8($0 >> 4)] }
    var carry: Int8 = 0
    for index in 0..<63 {
      let digit = digits[index] + carry
      carry = (digit + 8) >> 4
      digits[index] = digit - carry << 4
    }
    digits[63] += carry
    return digits
  }

  /// Digits that are zero or odd, below 2^(width − 1) in magnitude, no two of them other than zero
  /// within `width` places, with Σ d_i·2^i equal to the value.
  ///
  /// The time depends on the value: for verification, whose scalars are public.
  func nonadjacentForm(width: Int) -> [Int8] {
    var digits = [Int8](repeating: 0, count: 256)
    var (position, carry) = (0, 0)
    while position < 256 {
      let window = bits(at: position, count: width) + carry
      guard window & 1 == 1 else {
        position += 1
        continue
      }
      carry = window >> (width - 1)
      digits[position] = Int8(window - carry << width)
      position += width
    }
    return digits
  }

  /// `count` bits from a position on.
  private func bits(at position: Int, count: Int) -> Int {
    let (limb, shift) = (position / 64, position % 64)
    let low = limbs[limb] >> UInt64(shift)
    let high = shift > 64 - count ? limbs[limb + 1] << UInt64(64 - shift) : 0
    return Int((low | high) & (1 << UInt64(count) - 1))
  }
}
