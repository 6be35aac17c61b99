extension FieldElement {
  /// Reads 32 bytes, the least significant first; the topmost bit is left out.
  ///
  /// Values from p on are taken modulo p.
  init(littleEndian bytes: Span<UInt8>) {
    let words = (0..<4).map { UInt64(littleEndianBytes: bytes, at: 8 * $0) }
    let mask = Self.limbMask
    self.init(
      words[0] & mask,
      (words[0] >> 51 | words[1] << 13) & mask,
      (words[1] >> 38 | words[2] << 26) & mask,
      (words[2] >> 25 | words[3] << 39) & mask,
      words[3] >> 12 & mask
    )
  }

  /// The 32 bytes of the representative below p.
  var bytes: [UInt8] {
    let element = carried.carried
    // Whether the value is p or more: only then does adding 19 carry out of the topmost limb.
    var quotient = (element.l0 + 19) >> 51
    quotient = (element.l1 + quotient) >> 51
    quotient = (element.l2 + quotient) >> 51
    quotient = (element.l3 + quotient) >> 51
    quotient = (element.l4 + quotient) >> 51
    let mask = Self.limbMask
    let l0 = element.l0 + 19 * quotient
    let l1 = element.l1 + l0 >> 51
    let l2 = element.l2 + l1 >> 51
    let l3 = element.l3 + l2 >> 51
    let l4 = (element.l4 + l3 >> 51) & mask
    let words = [
      l0 & mask | l1 << 51, (l1 & mask) >> 13 | l2 << 38, (l2 & mask) >> 26 | l3 << 25,
      (l3 & mask) >> 39 | l4 << 12,
    ]
    return words.flatMap(\.littleEndianBytes)
  }

  /// Whether the representative below p is odd: the sign that an encoded point keeps of x.
  ///
  /// - Source: RFC 8032, section 5.1.2.
  var isOdd: Bool { bytes[0] & 1 == 1 }

  /// Whether two elements are the same; for public values.
  static func == (left: FieldElement, right: FieldElement) -> Bool { left.bytes == right.bytes }
}

extension FieldElement {
  /// −121665/121666, the constant of edwards25519: −x² + y² = 1 + d·x²·y².
  ///
  /// - Source: RFC 8032, section 5.1.
  static let d = -FieldElement(121_665) * FieldElement(121_666).inverse

  /// 2d.
  static let twiceD = d + d

  /// A square root of −1: 2^((p−1)/4).
  ///
  /// - Source: RFC 8032, section 5.1.3.
  static let squareRootOfMinusOne = FieldElement(2).powerForSquareRoots.squared * FieldElement(2)

  /// A square root of u/v, or nil where there is none; for public values.
  ///
  /// - Source: RFC 8032, section 5.1.3, steps 2 and 3.
  static func squareRoot(of u: FieldElement, over v: FieldElement) -> FieldElement? {
    let v3 = v.squared * v
    let candidate = u * v3 * (u * v3.squared * v).powerForSquareRoots
    let check = v * candidate.squared
    if check == u { return candidate }
    return check == -u ? candidate * squareRootOfMinusOne : nil
  }
}
