package import Arithmetic

/// Zero-concentrated differential privacy, read as (ε, δ)-differential privacy and back.
///
/// A ρ-zCDP mechanism is (ε, δ)-DP for every δ > 0, α > 1 and
///
///     ε ≥ α·ρ + (ln(1/δ) − ln α)/(α − 1) + ln(1 − 1/α).
///
/// The α is searched in Double, and only its value is taken from there; the bound itself is
/// evaluated for that α between exact ratios, and rounded so that what is stated holds.
///
/// - Source: Canonne, Kamath and Steinke, The discrete Gaussian, NeurIPS 2020 (arXiv 2004.00010v3),
///   proposition 12 and corollary 13, solved for ε.
package enum ZeroConcentrated {
  /// The smallest ε that `rho` is shown to give with `delta`.
  ///
  /// An upper bound of the true infimum, above it by less than 10⁻¹⁵ of itself or of α·ρ, whichever
  /// is greater.
  ///
  /// - Throws: `deltaTooSmall` where δ is below ``Delta/smallestConvertible``.
  package static func epsilon(rho: Rho, delta: Delta) throws(AccountingError) -> Conversion {
    let alpha = try OptimalOrder(delta: delta).alpha(rho: rho)
    let bound = alpha * rho.value + surcharge(delta: delta, alpha: alpha).upper
    return Conversion(
      rho: rho,
      epsilon: Epsilon(atLeastZero: bound.rounded(toSignificantBits: boundBits, .up)),
      delta: delta,
      alpha: alpha
    )
  }

  /// The greatest ρ that is shown to give `epsilon` with `delta`: m·2^e with m of at most 64 bits.
  ///
  /// A lower bound of the true supremum, below it by less than 10⁻¹⁵ of its size.
  ///
  /// - Throws: `deltaTooSmall` where δ is below ``Delta/smallestConvertible``.
  package static func rho(epsilon: Epsilon, delta: Delta) throws(AccountingError) -> Conversion {
    let alpha = try OptimalOrder(delta: delta).alpha(epsilon: epsilon)
    let bound = (epsilon.value - surcharge(delta: delta, alpha: alpha).upper) / alpha
    guard let rho = Rho(bound.rounded(toSignificantBits: boundBits, .down)) else {
      preconditionFailure("the best order for ε gives a ρ above 0")
    }
    return Conversion(rho: rho, epsilon: epsilon, delta: delta, alpha: alpha)
  }

  /// The δ that the order `alpha` shows for `rho` and `epsilon`; at most 1.
  ///
  /// - Precondition: `alpha` is above 1.
  package static func delta(rho: Rho, epsilon: Epsilon, alpha: Rational) -> Enclosure {
    // The bound for δ = 1 plus ln(1/δ)/(α − 1) is ε.
    let unpaid =
      surcharge(logarithmOfDelta: Enclosure(0), alpha: alpha)
      + (alpha * rho.value - epsilon.value)
    let logarithm = unpaid * (alpha - 1)
    let (lower, upper) = (min(0, logarithm.lower), min(0, logarithm.upper))
    return Enclosure(
      lower: lower < smallestExponent
        ? 0 : Enclosure.exponential(of: lower, precision: boundBits).lower,
      upper: Enclosure.exponential(of: max(upper, smallestExponent), precision: boundBits).upper
    )
  }

  /// Whether the closed form at the conversion's own α shows what the conversion states.
  ///
  /// Proof: Privacy.zcdp_implies_approximate_dp
  ///
  /// - Complexity: O(1) for conversions made here; a foreign α over 2,048 bits is refused unread.
  package static func certifies(_ conversion: Conversion) -> Bool {
    let (alpha, delta) = (conversion.alpha, conversion.delta)
    guard alpha > 1, delta >= .smallestConvertible,
      max(alpha.numerator.bitWidth, alpha.denominator.bitWidth) <= longestOrder
    else { return false }
    let bound = alpha * conversion.rho.value + surcharge(delta: delta, alpha: alpha).upper
    return bound <= conversion.epsilon.value
  }

  /// The significant bits of a bound that is stated.
  private static let boundBits = 64

  /// The widest term of an order that is checked.
  private static let longestOrder = 2048

  /// A δ below e to this power is not told apart from it.
  private static let smallestExponent = Rational(-(1 << 16))

  /// What ε exceeds α·ρ by, at the order α.
  private static func surcharge(delta: Delta, alpha: Rational) -> Enclosure {
    let bits = precision(alpha: alpha)
    return surcharge(
      logarithmOfDelta: .logarithm(of: delta.value, precision: bits),
      alpha: alpha
    )
  }

  private static func surcharge(logarithmOfDelta: Enclosure, alpha: Rational) -> Enclosure {
    let bits = precision(alpha: alpha)
    let logarithm = Enclosure.logarithm(of: alpha, precision: bits)
    let shrinkage = Enclosure.logarithm(of: 1 - alpha.reciprocal, precision: bits)
    return -(logarithmOfDelta + logarithm) / (alpha - 1) + shrinkage
  }

  /// The bits after the point that leave some 190 significant ones in the bound.
  ///
  /// At α − 1 ≈ 2^−k the errors of logarithms are magnified 2^k times; at α ≈ 2^k the ε and the α·ρ
  /// that count may be as small as 2^−k.
  private static func precision(alpha: Rational) -> Int {
    192 + abs((alpha - 1).binaryExponent)
  }
}
