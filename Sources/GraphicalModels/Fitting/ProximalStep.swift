import Arithmetic

/// The exact solution of one clique's part of a proximal step on the dual.
///
/// Of all tables m ≥ 0 with Σm = N it finds the one with
/// mᵢ + c·(θᵢ − θ⁰ᵢ + ln(mᵢ/(N·pᵢ)) + κ) = yᵢ, where p is the clique's distribution now, θ its
/// parameters, θ⁰ those at the restart and κ the multiplier of the sum. So mᵢ = c·ω(bᵢ − κ) with the
/// Wright ω function; κ follows by Newton's method.
struct ProximalStep {
  /// m/(N·p): the factor by which the clique's table is to be multiplied.
  private(set) var ratio: [Double]

  /// θ + ln(m/(N·p)): the new parameters.
  private(set) var parameters: [Double]

  /// κ, where the next step of this clique may begin.
  private(set) var multiplier: Double

  /// Solves the equations.
  ///
  /// - Complexity: two Wright ω functions a cell near the solution, some ten far from it.
  init(
    distribution: [Double],
    parameters: [Double],
    reference: [Double],
    target: Target,
    total: Double,
    curvature: Double,
    multiplier start: Double
  ) {
    let c = curvature / target.weight.squareRoot()
    let logarithmOfC = Elementary.log(c)
    var logarithms = distribution  // ln(N·p)
    Elementary.takeLogarithms(&logarithms, floor: 1e-300, scale: total)
    var b = target.values
    b.update(with: parameters, reference) { y, theta, before in
      y / c - (theta - before) - logarithmOfC
    }
    b.update(with: logarithms) { $0 + $1 }

    let (omega, kappa) = Self.solve(b, sum: total / c, from: start)
    // Rounding aside, the sum is right; the last bits go into a common factor.
    let norm = total / c / omega.lanewiseSum
    // ln m = ln c + ln ω, and ln ω(x) = x − ω(x). A floor keeps later quotients in range.
    let floor = Elementary.log(total * Self.smallestShare)
    var increments = b
    increments.update(with: omega, logarithms) { b, omega, logarithm in
      let counts = (b - kappa) - omega + logarithmOfC
      return (counts < floor ? floor : counts) - logarithm
    }
    var ratio = omega
    let least = total * Self.smallestShare
    ratio.update(with: distribution) { omega, p in
      let counts = omega * c * norm
      return (counts < least ? least : counts) / ((p < 1e-300 ? 1e-300 : p) * total)
    }
    self.ratio = ratio
    self.parameters = parameters
    self.parameters.update(with: increments) { $0 + $1 }
    multiplier = kappa
  }

  /// The least share of the total that a cell is given: too little to show in any count.
  private static let smallestShare = 1e-14

  /// κ and ω(b − κ) such that Σ ω(b − κ) = sum, within 1e-6 of it.
  ///
  /// The sum is convex and falling in κ, so from any side Newton's method ends on the left of the
  /// solution and then comes nearer with every step.
  private static func solve(
    _ b: [Double],
    sum: Double,
    from start: Double
  ) -> (omega: [Double], kappa: Double) {
    var kappa = start
    var step = Double.infinity
    var omega = b
    var slopes = b
    for _ in 0..<60 {
      Elementary.wrightOmega(
        of: b,
        minus: kappa,
        into: &omega,
        isGuessed: step.magnitude < 0.005
      )
      let excess = omega.lanewiseSum - sum
      if excess.magnitude <= 1e-6 * sum { break }
      slopes.update(with: omega) { _, omega in omega / (1 + omega) }
      let newton = excess / slopes.lanewiseSum
      step = newton < -50 ? -50 : newton > 50 ? 50 : newton
      kappa += step
    }
    return (omega, kappa)
  }
}
