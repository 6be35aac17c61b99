/// Arithmetic on non-negative multiples of 2^−bits that rounds every step to the same side.
///
/// Sums, products and quotients of non-negative numbers grow with their terms. So a formula of
/// these, each step of it rounded down, gives a lower bound; each step rounded up, an upper bound.
/// No count of rounding errors is needed to trust the result, only to know how narrow it is.
struct FixedPoint {
  /// The number of bits behind the point.
  let bits: Int

  /// The side to which every step is rounded.
  let direction: RoundingDirection

  /// The number 1.
  var one: BigInteger { BigInteger(1) << bits }

  /// The product of two numbers.
  func product(_ left: BigInteger, _ right: BigInteger) -> BigInteger {
    shiftedRight(left * right, by: bits)
  }

  /// The number divided by 2^`distance`.
  func shiftedRight(_ value: BigInteger, by distance: Int) -> BigInteger {
    direction == .down ? value >> distance : -(-value >> distance)
  }

  /// artanh(t) = t + t³/3 + t⁵/5 + … for t from 0 to a unit above 1/3.
  ///
  /// The sum ends when the power P = t^(2n+1) is at most one unit. The rest of the series is at most
  /// P·(t² + t⁴ + …) < P/7, less than the one unit that is added on the way up.
  func inverseHyperbolicTangent(_ argument: BigInteger) -> BigInteger {
    let square = product(argument, argument)
    var (power, sum, odd) = (argument, argument, 1)
    while power > 1 {
      power = product(power, square)
      odd += 2
      sum += power.divided(by: BigInteger(odd), direction)
    }
    return direction == .up ? sum + 1 : sum
  }

  /// exp(y) = 1 + y + y²/2! + … for 0 ≤ y ≤ 1/2.
  ///
  /// The sum ends when the term T = yⁿ/n! is at most one unit. The rest of the series is at most
  /// T·(y/2 + y²/4 + …) ≤ T/3, less than the one unit that is added on the way up.
  func exponential(_ argument: BigInteger) -> BigInteger {
    var (term, sum, count) = (one, one, 0)
    while term > 1 {
      count += 1
      term = product(term, argument).divided(by: BigInteger(count), direction)
      sum += term
    }
    return direction == .up ? sum + 1 : sum
  }

  /// ln 2 = 2·artanh(1/3).
  var logarithmOfTwo: BigInteger {
    guard bits <= FixedPoint.widestKept else {
      return inverseHyperbolicTangent(one.divided(by: 3, direction)) << 1
    }
    let kept = direction == .down ? FixedPoint.logarithmOfTwoBelow : FixedPoint.logarithmOfTwoAbove
    return shiftedRight(kept, by: FixedPoint.widestKept - bits)
  }

  /// The precision to which ln 2 is computed once and kept.
  private static let widestKept = 512

  private static let logarithmOfTwoBelow =
    FixedPoint(bits: widestKept + 1, direction: .down).logarithmOfTwo >> 1

  private static let logarithmOfTwoAbove =
    (FixedPoint(bits: widestKept + 1, direction: .up).logarithmOfTwo >> 1) + 1
}
