// Integers as decimal text.

extension BigInteger: CustomStringConvertible {
  /// Nineteen digits at a time: 10¹⁹ is the greatest power of ten in a limb.
  private static let chunkLength = 19

  /// The integer that `decimal` writes: digits 0 to 9, with a minus sign before them or none.
  ///
  /// - Complexity: O(digits²).
  package init?(_ decimal: String) {
    let digits =
      decimal.utf8.first == UInt8(ascii: "-") ? decimal.utf8.dropFirst() : decimal.utf8[...]
    guard let size = Magnitude(digits: digits) else { return nil }
    self.init(size: size, isNegative: digits.count < decimal.utf8.count)
  }

  /// The decimal digits, with a minus sign before those of a negative number.
  ///
  /// - Complexity: O(digits²).
  package var description: String {
    guard !isZero else { return "0" }
    var chunks: [String] = []
    var rest = size
    while !rest.isZero {
      let (quotient, remainder) = rest.quotientAndRemainder(
        dividingBy: 10_000_000_000_000_000_000
      )
      chunks.append(String(remainder))
      rest = quotient
    }
    let leading = (isNegative ? "-" : "") + (chunks.popLast() ?? "")
    return chunks.reversed().reduce(into: leading) { text, chunk in
      text += String(repeating: "0", count: BigInteger.chunkLength - chunk.utf8.count) + chunk
    }
  }
}

extension Magnitude {
  /// The number that these ASCII digits write; nil where there is none, or another character.
  init?(digits: Substring.UTF8View) {
    guard !digits.isEmpty else { return nil }
    self = .zero
    var (chunk, scale): (UInt64, UInt64) = (0, 1)
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      chunk = chunk * 10 + UInt64(byte - UInt8(ascii: "0"))
      scale *= 10
      if scale == 10_000_000_000_000_000_000 {
        multiply(by: scale, adding: chunk)
        (chunk, scale) = (0, 1)
      }
    }
    multiply(by: scale, adding: chunk)
  }
}
