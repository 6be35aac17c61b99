extension JSONParser {
  /// Reads a number: `-`? int frac? exp?.
  ///
  /// - Source: RFC 8259, section 6.
  mutating func number() throws(Failure) -> JSONNumber {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") {
      position += 1
      guard !isDigit(next) else { throw failure(.malformedNumber) }
    } else {
      try digits()
    }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    var hasExponent = false
    if next | 0x20 == UInt8(ascii: "e") {
      hasExponent = true
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let number = JSONNumber(checked: String(decoding: bytes[start..<position], as: UTF8.self))
    // Below 10^308 and without an exponent no literal overflows a double.
    if hasExponent || position - start > 308 {
      guard number.double.isFinite else { throw Failure(fault: .numberTooLarge, offset: start) }
    }
    return number
  }

  /// Steps over at least one digit.
  private mutating func digits() throws(Failure) {
    guard isDigit(next) else { throw failure(.malformedNumber) }
    repeat { position += 1 } while isDigit(next)
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }
}
