/// The ε of a composition by its privacy losses, and under which conditions it holds.
package struct LossReport: Sendable, Hashable {
  /// An upper bound of ε.
  package let epsilon: Epsilon

  /// The δ it is for.
  package let delta: Delta

  /// How it was found.
  package let method: Method

  /// How an ε was found.
  package enum Method: Sendable, Hashable {
    /// By the distributions of the privacy losses, on a grid of spacing 2^−`gridBits`.
    case privacyLoss(gridBits: Int)
    /// By adding the ε of pure privacy, which is less.
    case pure
    /// By zCDP, since the losses could not be computed.
    case zeroConcentrated(Obstacle)
  }

  /// Why the losses of a composition are not computed.
  package enum Obstacle: Error, Sendable, Hashable {
    /// There is no mechanism, or none that costs anything.
    case nothing
    /// δ is below 2⁻²⁰⁰.
    case smallDelta
    /// A mechanism has a parameter beyond what is computed, by its position.
    case parameter(position: Int)
    /// A sensitivity can be spread over cells in too many ways, by the mechanism's position.
    case sensitivity(position: Int)
    /// A grid fine enough would take too long.
    case effort
    /// The bound isn't below that of zCDP.
    case noGain
  }

  /// About a tenth of a second.
  package static let usualEffort = 1 << 28

  /// What must be true of a run for an ε by privacy losses to hold.
  package static let conditions = [
    "every parameter (σ², η, scale, number and order of the selections) was fixed before the first "
      + "answer; queries and candidates may depend on earlier answers",
    "all mechanisms answer about the same table, the same unit and the same neighbouring relation",
    "noise and selections are drawn exactly, with integers alone, and every mechanism is listed",
  ]
}

extension LossReport.Obstacle: CustomStringConvertible {
  /// The reason, in a phrase.
  package var description: String {
    switch self {
    case .nothing: "nothing was spent"
    case .smallDelta: "δ is below 2⁻²⁰⁰"
    case .parameter(let position):
      "a parameter of mechanism \(position + 1) is beyond what is computed"
    case .sensitivity(let position):
      "the sensitivity of mechanism \(position + 1) can be spread over cells in too many ways"
    case .effort: "a grid fine enough would take too long"
    case .noGain: "it gives no smaller ε"
    }
  }
}
