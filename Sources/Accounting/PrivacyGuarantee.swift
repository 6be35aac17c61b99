import Arithmetic

/// What a price means as (ε, δ)-differential privacy, with what shows it.
package enum PrivacyGuarantee: Sendable, Hashable {
  /// ρ-zCDP, read as (ε, δ) at the order beside it.
  case zeroConcentrated(Conversion)

  /// ε, with δ = 0: it is its own price.
  case pure(Epsilon)

  /// The least that is shown for a price at δ; a pure price gives δ = 0, which is below any δ.
  ///
  /// - Throws: `deltaTooSmall` where ρ can't be read at δ.
  package init(_ cost: PrivacyCost, at delta: Delta) throws(AccountingError) {
    switch cost {
    case .zeroConcentrated(let rho):
      self = .zeroConcentrated(try ZeroConcentrated.epsilon(rho: rho, delta: delta))
    case .pure(let epsilon): self = .pure(epsilon)
    }
  }

  /// The greatest price that is shown to give (ε, δ): ε itself where δ is 0, else a ρ.
  ///
  /// - Throws: `deltaTooSmall` where δ lies between 0 and ``Delta/smallestConvertible``.
  package init(epsilon: Epsilon, delta: Delta) throws(AccountingError) {
    self =
      delta == .zero
      ? .pure(epsilon)
      : .zeroConcentrated(try ZeroConcentrated.rho(epsilon: epsilon, delta: delta))
  }

  /// The definition of privacy that it is a guarantee under.
  package var definition: PrivacyDefinition { cost.definition }

  /// The price.
  package var cost: PrivacyCost {
    switch self {
    case .zeroConcentrated(let conversion): .zeroConcentrated(conversion.rho)
    case .pure(let epsilon): .pure(epsilon)
    }
  }

  /// The ε that is guaranteed.
  package var epsilon: Epsilon {
    switch self {
    case .zeroConcentrated(let conversion): conversion.epsilon
    case .pure(let epsilon): epsilon
    }
  }

  /// The δ that is guaranteed.
  package var delta: Delta {
    switch self {
    case .zeroConcentrated(let conversion): conversion.delta
    case .pure: .zero
    }
  }

  /// Whether (ε, δ) follows from the price, by the closed form at the order beside it; ε is its own
  /// price.
  package var isCertified: Bool {
    switch self {
    case .zeroConcentrated(let conversion): ZeroConcentrated.certifies(conversion)
    case .pure: true
    }
  }
}
