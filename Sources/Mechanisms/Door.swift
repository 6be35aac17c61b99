package import Accounting
import Arithmetic
package import Ledger
package import Marginals

/// The one way from private rows to public values.
///
/// A door holds the private side and a charge that is already on disk. Each question names its
/// price; the ledger's grant for that price is made, consumed by one answer of the private side,
/// and the answer is written into the transcript before anyone sees it. So the transcript is the
/// whole private input of all that follows, and its price is at most the charge.
///
/// - Privacy: the answers together are ρ-zero-concentrated differentially private, ρ being the
///   charge, for neighbours as ``Sensitivity`` states them, however each question depends on the
///   answers before it: the charge is a zCDP filter.
/// - Source: Whitehouse, Ramdas, Rogers and Wu, Fully-adaptive composition, ICML 2023.
package struct Door: ~Copyable {
  private var privateSide: any PrivateSide & ~Copyable
  private let sensitivity: Sensitivity
  private var charge: OpenCharge

  /// All answers so far, in order.
  package private(set) var transcript = Transcript()

  /// Opens the door.
  ///
  /// - Parameters:
  ///   - privateSide: what answers: a ``NoisyTable``.
  ///   - sensitivity: how far one unit can move the answers.
  ///   - charge: the budget, begun on disk.
  package init(
    to privateSide: consuming any PrivateSide & ~Copyable,
    sensitivity: Sensitivity,
    charge: consuming OpenCharge
  ) {
    domain = privateSide.domain
    self.privateSide = privateSide
    self.sensitivity = sensitivity
    self.charge = charge
  }

  /// The public shape of the table.
  package let domain: Domain

  /// How far one unit can move the answers.
  package var unit: Sensitivity { sensitivity }

  /// Noisy marginals of several shapes, each for its own part of one grant.
  ///
  /// - Parameter purchases: the shapes and what each may cost.
  /// - Returns: one measurement for each purchase, in order.
  /// - Privacy: Σρ-zCDP, by composition of ``GaussianMechanism``.
  /// - Complexity: O(rows · purchases + cells).
  @discardableResult
  package mutating func measure(
    _ purchases: [(shape: MarginalShape, rho: Rho)]
  ) -> [Measurement] {
    let grant = granted(purchases.reduce(.zero) { $0 + $1.rho })
    let measurements = privateSide.measure(purchases, spending: grant)
    for (measurement, purchase) in zip(measurements, purchases) {
      transcript.append(
        Transcript.Entry(answer: .measurement(measurement), rho: purchase.rho.value)
      )
    }
    return measurements
  }

  /// Noisy L1 distances between the table's marginals and public counts.
  ///
  /// - Parameters:
  ///   - shapes: the marginals to compare.
  ///   - expected: for each shape, public integer counts, row-major.
  ///   - rho: the price of all distances together.
  /// - Returns: one noisy distance for each shape, in order.
  /// - Privacy: ρ-zCDP, by ``GaussianMechanism``.
  package mutating func errors(
    of shapes: [MarginalShape],
    against expected: [[Int]],
    for rho: Rho
  ) -> NoisyErrors {
    let grant = granted(rho)
    let errors = privateSide.errors(of: shapes, against: expected, spending: grant)
    transcript.append(Transcript.Entry(answer: .errors(errors), rho: rho.value))
    return errors
  }

  /// One candidate, likely one whose marginal is far from public counts.
  ///
  /// - Parameters:
  ///   - candidates: the marginals to choose from.
  ///   - expected: for each candidate, public integer counts, row-major.
  ///   - weights: for each candidate, the positive factor of its distance in the score.
  ///   - rho: the price of the choice.
  /// - Returns: the choice; ``Selection/chosen`` is a position in `candidates`.
  /// - Privacy: ρ-zCDP, by ``ExponentialMechanism``.
  package mutating func select(
    among candidates: [MarginalShape],
    against expected: [[Int]],
    weights: [Int],
    for rho: Rho
  ) -> Selection {
    let grant = granted(rho)
    let selection = privateSide.select(
      among: candidates,
      against: expected,
      weights: weights,
      spending: grant
    )
    transcript.append(Transcript.Entry(answer: .selection(selection), rho: rho.value))
    return selection
  }

  /// Closes the door: the rows and the randomness go, the charge remains to be committed.
  package consuming func close() -> OpenCharge { charge }

  /// The ledger's grant for `rho`.
  ///
  /// Proof: Privacy.filter_zcdp
  ///
  /// - Precondition: the questions so far and this one cost no more than the charge. A strategy
  ///   divides the charge exactly, so passing it is a mistake in the strategy, and it stops here,
  ///   before noise is drawn.
  private mutating func granted(_ rho: Rho) -> Grant {
    do {
      return try charge.grant(rho)
    } catch {
      preconditionFailure("the strategy asked for more than the charge: \(error)")
    }
  }
}
