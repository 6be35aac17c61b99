package import Accounting
package import Ledger
package import Marginals
package import Randomness
package import Tables

/// The private rows with the operating system's randomness: what really stands behind the door.
///
/// - Privacy: each answer is that of ``NoiseMechanism`` or ``ExponentialMechanism``, and
///   costs at most its grant.
package struct NoisyTable: ~Copyable, PrivateSide {
  private let table: EncodedTable
  private let sensitivity: Sensitivity
  private var entropy: SystemEntropy

  /// Puts rows behind noise.
  ///
  /// - Parameters:
  ///   - table: the private rows, contributions already bounded as `sensitivity` says.
  ///   - sensitivity: how far one unit can move the answers.
  ///   - entropy: randomness that has passed its start-up check.
  package init(
    table: EncodedTable,
    sensitivity: Sensitivity,
    entropy: consuming SystemEntropy
  ) {
    self.table = table
    self.sensitivity = sensitivity
    self.entropy = entropy
  }

  /// The public shape of the table.
  package var domain: Domain { table.domain }

  /// Noisy marginals, by ``NoiseMechanism``.
  ///
  /// - Complexity: O(rows · purchases + cells).
  package mutating func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
    spending grant: consuming Grant
  ) -> [Measurement] {
    NoiseMechanism.measure(
      purchases,
      of: table,
      sensitivity: sensitivity,
      spending: grant,
      using: &entropy
    )
  }

  /// Noisy distances, by ``NoiseMechanism``.
  package mutating func errors(
    of shapes: [MarginalShape],
    against expected: PublicTables,
    spending grant: consuming Grant
  ) -> NoisyErrors {
    NoiseMechanism.errors(
      of: shapes,
      against: expected,
      in: table,
      sensitivity: sensitivity,
      spending: grant,
      using: &entropy
    )
  }

  /// A choice, by ``ExponentialMechanism``.
  package mutating func select(
    among candidates: [Candidate],
    against references: PublicTables,
    spending grant: consuming Grant
  ) -> Selection {
    ExponentialMechanism.select(
      among: candidates,
      against: references,
      in: table,
      sensitivity: sensitivity,
      spending: grant,
      using: &entropy
    )
  }
}
