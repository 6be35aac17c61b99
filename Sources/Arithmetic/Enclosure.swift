/// A real number that is known to lie between two ratios.
///
/// What decides about privacy and is no ratio itself (a logarithm, an exponential) is computed as
/// an enclosure, and the side that can't do harm is used.
package struct Enclosure: Sendable, Hashable {
  /// A number that is not above the real one.
  package let lower: Rational

  /// A number that is not below the real one.
  package let upper: Rational

  /// The real numbers from `lower` to `upper`.
  ///
  /// - Precondition: `lower <= upper`.
  package init(lower: Rational, upper: Rational) {
    precondition(lower <= upper, "the ends of an enclosure are the wrong way round")
    self.lower = lower
    self.upper = upper
  }

  /// A number that is known exactly.
  package init(_ value: Rational) { self.init(lower: value, upper: value) }

  /// The distance between the ends.
  package var width: Rational { upper - lower }

  /// Whether `value` lies between the ends, or on one.
  package func contains(_ value: Rational) -> Bool { lower <= value && value <= upper }
}

// Arithmetic: each result holds every result of numbers taken from the operands.
extension Enclosure {
  /// The sum.
  package static func + (left: Enclosure, right: Enclosure) -> Enclosure {
    Enclosure(lower: left.lower + right.lower, upper: left.upper + right.upper)
  }

  /// The sum with a number that is known exactly.
  package static func + (left: Enclosure, right: Rational) -> Enclosure { left + Enclosure(right) }

  /// The number with the other sign.
  package static prefix func - (value: Enclosure) -> Enclosure {
    Enclosure(lower: -value.upper, upper: -value.lower)
  }

  /// The difference.
  package static func - (left: Enclosure, right: Enclosure) -> Enclosure { left + -right }

  /// The product with a number that is known exactly.
  package static func * (left: Enclosure, right: Rational) -> Enclosure {
    right.signum < 0
      ? Enclosure(lower: left.upper * right, upper: left.lower * right)
      : Enclosure(lower: left.lower * right, upper: left.upper * right)
  }

  /// The quotient by a number that is known exactly and is not zero.
  package static func / (left: Enclosure, right: Rational) -> Enclosure { left * right.reciprocal }
}
