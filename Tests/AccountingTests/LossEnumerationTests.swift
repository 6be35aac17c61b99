import Accounting
import Arithmetic
import Testing

/// A referee's check of the report by privacy losses, which shares no formula with it.
///
/// Small compositions are gone through answer by answer, adaptive choices included, in integers
/// that are rounded outwards. At the reported ε the true δ may not be above what was asked for.
@Suite struct LossEnumerationTests {
  /// A composition: as the report is asked for it, and as every answer of it is listed.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let mechanisms: [PricedMechanism]
    let pairs: [[ExactPair]]
    /// Whether the list holds the worst members there are, so that the report can't be far above.
    var isComplete = true
    var testDescription: String { name }
  }

  #if DEBUG
  private static let deltas = ["1/1000", "1e-9"]
  #else
  private static let deltas = ["1/10", "1/1000", "1e-6", "1e-9"]
  #endif

  private static func gaussian(_ variance: Rational, squared: Int = 1) -> PricedMechanism {
    .discreteGaussian(sensitivitySquared: squared, variance: variance)
  }

  private static func laplace(_ sensitivity: Int, scale: Rational) -> PricedMechanism {
    .discreteLaplace(sensitivity: sensitivity, scale: scale)
  }

  private static func noise(_ variance: Rational, shift: Int = 1) -> ExactPair {
    // Beyond, noise is rarer than e^(−76), which is below 2^(−109).
    let reach = Int((152 * variance.approximation).squareRoot()) + 2
    return .discreteGaussian(shift: shift, variance: variance, reach: reach)
  }

  /// Extreme members of a bounded range, evenly spread.
  private static func members(_ rate: Rational, _ count: Int) -> [ExactPair] {
    (0...count).map { .range(rate, at: rate * Rational($0) / Rational(count)) }
  }

  /// The exponential mechanism on all neighbouring scores in a small range.
  private static func choices(_ rate: Rational, among candidates: Int) -> [ExactPair] {
    let moves = (0..<candidates).reduce([[]]) { lists, _ in
      lists.flatMap { list in [-1, 0, 1].map { list + [$0] } }
    }
    let scores = (0..<candidates).reduce([[]]) { lists, _ in
      lists.flatMap { list in [0, 2].map { list + [$0] } }
    }
    return scores.flatMap { scores in
      moves.map { .exponential(rate, scores, zip(scores, $0).map { $0 + $1 }) }
    }
  }

  /// Compositions without a choice between members.
  static let fixed: [Case] = {
    let half = Rational(1, 2)
    let (third, pure) = (Rational(1, 3), laplace(1, scale: 2))
    return [
      Case(name: "one Gaussian", mechanisms: [gaussian(half)], pairs: [[noise(half)]]),
      Case(
        name: "two Gaussians",
        mechanisms: [gaussian(half), gaussian(3)],
        pairs: [[noise(half)], [noise(3)]]
      ),
      Case(
        name: "three Gaussians",
        mechanisms: [gaussian(half), gaussian(1), gaussian(half)],
        pairs: [[noise(half).and(noise(1))], [noise(half)]]
      ),
      Case(
        name: "a Gaussian over two cells",
        mechanisms: [gaussian(1, squared: 2)],
        pairs: [[noise(1).and(noise(1))]]
      ),
      Case(
        name: "two Laplaces",
        mechanisms: [laplace(1, scale: 2), laplace(1, scale: 3)],
        pairs: [
          [.discreteLaplace(shift: 1, rate: half)], [.discreteLaplace(shift: 1, rate: third)],
        ]
      ),
      Case(
        name: "three Laplaces",
        mechanisms: Array(repeating: pure, count: 3),
        pairs: Array(repeating: [.discreteLaplace(shift: 1, rate: half)], count: 3)
      ),
      Case(
        name: "a Laplace of sensitivity 2, in one cell or in two, whichever is worse, and again",
        mechanisms: [laplace(2, scale: 3), laplace(2, scale: 3)],
        pairs: Array(
          repeating: [
            .discreteLaplace(shift: 2, rate: third),
            .discreteLaplace(shift: 1, rate: third)
              .and(.discreteLaplace(shift: 1, rate: third)),
          ],
          count: 2
        )
      ),
      Case(
        name: "a Gaussian and a Laplace",
        mechanisms: [gaussian(1), pure],
        pairs: [[noise(1)], [.discreteLaplace(shift: 1, rate: half)]]
      ),
      Case(
        name: "a Gaussian of squared sensitivity 4, in one cell or in four, and a Laplace",
        mechanisms: [gaussian(9, squared: 4), pure],
        pairs: [
          [noise(9, shift: 2)],
          [.discreteLaplace(shift: 1, rate: half)],
        ],
        isComplete: false
      ),
    ]
  }()

  /// Compositions in which every answer decides what is asked next.
  static let adaptive: [Case] = {
    let (rate, small) = (Rational(3, 4), Rational(1, 4))
    let choice = PricedMechanism.exponential(rate: rate)
    #if DEBUG
    let (fine, coarse) = (6, 5)
    #else
    let (fine, coarse) = (60, 14)
    #endif
    return [
      Case(name: "one range", mechanisms: [choice], pairs: [members(rate, fine)]),
      Case(
        name: "two ranges",
        mechanisms: [choice, choice],
        pairs: [members(rate, fine), members(rate, fine)]
      ),
      Case(
        name: "three ranges of two lengths",
        mechanisms: [choice, .exponential(rate: small), choice],
        pairs: [members(rate, coarse), members(small, coarse), members(rate, coarse)]
      ),
      Case(
        name: "a range, a Gaussian, a range",
        mechanisms: [choice, gaussian(1), choice],
        pairs: [members(rate, coarse), [noise(1)], members(rate, coarse)]
      ),
      Case(
        name: "a Laplace, a range, a Gaussian",
        mechanisms: [laplace(1, scale: 2), choice, gaussian(1)],
        pairs: [
          [.discreteLaplace(shift: 1, rate: Rational(1, 2))], members(rate, coarse), [noise(1)],
        ]
      ),
      Case(
        name: "the exponential mechanism itself between two, twice",
        mechanisms: [choice, choice],
        pairs: [choices(rate, among: 2), choices(rate, among: 2)],
        isComplete: false
      ),
      Case(
        name: "the exponential mechanism itself among three, then noise",
        mechanisms: [choice, gaussian(1)],
        pairs: [choices(rate, among: 3), [noise(1)]],
        isComplete: false
      ),
    ]
  }()

  private func report(_ mechanisms: [PricedMechanism], _ delta: String) throws -> Rational {
    let delta = try #require(Delta(delta))
    #if DEBUG
    return try Composition(mechanisms).lossReport(delta: delta, effort: 1 << 17).epsilon.value
    #else
    return try Composition(mechanisms).lossReport(delta: delta, effort: 1 << 24).epsilon.value
    #endif
  }

  /// The given δ, in the units of the enumeration.
  private func units(_ delta: String) throws -> BigInteger {
    try #require(Rational(delta)).inUnits(ofTwoToThe: -Between.places, .down)
  }

  @Test(arguments: fixed + adaptive)
  func `no reported ε has a true δ above what was asked for`(composition: Case) throws {
    for delta in Self.deltas {
      let epsilon = try report(composition.mechanisms, delta)
      let exact = ExactComposition.delta(composition.pairs, at: epsilon)
      // What is beyond the listed noise is rarer than 2⁻¹⁰⁰ of it.
      let asked = try units(delta) + (BigInteger(1) << (Between.places - 100))
      #expect(
        exact.upper <= asked,
        "δ = \(delta), ε = \(epsilon.decimal(significantDigits: 9, .up))"
      )
    }
  }

  @Test(arguments: fixed + adaptive)
  func `an ε that is a little less than the exact one is caught`(composition: Case) throws {
    guard composition.isComplete else { return }
    #if DEBUG
    let share = Rational(7, 10)
    #else
    let share = Rational(9, 10)
    #endif
    for delta in Self.deltas {
      let epsilon = try report(composition.mechanisms, delta)
      guard epsilon > Rational(1, 20) else { continue }
      let exact = ExactComposition.delta(composition.pairs, at: epsilon * share)
      #expect(try exact.lower > units(delta), "δ = \(delta)")
    }
  }
}
