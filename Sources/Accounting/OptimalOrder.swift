import Arithmetic

/// A search for the order α at which a conversion is best.
///
/// In Double, since nothing depends on it but how close a valid bound is to the best one: there the
/// bound is flat in α, and an error of 10⁻¹² in α shows as 10⁻²⁴ in the bound. Only reproducible
/// functions are used, so the α is the same on every machine.
struct OptimalOrder {
  /// ln(1/δ).
  private let logarithm: Double

  /// A search for this δ.
  ///
  /// - Throws: `deltaTooSmall` where δ is below ``Delta/smallestConvertible``.
  init(delta: Delta) throws(AccountingError) {
    guard delta >= .smallestConvertible else { throw .deltaTooSmall(delta) }
    let enclosure = Enclosure.logarithm(of: delta.value, precision: 128)
    // ln(1/δ) ≥ 1 − δ, and close to it where δ is so close to 1 that the enclosure holds 0.
    logarithm = max((-enclosure).lower.approximation, (1 - delta.value).approximation)
  }

  /// The order at which ε is smallest: where ρ·(α − 1)² + ln α = ln(1/δ).
  ///
  /// That is the derivative of the bound in α, multiplied by (α − 1)².
  func alpha(rho: Rho) -> Rational {
    let rho = rho.value.approximation
    return OptimalOrder.alpha { offset in
      rho * offset * offset + logarithmOfOnePlus(offset) < logarithm
    }
  }

  /// The order at which ρ is greatest: the same, with ρ from the bound in which ε is given.
  ///
  /// With α = 1 + u and ρ·u² = ln(1/δ) − ln α, the bound is (ln(1/δ) − ln α)·(1 + 2u)/u² − ln(1 + 1/u):
  /// the best ε for a ρ that falls as u grows, so it falls as well.
  func alpha(epsilon: Epsilon) -> Rational {
    let epsilon = epsilon.value.approximation
    return OptimalOrder.alpha { offset in
      let numerator = logarithm - logarithmOfOnePlus(offset)
      let bound = numerator * (1 / offset + 2) / offset - logarithmOfOnePlus(1 / offset)
      return bound > epsilon
    }
  }

  /// 1 + u for the greatest u of 40 significant bits with `isBelow(u)`, which holds up to some u.
  private static func alpha(where isBelow: (Double) -> Bool) -> Rational {
    // Positive Doubles are ordered as their bit patterns are.
    var (low, high) = (0x1p-1000.bitPattern, 0x1p1000.bitPattern)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if isBelow(Double(bitPattern: middle)) { low = middle } else { high = middle }
    }
    let offset = Rational(exactly: Double(bitPattern: low))
    return 1 + offset.rounded(toSignificantBits: 40, .down)
  }
}

/// ln(1 + x) for x > 0, to a few units in the last place also where x is small.
///
/// - Source: Goldberg, What every computer scientist should know about floating-point arithmetic,
///   ACM Computing Surveys 1991, theorem 4.
private func logarithmOfOnePlus(_ x: Double) -> Double {
  let sum = 1 + x
  return sum == 1 ? x : Elementary.log(sum) * (x / (sum - 1))
}
