import Accounting
import Arithmetic

/// From which ε on a release needs a word of its own.
///
/// Attacks on synthetic data succeed where ε is large, and few who ask for a large one mean to give
/// the protection away. So the word is asked for before anything is read, and it goes into the
/// ledger's reservation, which every manifest quotes.
///
/// - Source: Golob et al., Privacy vulnerabilities in marginals-based synthetic data, 2024 (arXiv
///   2402.06699).
enum EpsilonPolicy {
  /// The greatest ε of a release without the word.
  static let greatest = 10

  /// The member of a reservation's purpose that holds the word.
  static let word = "acceptsLargeEpsilon"

  /// Whether a release of this ε needs the word.
  static func needsWord(_ epsilon: Epsilon) -> Bool { epsilon.value > Rational(greatest) }

  /// Refuses a large ε without the word.
  static func check(_ epsilon: Epsilon, isAccepted: Bool) throws(MarginaliaError) {
    guard needsWord(epsilon), !isAccepted else { return }
    throw .usage(
      "ε = \(epsilon.decimal(significantDigits: 6)) is above \(greatest), where a release hides "
        + "little of a person: ask for less, or add --accept-large-epsilon, which the manifest records"
    )
  }
}
