/// Decimal numbers as text, read and written exactly as integers of 10^−places.
///
/// No Double is involved: a cell's bin can't depend on rounding.
package enum NumberText {
  /// What a text says, in units of 10^−places.
  package struct Reading: Sendable, Equatable {
    /// The value in units, rounded towards −∞; ±``limit`` where it is beyond.
    package let units: Int

    /// Whether the value is exactly `units` units.
    package let isExact: Bool

    /// Makes a reading.
    package init(units: Int, isExact: Bool) {
      self.units = units
      self.isExact = isExact
    }
  }

  /// The magnitude from which numbers are no longer told apart: 10^18 units.
  package static let limit = 1_000_000_000_000_000_000

  /// Reads `[+-] digits [. digits] [e [+-] digits]` with blanks around it, or nil for other texts.
  ///
  /// Total: any length, any exponent; what is beyond ±10^18 units is clamped there.
  /// A unit has `places` decimals, at least 0.
  ///
  /// - Complexity: O(bytes).
  package static func parse(_ text: Span<UInt8>, places: Int) -> Reading? {
    var first = 0
    var end = text.count
    while first < end, isBlank(text[first]) { first += 1 }
    while end > first, isBlank(text[end - 1]) { end -= 1 }
    guard first < end else { return nil }
    let isNegative = text[first] == UInt8(ascii: "-")
    if isNegative || text[first] == UInt8(ascii: "+") { first += 1 }

    var index = first
    var point: Int?
    while index < end {
      if text[index] == UInt8(ascii: "."), point == nil {
        point = index
      } else if text[index] &- UInt8(ascii: "0") > 9 {
        break
      }
      index += 1
    }
    let digitCount = index - first - (point == nil ? 0 : 1)
    guard digitCount > 0 else { return nil }
    guard let exponent = index == end ? 0 : parseExponent(text, from: index, to: end) else {
      return nil
    }

    // The value is D·10^shift units, D being the digits without the point.
    let shift = exponent + places - (point.map { index - $0 - 1 } ?? 0)
    let magnitude = leading(digitCount + shift, of: text, from: first, to: index)
    let floor = isNegative ? -magnitude.units - (magnitude.isExact ? 0 : 1) : magnitude.units
    return Reading(units: max(-limit, min(limit, floor)), isExact: magnitude.isExact)
  }

  /// The first `count` of the digits between two positions as a number, with zeros appended where
  /// there are too few; exact where the digits left out are zeros.
  private static func leading(
    _ count: Int,
    of text: Span<UInt8>,
    from first: Int,
    to end: Int
  ) -> Reading {
    var units = 0
    var isExact = true
    var taken = 0
    // From limit / 10 on, one more digit passes the limit, and no more digits change that.
    for index in first..<end where text[index] != UInt8(ascii: ".") {
      let digit = Int(text[index] &- UInt8(ascii: "0"))
      if taken < count {
        units = units >= limit / 10 ? limit : units * 10 + digit
        taken += 1
      } else if digit != 0 {
        isExact = false
      }
    }
    while taken < count, units > 0, units < limit {
      units = units >= limit / 10 ? limit : units * 10
      taken += 1
    }
    return Reading(units: units, isExact: isExact)
  }

  /// The largest exponent told apart: no text within memory has so many digits.
  private static let exponentLimit = 1_000_000_000_000

  /// The number after the `e` at a position, clamped to ±``exponentLimit``; nil for other texts.
  private static func parseExponent(_ text: Span<UInt8>, from first: Int, to end: Int) -> Int? {
    guard text[first] | 0x20 == UInt8(ascii: "e"), first + 1 < end else { return nil }
    var index = first + 1
    let isNegative = text[index] == UInt8(ascii: "-")
    if isNegative || text[index] == UInt8(ascii: "+") { index += 1 }
    guard index < end else { return nil }
    var value = 0
    while index < end {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = min(exponentLimit, value * 10 + Int(digit))
      index += 1
    }
    return isNegative ? -value : value
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension NumberText {
  /// Appends a number of units as a decimal with exactly `places` decimals.
  ///
  /// - Precondition: `0...18` holds `places`.
  package static func append(_ units: Int, places: Int, to bytes: inout [UInt8]) {
    precondition(0...18 ~= places, "no such number of decimals")
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = units.magnitude
    let unitsOfOne = power(of: places)
    let (whole, fraction) = magnitude.quotientAndRemainder(dividingBy: unitsOfOne)
    appendDigits(of: whole, atLeast: 1, to: &bytes)
    guard places > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    appendDigits(of: fraction, atLeast: places, to: &bytes)
  }

  /// Appends a number's digits, with zeros before them up to a number of digits.
  static func appendDigits(of value: UInt, atLeast digits: Int, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = value
    while rest > 0 || bytes.count - start < digits {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }

  /// 10^exponent, for exponents up to 18.
  private static func power(of exponent: Int) -> UInt {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }
}
