import Arithmetic

/// A number between two multiples of 2⁻¹⁹²: exact arithmetic with what little it rounds, outwards.
struct Between: Sendable {
  let lower: BigInteger
  let upper: BigInteger

  static let places = 192
  static let zero = Between(lower: 0, upper: 0)
  static let one = Between(Rational(1))

  init(lower: BigInteger, upper: BigInteger) {
    self.lower = lower
    self.upper = upper
  }

  init(_ value: Rational) { self.init(Enclosure(value)) }

  init(_ enclosure: Enclosure) {
    lower = enclosure.lower.inUnits(ofTwoToThe: -Between.places, .down)
    upper = enclosure.upper.inUnits(ofTwoToThe: -Between.places, .up)
  }

  /// e to a power.
  init(exponentialOf power: Rational) {
    self.init(Enclosure.exponential(of: power, precision: Between.places + 40))
  }

  static func + (left: Between, right: Between) -> Between {
    Between(lower: left.lower + right.lower, upper: left.upper + right.upper)
  }

  static func - (left: Between, right: Between) -> Between {
    Between(lower: left.lower - right.upper, upper: left.upper - right.lower)
  }

  /// The product of two numbers that are not negative.
  static func * (left: Between, right: Between) -> Between {
    Between(
      lower: (left.lower * right.lower) >> places,
      upper: ((left.upper * right.upper) >> places) + 1
    )
  }

  /// The quotient of two positive numbers.
  static func / (left: Between, right: Between) -> Between {
    Between(
      lower: (left.lower << places).divided(by: right.upper, .down),
      upper: (left.upper << places).divided(by: right.lower, .up)
    )
  }

  /// The positive part.
  var positive: Between { Between(lower: max(lower, 0), upper: max(upper, 0)) }

  static func greater(_ left: Between, _ right: Between) -> Between {
    Between(lower: max(left.lower, right.lower), upper: max(left.upper, right.upper))
  }
}

/// One mechanism's answers on two neighbours: the probability of each with a unit and without it.
struct ExactPair: Sendable {
  let outcomes: [(with: Between, without: Between)]

  init(_ outcomes: [(Between, Between)]) {
    self.outcomes = outcomes.map { (with: $0.0, without: $0.1) }
  }

  /// Discrete Laplace noise of rate a on a count that moves by `shift`: only what happens at 0 or
  /// below, at `shift` or above, and at each count between, tells the two apart.
  static func discreteLaplace(shift: Int, rate: Rational) -> ExactPair {
    let ratio = Between(exponentialOf: -rate)
    let half = Between.one / (Between.one + ratio)
    let point = (Between.one - ratio) * half
    func power(_ exponent: Int) -> Between { Between(exponentialOf: -rate * Rational(exponent)) }
    return ExactPair(
      (0...shift).map { value in
        // Of |y|, and of |y − shift|: the mass of the half lines, and of the points between.
        let isEnd = value == 0 || value == shift
        return (
          (isEnd ? half : point) * power(value), (isEnd ? half : point) * power(shift - value)
        )
      }
    )
  }

  /// Discrete Gaussian noise on a count that moves by `shift`, listed up to ±`reach`, and two
  /// outcomes for what is beyond: rare, and as telling as can be.
  static func discreteGaussian(shift: Int, variance: Rational, reach: Int) -> ExactPair {
    func weight(_ value: Int) -> Between {
      Between(exponentialOf: -Rational(value * value) / (2 * variance))
    }
    let weights = (0...reach).map(weight)
    // Each weight beyond is at most the one before times the ratio of the first two.
    let step = Between(exponentialOf: -Rational(2 * reach + 1) / (2 * variance))
    let tail = weights[reach] * step / (Between.one - step)
    let listed = weights.dropFirst().reduce(weights[0]) { $0 + $1 + $1 }
    let sum = Between(lower: listed.lower, upper: (listed + tail + tail).upper)
    let rare = Between(lower: 0, upper: (tail / sum).upper * 2 + 1)
    func mass(_ value: Int) -> Between {
      abs(value) <= reach ? weights[abs(value)] / sum : rare
    }
    return ExactPair(
      (-reach...(reach + shift)).map { (mass($0), mass($0 - shift)) }
        + [(rare, .zero), (.zero, rare)]
    )
  }

  /// Two answers, of losses t and t − η: an extreme member of the family of bounded range η.
  static func range(_ rate: Rational, at loss: Rational) -> ExactPair {
    let (whole, power) = (Between(exponentialOf: rate), Between(exponentialOf: loss))
    let first = loss == rate ? Between.zero : (whole - power) / (whole - .one)
    let second = loss == 0 ? Between.zero : (power - .one) / (whole - .one)
    return ExactPair([
      (first, first * Between(exponentialOf: -loss)),
      (second, second * Between(exponentialOf: rate - loss)),
    ])
  }

  /// The exponential mechanism itself on one list of scores and on a neighbour's, each of which
  /// moves by one at most: odds e^(η·score/2).
  static func exponential(_ rate: Rational, _ scores: [Int], _ neighbours: [Int]) -> ExactPair {
    func law(_ scores: [Int]) -> [Between] {
      let odds = scores.map { Between(exponentialOf: rate * Rational($0) / 2) }
      let sum = odds.reduce(.zero, +)
      return odds.map { $0 / sum }
    }
    return ExactPair(Array(zip(law(scores), law(neighbours))))
  }

  /// Both answers of two mechanisms asked at once.
  func and(_ other: ExactPair) -> ExactPair {
    ExactPair(
      outcomes.flatMap { mine in
        other.outcomes.map { (mine.with * $0.with, mine.without * $0.without) }
      }
    )
  }
}

/// The exact δ of a short composition, by going through every run of answers.
enum ExactComposition {
  /// δ at ε, where each mechanism is, after each run of answers before it, whichever member of its
  /// list is worst: Σ over all runs of answers of max(0, P − e^ε·Q).
  static func delta(_ mechanisms: [[ExactPair]], at epsilon: Rational) -> Between {
    worst(mechanisms[...], .one, Between(exponentialOf: epsilon))
  }

  private static func worst(
    _ mechanisms: ArraySlice<[ExactPair]>,
    _ with: Between,
    _ without: Between
  ) -> Between {
    guard let members = mechanisms.first else { return (with - without).positive }
    let rest = mechanisms.dropFirst()
    return members.reduce(.zero) { greatest, member in
      let sum = member.outcomes.reduce(Between.zero) { sum, outcome in
        sum + worst(rest, with * outcome.with, without * outcome.without)
      }
      return .greater(greatest, sum)
    }
  }
}
