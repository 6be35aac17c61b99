/// The block cipher AES under a key of 256 bits.
///
/// Nothing is looked up in a table and nothing branches on a secret: S-boxes are computed in the
/// field, so that neither cache nor branch predictor learns of the key.
///
/// - Source: FIPS 197 (update 1, 2023).
package struct AES256: Sendable {
  /// The 16 bytes of a state; byte r + 4c is row r of column c.
  ///
  /// - Source: FIPS 197, section 3.4.
  package typealias Block = SIMD16<UInt8>

  /// The number of bytes of a key.
  package static let keyByteCount = 32

  /// The number of bytes of a block.
  package static let blockByteCount = 16

  /// The number of rounds, Nr.
  ///
  /// - Source: FIPS 197, section 5, table 3.
  private static let rounds = 14

  /// One block for each round, and one before the first.
  private let roundKeys: [Block]

  /// Expands a key.
  ///
  /// - Precondition: the key has ``keyByteCount`` bytes.
  /// - Source: FIPS 197, section 5.2, algorithm 2, with Nk = 8.
  package init(key: [UInt8]) {
    precondition(key.count == AES256.keyByteCount, "a key of AES-256 has 32 bytes")
    var bytes = key
    var roundConstant: UInt8 = 1
    for word in 8..<4 * (AES256.rounds + 1) {
      var last = Array(bytes.suffix(4))
      if word.isMultiple(of: 8) {
        last = AES256.substituted([last[1], last[2], last[3], last[0]])
        last[0] ^= roundConstant
        roundConstant <<= 1
      } else if word % 8 == 4 {
        last = AES256.substituted(last)
      }
      for byte in last { bytes.append(bytes[bytes.count - 32] ^ byte) }
    }
    roundKeys = (0...AES256.rounds).map { Block(bytes[16 * $0..<16 * ($0 + 1)]) }
  }

  /// The cipher.
  ///
  /// - Source: FIPS 197, section 5.1, algorithm 1.
  package func encrypted(_ block: Block) -> Block {
    var state = block ^ roundKeys[0]
    for round in 1..<AES256.rounds {
      state = state.substituted.movingRows(by: 1).mixingColumns(2, 3, 1, 1) ^ roundKeys[round]
    }
    return state.substituted.movingRows(by: 1) ^ roundKeys[AES256.rounds]
  }

  /// The inverse of the cipher.
  ///
  /// - Source: FIPS 197, section 5.3, algorithm 3.
  package func decrypted(_ block: Block) -> Block {
    var state = block ^ roundKeys[AES256.rounds]
    for round in (1..<AES256.rounds).reversed() {
      state = state.movingRows(by: 3).inverselySubstituted ^ roundKeys[round]
      state = state.mixingColumns(14, 11, 13, 9)
    }
    return state.movingRows(by: 3).inverselySubstituted ^ roundKeys[0]
  }

  /// SUBWORD: the S-box on each of four bytes.
  private static func substituted(_ word: [UInt8]) -> [UInt8] {
    let block = Block(word[...] + Array(repeating: 0, count: 12)).substituted
    return (0..<4).map { block[$0] }
  }
}

extension SIMD16<UInt8> {
  /// SUBBYTES: the inverse in the field, then an affine map.
  ///
  /// - Source: FIPS 197, section 5.1.1, equations 5.2 to 5.4.
  fileprivate var substituted: Self {
    let x = inverse
    return x ^ x.turned(1) ^ x.turned(2) ^ x.turned(3) ^ x.turned(4) ^ Self(repeating: 0x63)
  }

  /// INVSUBBYTES: the affine map undone, then the inverse in the field.
  ///
  /// - Source: FIPS 197, section 5.3.2.
  fileprivate var inverselySubstituted: Self {
    (turned(1) ^ turned(3) ^ turned(6) ^ Self(repeating: 0x05)).inverse
  }

  /// SHIFTROWS with `step` 1, INVSHIFTROWS with `step` 3: row r goes `step` · r places to the left.
  ///
  /// - Source: FIPS 197, sections 5.1.2 and 5.3.1.
  fileprivate func movingRows(by step: Int) -> Self {
    var moved = self
    for row in 1..<4 {
      for column in 0..<4 { moved[row + 4 * column] = self[row + 4 * ((column + step * row) % 4)] }
    }
    return moved
  }

  /// MIXCOLUMNS with 2, 3, 1, 1; INVMIXCOLUMNS with 14, 11, 13, 9: each column times a matrix whose
  /// rows are these coefficients, turned.
  ///
  /// - Source: FIPS 197, sections 5.1.3 and 5.3.3.
  fileprivate func mixingColumns(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> Self {
    var mixed = Self()
    for (step, factor) in [a, b, c, d].enumerated() {
      var turned = self
      for place in 0..<16 { turned[place] = self[place / 4 * 4 + (place + step) % 4] }
      mixed ^= turned.times(Self(repeating: factor))
    }
    return mixed
  }

  /// Each byte's inverse in GF(2⁸), as its 254th power; 0 for 0.
  ///
  /// - Source: FIPS 197, section 4.4.
  private var inverse: Self {
    var power = self
    for _ in 0..<6 { power = power.times(power).times(self) }
    return power.times(power)
  }

  /// The products in GF(2⁸) modulo x⁸ + x⁴ + x³ + x + 1, byte by byte.
  ///
  /// - Source: FIPS 197, sections 4.2 and 4.3.
  private func times(_ other: Self) -> Self {
    let one = Self(repeating: 1)
    var product = Self()
    var shifted = self
    for bit in 0..<8 {
      product ^= shifted & (Self() &- (other &>> Self(repeating: UInt8(bit)) & one))
      let carries = Self() &- (shifted &>> Self(repeating: 7))
      shifted = shifted &<< one ^ carries & Self(repeating: 0x1B)
    }
    return product
  }

  /// Each byte's bits turned to the left.
  private func turned(_ count: UInt8) -> Self {
    self &<< Self(repeating: count) | self &>> Self(repeating: 8 - count)
  }
}
