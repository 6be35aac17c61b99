package import Accounting
package import Ledger
package import Marginals

/// What stands behind the door: exact counts, and the noise that hides them.
///
/// One answer for each of the door's three questions, and each consumes a grant: only the ledger
/// makes one, so nothing behind the door can be asked without a charge on disk. Every build that a
/// user can run has ``NoisyTable`` here, whose noise is the operating system's. Nothing outside
/// this package can name the protocol; the audit's replay puts one of its own in place, which
/// gives recorded answers on a neighbouring table, and pays for them all the same.
package protocol PrivateSide: ~Copyable {
  /// The public shape of the table.
  var domain: Domain { get }

  /// Noisy marginals of several shapes, each for its own part of the grant.
  ///
  /// - Precondition: the parts' sum is at most the grant.
  mutating func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)],
    spending grant: consuming Grant
  ) -> [Measurement]

  /// Noisy L1 distances between the table's marginals and public counts.
  mutating func errors(
    of shapes: [MarginalShape],
    against expected: PublicTables,
    spending grant: consuming Grant
  ) -> NoisyErrors

  /// One candidate, likely one that scores high.
  mutating func select(
    among candidates: [Candidate],
    against references: PublicTables,
    spending grant: consuming Grant
  ) -> Selection
}
