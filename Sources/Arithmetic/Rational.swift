/// A ratio of two integers, exact and in lowest terms.
///
/// ρ, σ², ε and δ are these: a sum of shares is the sum, and a comparison with a budget is never
/// undone by a rounding.
package struct Rational: Sendable, Hashable {
  /// The number above the line; it carries the sign.
  package let numerator: BigInteger

  /// The number below the line; positive, and without a common divisor with the numerator.
  package let denominator: BigInteger

  /// The ratio of two integers, brought to lowest terms.
  ///
  /// - Precondition: `denominator` is not zero.
  /// - Complexity: O(bits²).
  package init(_ numerator: BigInteger, _ denominator: BigInteger = 1) {
    precondition(!denominator.isZero, "a denominator of zero")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let signed = denominator.signum < 0 ? -divisor : divisor
    self.init(
      lowestTerms: numerator.quotientAndRemainder(dividingBy: signed).quotient,
      denominator.quotientAndRemainder(dividingBy: signed).quotient
    )
  }

  /// The integer as a ratio.
  package init(_ value: Int) { self.init(lowestTerms: BigInteger(value), 1) }

  /// The value of a Double, exactly.
  ///
  /// - Precondition: `value` is finite.
  package init(exactly value: Double) {
    precondition(value.isFinite, "a number that is not finite")
    guard value != 0 else {
      self.init(0)
      return
    }
    let scaled = value.significand * 0x1p52
    let numerator = BigInteger(value < 0 ? -Int(scaled) : Int(scaled))
    self.init(numerator, timesTwoToThe: Int(value.exponent) - 52)
  }

  /// The number `mantissa`·2^`exponent`.
  package init(_ mantissa: BigInteger, timesTwoToThe exponent: Int) {
    if exponent >= 0 {
      self.init(lowestTerms: mantissa << exponent, 1)
    } else {
      self.init(mantissa, BigInteger(1) << -exponent)
    }
  }

  /// The ratio of two integers that are known to have no common divisor, the second positive.
  private init(lowestTerms numerator: BigInteger, _ denominator: BigInteger) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Whether the number is 0.
  package var isZero: Bool { numerator.isZero }

  /// −1, 0 or 1, as the number is negative, zero or positive.
  package var signum: Int { numerator.signum }

  /// The absolute value.
  package var magnitude: Rational { Rational(lowestTerms: numerator.magnitude, denominator) }

  /// The greatest integer that is not above this number.
  package var floor: BigInteger { numerator.divided(by: denominator, .down) }

  /// The smallest integer that is not below this number.
  package var ceiling: BigInteger { numerator.divided(by: denominator, .up) }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// The integer with this literal's value.
  package init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable {
  /// Whether `left` is the smaller number.
  package static func < (left: Rational, right: Rational) -> Bool {
    guard left.signum == right.signum else { return left.signum < right.signum }
    guard left.denominator != right.denominator else { return left.numerator < right.numerator }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}

// Sums, differences, products, quotients.
extension Rational {
  /// The sum.
  ///
  /// - Complexity: O(bits²).
  /// - Source: Knuth, The Art of Computer Programming, vol. 2, 4.5.1: two divisors of small numbers
  ///   instead of one of a large number.
  package static func + (left: Rational, right: Rational) -> Rational {
    if left.isZero { return right }
    if right.isZero { return left }
    let common = left.denominator.greatestCommonDivisor(with: right.denominator)
    let leftRest = left.denominator.dividedExactly(by: common)
    let rightRest = right.denominator.dividedExactly(by: common)
    let sum = left.numerator * rightRest + right.numerator * leftRest
    // What the sum shares with leftRest · rightRest · common, it shares with `common`.
    let divisor = sum.greatestCommonDivisor(with: common)
    return Rational(
      lowestTerms: sum.quotientAndRemainder(dividingBy: divisor).quotient,
      leftRest * right.denominator.quotientAndRemainder(dividingBy: divisor).quotient
    )
  }

  /// The number with the other sign.
  package static prefix func - (value: Rational) -> Rational {
    Rational(lowestTerms: -value.numerator, value.denominator)
  }

  /// The difference.
  package static func - (left: Rational, right: Rational) -> Rational { left + -right }

  /// The product.
  ///
  /// - Complexity: O(bits²).
  package static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator, right.denominator)
      .timesTerms(of: Rational(right.numerator, left.denominator))
  }

  /// The product with a number whose terms share no divisor with the terms across.
  private func timesTerms(of other: Rational) -> Rational {
    Rational(
      lowestTerms: numerator * other.numerator,
      denominator * other.denominator
    )
  }

  /// The number that gives 1 when multiplied with this one.
  ///
  /// - Precondition: the number is not zero.
  package var reciprocal: Rational {
    precondition(!isZero, "division by zero")
    return signum < 0
      ? Rational(lowestTerms: -denominator, -numerator)
      : Rational(lowestTerms: denominator, numerator)
  }

  /// The quotient.
  ///
  /// - Precondition: `right` is not zero.
  package static func / (left: Rational, right: Rational) -> Rational { left * right.reciprocal }

  /// Adds `right`.
  package static func += (left: inout Rational, right: Rational) { left = left + right }

  /// Subtracts `right`.
  package static func -= (left: inout Rational, right: Rational) { left = left - right }

  /// Multiplies by `right`.
  package static func *= (left: inout Rational, right: Rational) { left = left * right }

  /// Divides by `right`, which is not zero.
  package static func /= (left: inout Rational, right: Rational) { left = left / right }
}
