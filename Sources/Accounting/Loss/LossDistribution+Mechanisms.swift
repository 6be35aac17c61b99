import Arithmetic

// The losses of single mechanisms, each a pair that dominates it.

extension LossDistribution {
  /// The greatest number of noise values on one side of 0 that are listed.
  static let mostNoiseValues = 1 << 18

  /// The values on one side of 0 beyond which discrete Gaussian noise has less than e^−`exponent`
  /// of its peak; nil where they are too many.
  static func noiseValues(variance: Rational, exponent: Double) -> Int? {
    let values = (2 * variance.approximation * exponent).squareRoot().rounded(.up) + 1
    return values <= Double(mostNoiseValues) ? Int(values) : nil
  }

  /// Discrete Gaussian noise on an integer that moves by `shift`: the noise y has the loss
  /// (s² − 2·s·y)/(2σ²).
  ///
  /// Listed are the y from −T to T. Beyond, exp(−(T + k)²/(2σ²)) ≤ exp(−T²/(2σ²))·exp(−k·T/σ²), so
  /// that a tail has at most σ²/T times the mass of T; the lower one, whose losses are the greatest, goes
  /// to infinity, and the upper one to the loss of T.
  ///
  /// - Precondition: `shift` is positive, and `values` is as from `noiseValues`.
  /// - Source: Canonne, Kamath and Steinke, The discrete Gaussian, NeurIPS 2020, definition 1.
  static func discreteGaussian(
    shift: Int,
    variance: Rational,
    values: Int,
    on grid: LossGrid
  ) -> LossDistribution {
    let rate = (1 / (2 * variance)).approximation
    let masses = (0...values).map { Elementary.exp(-Double($0 * $0) * rate) }
    let sum = masses.dropFirst().reduce(1) { $0 + 2 * $1 }
    // The sum is too small by its roundings at most, and so is none of the quotients.
    let factor = (Margin.factor(terms: 2 * values + 1) + 2 * Margin.formula) / sum
    let tail =
      masses[values] * factor * variance.approximation.nextUp / Double(values)
      + Margin.least
    let atoms = (-values...values).map { noise in
      let multiple = Double(shift * shift - 2 * shift * noise)
      let loss = multiple * (multiple < 0 ? rate.nextDown : rate.nextUp)
      let mass = masses[abs(noise)] * factor
      return (loss: loss.nextUp, mass: noise == values ? mass + tail : mass)
    }
    return LossDistribution(grid: grid, atoms: atoms, infinity: tail * (1 + Margin.formula))
  }

  /// Discrete Laplace noise of rate a, P(y) ∝ e^(−a·|y|), on an integer that moves by `shift`: the
  /// noise y has the loss a·(|y − s| − |y|).
  ///
  /// With `shift` 1 and rate ε this is randomized response, which every ε-DP mechanism follows from.
  ///
  /// - Precondition: `shift` and `rate` are positive.
  /// - Source: Kairouz, Oh and Viswanath, The composition theorem for differential privacy, ICML
  ///   2015, theorem 2.1.
  static func discreteLaplace(shift: Int, rate: Rational, on grid: LossGrid) -> LossDistribution {
    let rate = rate.approximation
    let ratio = Elementary.exp(-rate)
    // 1/(1 + q) is the mass of a half line that begins at 0.
    let half = (1 + 2 * Margin.formula) / (1 + ratio)
    let point = half * Margin.exponentialLessOne(rate) * ratio
    let atoms = (0...shift).map { noise in
      let multiple = Double(shift - 2 * noise)
      let loss = (multiple * (multiple < 0 ? rate.nextDown : rate.nextUp)).nextUp
      let decay = Elementary.exp(-rate * Double(noise))
      let mass = noise == 0 || noise == shift ? half * decay : point * decay
      return (loss: loss, mass: mass)
    }
    return LossDistribution(grid: grid, atoms: atoms, infinity: 0)
  }
}
