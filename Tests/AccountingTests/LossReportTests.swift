import Accounting
import Arithmetic
import Testing

/// Reports against exact values; never below them, and in release builds at most 0.1 % above.
@Suite struct LossReportTests {
  #if DEBUG
  /// Debug builds take a coarser grid, and fewer repetitions.
  private static let effort = 1 << 17
  private static let excess = Rational(1, 10)
  private static let mostRepeated = 8
  #else
  private static let effort = 1 << 26
  private static let excess = Rational(1, 1000)
  private static let mostRepeated = 128
  #endif

  /// The relative error of a known value, printed with 30 digits or more.
  private static let slack = Rational(1, BigInteger(10).power(30))

  private func report(
    _ mechanisms: [PricedMechanism],
    delta: Rational
  ) throws -> LossReport {
    try Composition(mechanisms).lossReport(delta: #require(Delta(delta)), effort: Self.effort)
  }

  private func gaussian(_ variance: Rational, squared: Int = 1) -> PricedMechanism {
    .discreteGaussian(sensitivitySquared: squared, variance: variance)
  }

  /// Expects reports at or a little above the exact ε of points that give δ(ε) or ε(δ).
  private func expectExact(
    _ file: String,
    count: Int,
    _ mechanism: (KnownValue) throws -> PricedMechanism
  ) throws {
    let points = try KnownValue.all(of: file)
    #expect(points.count == count)
    for point in points {
      let repeated = try #require(Int(point.text("k")))
      let (delta, best) = (try point.rational("delta"), try point.rational("epsilon"))
      guard repeated <= Self.mostRepeated, delta > 0, delta < 1 else { continue }
      let mechanisms = Array(repeating: try mechanism(point), count: repeated)
      let report = try report(mechanisms, delta: delta)
      if point["op"] != "epsilon" {
        // δ is known to some 30 digits, and ε from it to as many less those that 1 − e^ε takes.
        #expect(report.epsilon.value >= best - Rational(1, BigInteger(10).power(20)), "\(point)")
      }
      if point["op"] == "epsilon" {
        #expect(report.epsilon.value >= best * (1 - Self.slack), "\(point)")
        guard delta >= Rational(1, BigInteger(10).power(12)) else { continue }
        #expect(report.epsilon.value <= best * (1 + Self.excess), "\(point)")
      }
    }
  }

  @Test func `discrete Gaussians meet the exact lattice convolution from above`() throws {
    try expectExact("discrete_gaussian_pld.json", count: 232) { point in
      gaussian(try point.rational("sigma2"))
    }
  }

  @Test func `discrete Laplaces meet the exact values from above`() throws {
    try expectExact("discrete_laplace_pld.json", count: 151) { point in
      .discreteLaplace(
        sensitivity: try #require(Int(point.text("sensitivity"))),
        scale: try point.rational("inv_scale").reciprocal
      )
    }
  }

  @Test func `selections lie within the bracket of the adaptive optimum`() throws {
    for point in try KnownValue.all(of: "exponential_mechanism.json") {
      let repeated = try #require(Int(point.text("k")))
      let rate = try point.rational("eta")
      guard point["op"] == "epsilon", repeated <= Self.mostRepeated else { continue }
      let report = try report(
        Array(repeating: .exponential(rate: rate), count: repeated),
        delta: point.rational("delta")
      )
      for lower in ["epsilon_adaptive_lower", "epsilon_nonadaptive_opt"] {
        #expect(try report.epsilon.value >= point.rational(lower), "\(point)")
      }
      let upper = try point.rational("epsilon_adaptive_upper")
      #expect(report.epsilon.value <= upper * (1 + Self.excess), "\(point)")
    }
  }

  @Test func `one selection meets its exact profile`() throws {
    for point in try KnownValue.all(of: "exponential_mechanism.json")
    where point["op"] == "delta" && point["k"] == "1" {
      let (delta, best) = (
        try point.rational("delta_nonadaptive_opt"), try point.rational("epsilon")
      )
      guard delta > 0 else { continue }
      let rate = try point.rational("eta")
      let report = try report([.exponential(rate: rate)], delta: delta)
      #expect(report.epsilon.value >= best * (1 - Self.slack), "\(point)")
      #expect(report.epsilon.value <= best + rate * Self.excess, "\(point)")
    }
  }

  @Test func `any mechanism of pure privacy is bounded, such as the Laplace mechanism`() throws {
    for point in try KnownValue.all(of: "laplace_pld.json") {
      let (delta, best) = (try point.rational("delta"), try point.rational("epsilon"))
      let repeated = try #require(Int(point.text("k")))
      guard repeated <= Self.mostRepeated, delta > 0, delta < 1 else { continue }
      let epsilon = try #require(Epsilon(point.rational("inv_scale")))
      let report = try report(
        Array(repeating: .pure(epsilon: epsilon), count: repeated),
        delta: delta
      )
      #expect(report.epsilon.value >= best * (1 - Self.slack), "\(point)")
      #expect(report.epsilon.value <= epsilon.value * Rational(repeated), "\(point)")
    }
  }

  @Test func `the Gaussian's own formula is below the discrete Gaussian, and caught`() throws {
    let points = try KnownValue.all(of: "discrete_gaussian_pld.json").filter {
      $0["op"] == "epsilon" && $0["k"] == "1"
    }
    let caught = try points.filter { point in
      let report = try report([gaussian(point.rational("sigma2"))], delta: point.rational("delta"))
      return try report.epsilon.value > point.rational("epsilon_gaussian_same_mu")
        && point.rational("epsilon") > point.rational("epsilon_gaussian_same_mu")
    }
    #expect(caught.count >= 5)
  }

  @Test func `the order of measurements doesn't matter, and more mechanisms cost no less`() throws {
    let delta = Rational(1, 1_000_000)
    let (first, second) = (gaussian(10), PricedMechanism.exponential(rate: Rational(1, 4)))
    let both = try report([first, second, gaussian(20), first], delta: delta)
    let moved = try report([first, second, first, gaussian(20)], delta: delta)
    #expect((both.epsilon.value - moved.epsilon.value).magnitude < Rational(1, 1_000_000_000))
    for fewer in [[first], [second], [first, second], [second, first]] {
      #expect(try report(fewer, delta: delta).epsilon <= both.epsilon)
    }
    #expect(both.gridBits > 0)
  }

  @Test func `a sensitivity over several cells costs what the worst way to spread it does`() throws
  {
    let delta = Rational(1, 1_000_000)
    let exchange = try report([gaussian(10, squared: 2)], delta: delta)
    let two = try report([gaussian(10), gaussian(10)], delta: delta).epsilon.value
    #expect((exchange.epsilon.value - two).magnitude < Rational(1, 1_000_000_000))
    let spread = try report([gaussian(10, squared: 4)], delta: delta)
    let ones = try report(Array(repeating: gaussian(10), count: 4), delta: delta)
    #expect(spread.epsilon.value >= ones.epsilon.value * (1 - Self.excess))
    #expect(spread.gridBits > 0)
  }

  @Test func `what isn't computed falls back to zCDP, and says why`() throws {
    let delta = Rational(1, 1_000_000_000)
    let cases: [([PricedMechanism], Rational, LossReport.Obstacle)] = [
      ([], delta, .nothing),
      ([gaussian(10)], Rational(1, timesTwoToThe: -201), .smallDelta),
      ([gaussian(10), gaussian(Rational(1, 1000))], delta, .parameter(position: 1)),
      ([gaussian(Rational(BigInteger(10).power(15)))], delta, .parameter(position: 0)),
      ([.exponential(rate: 256), gaussian(1)], delta, .parameter(position: 0)),
      (
        [.pure(epsilon: try #require(Epsilon("300"))), gaussian(1)], delta, .parameter(position: 0)
      ),
      ([gaussian(10, squared: 17)], delta, .sensitivity(position: 0)),
      (
        [.discreteLaplace(sensitivity: 9, scale: 10), gaussian(1)], delta, .sensitivity(position: 0)
      ),
      (Array(repeating: gaussian(Rational(1, 100)), count: 3000), delta, .effort),
    ]
    for (mechanisms, delta, obstacle) in cases {
      let report = try report(mechanisms, delta: delta)
      #expect(report.method == .zeroConcentrated(obstacle))
      let asked = try #require(Delta(delta))
      let certain = try ZeroConcentrated.epsilon(rho: Composition(mechanisms).rho, delta: asked)
      #expect(report.epsilon == certain.epsilon)
      #expect(!obstacle.description.isEmpty)
    }
  }

  #if !DEBUG
  @Test func `rounds of selecting and measuring lie within their bracket`() throws {
    for point in try KnownValue.all(of: "adaptive_sequence.json") {
      let rounds = try #require(Int(point.text("T")))
      let round: [PricedMechanism] = [
        .exponential(rate: try point.rational("eta")), gaussian(try point.rational("sigma2")),
      ]
      let mechanisms = Array(repeating: round, count: rounds).flatMap { $0 }
      let delta = try #require(Delta(point.text("delta")))
      let report = try Composition(mechanisms).lossReport(delta: delta)
      let lower = point["fixed_schedule_lo_m64"] ?? point["adaptive_lo_m16"]
      #expect(report.epsilon.value >= (try #require(lower.flatMap { Rational($0) })))
      let upper = try #require(Rational(point["adaptive_up_m16"] ?? point.text("adaptive_up_m8")))
      #expect(report.epsilon.value <= upper * (1 + Self.excess))
    }
  }

  @Test func `mixed compositions are at most what direct convolution of envelopes gives`() throws {
    let points = try KnownValue.cases(of: "mixed_composition.json")
    #expect(points.count == 4)
    for point in points {
      var mechanisms: [PricedMechanism] = []
      for (kind, parameter, count) in point.mechanisms {
        let value = try #require(Rational(parameter))
        let mechanism: PricedMechanism =
          switch kind {
          case "discrete_gaussian": gaussian(value)
          // Continuous Laplace noise isn't ours: what any mechanism of its ε can tell bounds it.
          case "laplace": .pure(epsilon: try #require(Epsilon(value.reciprocal)))
          default: .exponential(rate: value)
          }
        mechanisms += Array(repeating: mechanism, count: count)
      }
      for (delta, upper) in point.bounds {
        let report = try report(mechanisms, delta: #require(Rational(delta)))
        #expect(report.epsilon.value <= (try #require(Rational(upper))) * (1 + Self.excess))
      }
    }
  }

  @Test func `32 rounds of different measurements and selections take less than 0.3 s`() throws {
    var mechanisms: [PricedMechanism] = []
    for round in 0..<32 {
      mechanisms.append(.exponential(rate: Rational(BigInteger(19 + round % 4), 1000)))
      mechanisms.append(gaussian(Rational(1187 + 10 * round)))
    }
    var result: LossReport?
    let time = try ContinuousClock().measure {
      result = try report(mechanisms, delta: Rational(1, 1_000_000_000))
    }
    let delta = try #require(Delta("1e-9"))
    let certain = try ZeroConcentrated.epsilon(rho: Composition(mechanisms).rho, delta: delta)
    let epsilon = try #require(result).epsilon
    #expect(epsilon.value < certain.epsilon.value * Rational(97, 100))
    #expect(time < .milliseconds(300), "\(time)")
  }
  #endif
}

extension LossReport {
  /// The bits of the grid; −1 where there was none.
  fileprivate var gridBits: Int {
    if case .privacyLoss(let bits) = method { bits } else { -1 }
  }
}
