package import Arithmetic

/// The price of mechanisms, or a budget for them: ρ or ε, and never a mixture.
///
/// Under either definition prices add up, also where each is chosen after the answers before it.
/// Adding or comparing prices under two definitions is a mistake in the program, and traps.
package enum PrivacyCost: Sendable, Hashable {
  /// ρ of zero-concentrated differential privacy.
  case zeroConcentrated(Rho)

  /// ε of pure differential privacy.
  case pure(Epsilon)

  /// The price of this value, or nil where it is negative.
  package init?(_ value: Rational, under definition: PrivacyDefinition) {
    guard value.signum >= 0 else { return nil }
    self.init(certain: value, under: definition)
  }

  /// The price of a value that is known not to be negative.
  private init(certain value: Rational, under definition: PrivacyDefinition) {
    switch definition {
    case .zeroConcentrated: self = .zeroConcentrated(Rho(certain: value))
    case .pure: self = .pure(Epsilon(certain: value))
    }
  }

  /// No loss of privacy.
  package static func zero(_ definition: PrivacyDefinition) -> PrivacyCost {
    PrivacyCost(certain: 0, under: definition)
  }

  /// The definition that it is a price under.
  package var definition: PrivacyDefinition {
    switch self {
    case .zeroConcentrated: .zeroConcentrated
    case .pure: .pure
    }
  }

  /// The exact number; not negative.
  package var value: Rational {
    switch self {
    case .zeroConcentrated(let rho): rho.value
    case .pure(let epsilon): epsilon.value
    }
  }

  /// The ρ; nil under pure privacy.
  package var rho: Rho? {
    switch self {
    case .zeroConcentrated(let rho): rho
    case .pure: nil
    }
  }

  /// The price of two mechanisms together.
  ///
  /// - Precondition: both are prices under one definition.
  package static func + (left: PrivacyCost, right: PrivacyCost) -> PrivacyCost {
    PrivacyCost(
      certain: left.value + right.value,
      under: PrivacyDefinition.common(left, right)
    )
  }

  /// Adds a price.
  package static func += (left: inout PrivacyCost, right: PrivacyCost) { left = left + right }

  /// What is left after another price is taken off.
  ///
  /// - Precondition: both are prices under one definition, and `other` is not greater.
  package func remainder(after other: PrivacyCost) -> PrivacyCost {
    PrivacyCost(certain: value - other.value, under: PrivacyDefinition.common(self, other))
  }

  /// The price of the same question with noise `times` times as small, to within its rounding.
  ///
  /// Gaussian noise falls with √ρ, and Laplace noise with ε: k²·ρ, or k·ε.
  ///
  /// - Precondition: `times` is not negative.
  package func forPrecision(times: Int) -> PrivacyCost {
    precondition(times >= 0, "a negative precision")
    let factor =
      switch definition {
      case .zeroConcentrated: Rational(times) * Rational(times)
      case .pure: Rational(times)
      }
    return PrivacyCost(certain: value * factor, under: definition)
  }

  /// The weights of a public plan as parts of this price, whose sum is at most this price exactly.
  ///
  /// Each part is a multiple of 2⁻³² of the whole, rounded down, so that sums of parts stay short.
  ///
  /// - Precondition: the weights are finite, none is negative, and one at least is positive.
  package func shares(_ weights: [Double]) -> [PrivacyCost] {
    let exact = weights.map { Rational(exactly: $0) }
    let sum = exact.reduce(0, +)
    precondition(exact.allSatisfy { $0.signum >= 0 } && sum.signum > 0, "weights without a part")
    let unit = value * Rational(1, timesTwoToThe: -32)
    return exact.map { weight in
      let parts = (weight / sum).inUnits(ofTwoToThe: -32, .down)
      return PrivacyCost(certain: Rational(parts) * unit, under: definition)
    }
  }
}

extension PrivacyCost: Comparable {
  /// Whether `left` is the smaller price.
  ///
  /// - Precondition: both are prices under one definition.
  package static func < (left: PrivacyCost, right: PrivacyCost) -> Bool {
    _ = PrivacyDefinition.common(left, right)
    return left.value < right.value
  }
}

extension PrivacyCost: CustomStringConvertible {
  /// The exact price, as "rho 1/2" or "epsilon 1".
  package var description: String { "\(definition.word) \(value)" }

  /// The price in decimals, rounded up, as in "ρ = 0.5".
  package func decimal(significantDigits: Int) -> String {
    "\(definition.letter) = \(value.decimal(significantDigits: significantDigits, .up))"
  }
}

extension PrivacyDefinition {
  /// The definition that both are prices under.
  fileprivate static func common(_ left: PrivacyCost, _ right: PrivacyCost) -> PrivacyDefinition {
    precondition(left.definition == right.definition, "prices under two definitions of privacy")
    return left.definition
  }
}
