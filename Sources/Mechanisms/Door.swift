package import Accounting
package import Ledger
package import Marginals

/// The one way from private rows to public values.
///
/// A door holds the private side and a charge that is already on disk. Each question names its
/// price; the ledger's grant for that price is made, consumed by one answer of the private side,
/// and the answer is written into the transcript before anyone sees it. So the transcript is the
/// whole private input of all that follows, and its price is at most the charge.
///
/// - Privacy: the answers together are ρ-zero-concentrated differentially private, or
///   ε-differentially private, ρ or ε being the charge, for neighbours as ``Sensitivity`` states
///   them, however each question depends on the answers before it: the charge is a privacy filter.
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

  /// The noise that `cost` buys on the cells of a marginal.
  package func noise(for cost: PrivacyCost) -> Noise { sensitivity.noise(for: cost) }

  /// Noisy marginals of several shapes, each for its own part of one grant.
  ///
  /// - Parameter purchases: the shapes and what each may cost.
  /// - Returns: one measurement for each purchase, in order.
  /// - Privacy: the sum of the prices, by composition of ``NoiseMechanism``.
  /// - Complexity: O(rows · purchases + cells).
  @discardableResult
  package mutating func measure(
    _ purchases: [(shape: MarginalShape, cost: PrivacyCost)]
  ) -> [Measurement] {
    let grant = granted(purchases.reduce(.zero(charge.cost.definition)) { $0 + $1.cost })
    let measurements = privateSide.measure(purchases, spending: grant)
    for (measurement, purchase) in zip(measurements, purchases) {
      transcript.append(
        Transcript.Entry(answer: .measurement(measurement), cost: purchase.cost)
      )
    }
    return measurements
  }

  /// Noisy L1 distances between the table's marginals and public counts.
  ///
  /// - Parameters:
  ///   - shapes: the marginals to compare.
  ///   - expected: for each shape, public integer counts, row-major.
  ///   - cost: the price of all distances together.
  /// - Returns: one noisy distance for each shape, in order.
  /// - Privacy: the price, by ``NoiseMechanism``.
  package mutating func errors(
    of shapes: [MarginalShape],
    against expected: PublicTables,
    for cost: PrivacyCost
  ) -> NoisyErrors {
    let grant = granted(cost)
    let errors = privateSide.errors(of: shapes, against: expected, spending: grant)
    transcript.append(Transcript.Entry(answer: .errors(errors), cost: cost))
    return errors
  }

  /// One candidate, likely one that scores high.
  ///
  /// - Parameters:
  ///   - candidates: the marginals to choose from, with the rules of their scores.
  ///   - references: for each candidate what its counts are compared with
  ///     (``Candidate/score(_:against:in:)``).
  ///   - cost: the price of the choice.
  /// - Returns: the choice; ``Selection/chosen`` is a position in `candidates`.
  /// - Privacy: the price, by ``ExponentialMechanism``.
  package mutating func select(
    among candidates: [Candidate],
    against references: PublicTables,
    for cost: PrivacyCost
  ) -> Selection {
    let grant = granted(cost)
    let selection = privateSide.select(
      among: candidates,
      against: references,
      spending: grant
    )
    transcript.append(Transcript.Entry(answer: .selection(selection), cost: cost))
    return selection
  }

  /// Closes the door: the rows and the randomness go, the charge remains to be committed.
  package consuming func close() -> OpenCharge { charge }

  /// The ledger's grant for `cost`.
  ///
  /// Proof: Privacy.filter_zcdp
  /// Proof: PureRuns.pure_filter
  ///
  /// - Precondition: the questions so far and this one cost no more than the charge. A strategy
  ///   divides the charge exactly, so passing it is a mistake in the strategy, and it stops here,
  ///   before noise is drawn.
  private mutating func granted(_ cost: PrivacyCost) -> Grant {
    do {
      return try charge.grant(cost)
    } catch {
      preconditionFailure("the strategy asked for more than the charge: \(error)")
    }
  }
}
