/// An element of the field of 2^255 − 19 elements, over which edwards25519 is defined.
///
/// Five limbs of 51 bits, the least significant first. Between operations a limb is below 2^52, so
/// that products of limbs add up within 128 bits. No branch and no address depends on a value.
///
/// - Source: RFC 7748, section 4.1; D. J. Bernstein, Curve25519, PKC 2006.
struct FieldElement: Sendable {
  var l0: UInt64
  var l1: UInt64
  var l2: UInt64
  var l3: UInt64
  var l4: UInt64

  static let zero = FieldElement(0)
  static let one = FieldElement(1)
  static let limbMask: UInt64 = 1 << 51 - 1

  /// A small number, below 2^51.
  init(_ value: UInt64) { self.init(value, 0, 0, 0, 0) }

  @inline(__always)
  init(_ l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64, _ l4: UInt64) {
    self.l0 = l0
    self.l1 = l1
    self.l2 = l2
    self.l3 = l3
    self.l4 = l4
  }

  /// Passes each limb's bits from the 51st on to the next; 2^255 is 19.
  ///
  /// Limbs of 64 bits become limbs below 2^51 + 19·2^13.
  @inline(__always)
  var carried: FieldElement {
    let mask = Self.limbMask
    return FieldElement(
      (l0 & mask) &+ (l4 &>> 51) &* 19,
      (l1 & mask) &+ l0 &>> 51,
      (l2 & mask) &+ l1 &>> 51,
      (l3 & mask) &+ l2 &>> 51,
      (l4 & mask) &+ l3 &>> 51
    )
  }

  @inline(__always)
  static func + (left: FieldElement, right: FieldElement) -> FieldElement {
    FieldElement(
      left.l0 &+ right.l0,
      left.l1 &+ right.l1,
      left.l2 &+ right.l2,
      left.l3 &+ right.l3,
      left.l4 &+ right.l4
    ).carried
  }

  /// The difference; 2p is added first, so that no limb falls below zero.
  @inline(__always)
  static func - (left: FieldElement, right: FieldElement) -> FieldElement {
    let low: UInt64 = 0xF_FFFF_FFFF_FFDA
    let high: UInt64 = 0xF_FFFF_FFFF_FFFE
    return FieldElement(
      left.l0 &+ low &- right.l0,
      left.l1 &+ high &- right.l1,
      left.l2 &+ high &- right.l2,
      left.l3 &+ high &- right.l3,
      left.l4 &+ high &- right.l4
    ).carried
  }

  static prefix func - (value: FieldElement) -> FieldElement { zero - value }

  /// The other element where `mask` is all ones, this one where it is zero.
  @inline(__always)
  func replaced(by other: FieldElement, where mask: UInt64) -> FieldElement {
    FieldElement(
      l0 ^ (mask & (l0 ^ other.l0)),
      l1 ^ (mask & (l1 ^ other.l1)),
      l2 ^ (mask & (l2 ^ other.l2)),
      l3 ^ (mask & (l3 ^ other.l3)),
      l4 ^ (mask & (l4 ^ other.l4))
    )
  }
}
