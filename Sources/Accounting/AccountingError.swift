import Arithmetic

/// What can be wrong with a request for privacy.
package enum AccountingError: Error, Equatable {
  /// The price is above what is left of the budget.
  case budgetExceeded(asked: PrivacyCost, left: PrivacyCost)

  /// δ is too small for zCDP: 0, or below ``Delta/smallestConvertible``.
  case deltaTooSmall(Delta)
}

extension AccountingError: CustomStringConvertible {
  /// What is wrong, and what to do.
  package var description: String {
    switch self {
    case .budgetExceeded(let asked, let left):
      let floor = left.value.decimal(significantDigits: 6, .down)
      return "The privacy budget is exceeded: \(asked.decimal(significantDigits: 6)) was asked "
        + "for, and \(left.definition.letter) = \(floor) is left. Ask for less, or have the cap "
        + "raised."
    case .deltaTooSmall(let delta):
      let reason =
        delta.value.isZero
        ? "δ = 0 can't be had from Gaussian noise"
        : "δ = \(delta.decimal(significantDigits: 3)) is below 1e-300"
      return "\(reason): ask for a δ above 0, such as 1e-9."
    }
  }
}
