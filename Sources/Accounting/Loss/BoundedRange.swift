import Arithmetic

/// Mechanisms whose losses lie within an interval of length η that holds 0, wherever it is: the
/// exponential mechanism of rate η, with any scores.
///
/// Of all pairs with losses between t − η and t, the worst for a convex V has these two losses only. On
/// the scale γ = e^ε the two values of V that it mixes stand at a = γ·e^(−t) and a·e^η, and the mixture is
/// the height at γ of the chord between them. So what precedes V makes it the highest chord:
///
///     sup over a in [γ·e^(−η), γ] of ((a·e^η − γ)·V(a) + (γ − a)·V(a·e^η)) / (a·(e^η − 1)).
///
/// Between two points of the grid both values are bounded by chords that are linear in a: the
/// numerator is a quadratic and the denominator linear, each with Bernstein coefficients that are not
/// negative. Their ratio is a convex mixture of the ratios of coefficients, and the greatest of
/// these bounds it: the values at both ends, and one control point between them.
///
/// - Source: Dong, Durfee and Rogers, Optimal differential privacy composition for exponential
///   mechanisms, ICML 2020 (arXiv 1909.13830), for the two-point pairs; Farin, Curves and Surfaces
///   for CAGD, chapter 13, for the convex hull of a rational Bézier curve.
struct BoundedRange: Sendable {
  /// The whole spacings in η.
  let steps: Int

  /// The coefficients of the control points, by the distance of the chord's lower end from γ.
  let parts: [Part]

  /// Those of the last piece, from e^(−η)·γ to the first point of the grid above it.
  let last: Last

  /// The share of an upper value when a point of the grid is shifted by η.
  private let shiftedUpperShare: Double

  /// The share of the lower one.
  private let shiftedLowerShare: Double

  /// What two control points take of V and of the shifted V: the one at a point of the grid, and the
  /// one between it and the next point below.
  struct Part: Sendable {
    /// How many spacings below γ the point lies.
    let offset: Int
    /// What the control point at the point takes there.
    let knot: Double
    let knotShifted: Double
    /// What the other takes there, and at the next point below.
    let near: Double
    let far: Double
    let nearShifted: Double
    let farShifted: Double
  }

  /// The control point of the last piece.
  struct Last: Sendable {
    /// What it takes of V at the piece's start, and how that is interpolated.
    let start: Double
    let lowerShare: Double
    let upperShare: Double
    /// What it takes of the shifted V at the piece's end.
    let end: Double
    /// What it takes of V at γ.
    let whole: Double
  }

  /// The family of bounded range `rate`, which is rounded up to a multiple of 2⁻⁴⁰.
  ///
  /// - Precondition: `rate` is positive and below 2¹⁰.
  init(rate: Rational, on grid: LossGrid) {
    let places = rate.inUnits(ofTwoToThe: -40, .up)
    let rate = Rational(places, timesTwoToThe: -40).approximation
    let spacing = grid.spacing
    let steps = Int((rate / spacing).rounded(.down))
    let rest = rate - Double(steps) * spacing
    let expLess = Margin.exponentialLessOne
    let grown = 1 + expLess(spacing)
    let whole = expLess(rate)
    self.steps = steps
    // e^η − e^(qh) and e^(qh) − 1, q spacings below γ.
    func above(_ q: Int) -> Double {
      (1 + expLess(Double(q) * spacing)) * expLess(rate - Double(q) * spacing)
    }
    func below(_ q: Int) -> Double { expLess(Double(q) * spacing) }
    parts = (0...steps).map { q in
      // The last knot has no piece after it but the one from e^(−η)·γ on.
      let share = q < steps ? 1 / (whole * (1 + grown)) : 0
      return Part(
        offset: q,
        knot: above(q) / whole,
        knotShifted: below(q) / whole,
        near: above(min(q + 1, steps)) * share,
        far: grown * above(q) * share,
        nearShifted: below(q + 1) * share,
        farShifted: grown * below(q) * share
      )
    }
    let beyond = expLess(spacing - rest)
    let cell = expLess(spacing)
    shiftedUpperShare = expLess(rest) / cell
    shiftedLowerShare = (1 + expLess(rest)) * beyond / cell
    let share = 1 / (whole * (2 + expLess(rest)))
    last = Last(
      start: expLess(rest) * (1 + whole) * share,
      lowerShare: (1 + beyond) * expLess(rest) / cell,
      upperShare: beyond / cell,
      end: whole * share,
      whole: (1 + expLess(rest)) * expLess(Double(steps) * spacing) * share
    )
  }

  /// Upper bounds of V(ε + η) at the ε of the grid; beyond the end the last value stands.
  func shifted(_ values: [Double]) -> [Double] {
    values.indices.map { index in
      let lower = min(index + steps, values.count - 1)
      let upper = min(index + steps + 1, values.count - 1)
      return shiftedLowerShare * values[lower] + shiftedUpperShare * values[upper]
    }
  }
}

extension BoundedRange.Part {
  /// Raises every value to those of both control points; `start` is the index of the first value's point.
  func raise(_ worst: inout [Double], _ values: [Double], _ shifted: [Double], at start: Int) {
    let count = worst.count
    precondition(start >= 1 && start + count <= min(values.count, shifted.count), "a short padding")
    let (values, shifted) = (values.span, shifted.span)
    var worst = worst.mutableSpan
    for index in 0..<count {
      // Within the bounds that were checked: the loop is the one that takes the time.
      let (value, lower) = unsafe (
        values[unchecked: start + index], values[unchecked: start + index - 1]
      )
      let (beyond, lowerBeyond) = unsafe (
        shifted[unchecked: start + index], shifted[unchecked: start + index - 1]
      )
      let atKnot = knot * value + knotShifted * beyond
      let between =
        (near * value + far * lower) + (nearShifted * beyond + farShifted * lowerBeyond)
      let bound = atKnot > between ? atKnot : between
      let known = unsafe worst[unchecked: index]
      unsafe worst[unchecked: index] = known > bound ? known : bound
    }
  }
}
