/// A definition of differential privacy, under which prices are counted and add up.
package enum PrivacyDefinition: Sendable, Hashable, CaseIterable {
  /// ρ-zero-concentrated: Gaussian noise; read as (ε, δ) with any δ > 0.
  case zeroConcentrated

  /// ε with δ = 0: Laplace noise.
  case pure

  /// The letter of its currency.
  package var letter: String {
    switch self {
    case .zeroConcentrated: "ρ"
    case .pure: "ε"
    }
  }

  /// The name of its currency in files.
  package var word: String {
    switch self {
    case .zeroConcentrated: "rho"
    case .pure: "epsilon"
    }
  }
}
