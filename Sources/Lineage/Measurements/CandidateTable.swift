import Accounting
import Cryptography
import JSON
import Marginals

/// Every candidate of a run's choices, each once, with what is public about its score.
///
/// Rounds offer mostly what the rounds before them did, so a measurements file lists the candidates
/// once and its choices refer to them by position.
struct CandidateTable {
  /// A candidate as a choice offers it.
  private struct Offer: Hashable {
    let clique: Clique
    let terms: ScoreTerms
  }

  /// The candidates, in the order in which they were first offered.
  private var offers: [Offer] = []

  /// Where each of them stands.
  private var positions: [Offer: Int] = [:]

  /// The candidates of all choices in a transcript.
  ///
  /// - Complexity: O(offers of all choices).
  init(of transcript: Transcript) {
    for case .selection(let selection) in transcript.entries.lazy.map(\.answer) {
      for (clique, terms) in zip(selection.candidates, selection.terms) {
        append(Offer(clique: clique, terms: terms))
      }
    }
  }

  private mutating func append(_ offer: Offer) {
    guard positions[offer] == nil else { return }
    positions[offer] = offers.count
    offers.append(offer)
  }

  /// The number of candidates.
  var count: Int { offers.count }

  /// A candidate's attributes.
  func clique(at position: Int) -> Clique { offers[position].clique }

  /// What is public about a candidate's score.
  func terms(at position: Int) -> ScoreTerms { offers[position].terms }

  /// Where the candidates of a choice stand, in the order in which it offered them.
  ///
  /// - Precondition: the choice is one of the table's transcript.
  func positions(of selection: Selection) -> [Int] {
    zip(selection.candidates, selection.terms).map { clique, terms in
      guard let position = positions[Offer(clique: clique, terms: terms)] else {
        preconditionFailure("a choice of another transcript")
      }
      return position
    }
  }

  /// The list as files have it.
  func json(in domain: Domain) -> JSON { .array(offers.map { Self.json(of: $0, in: domain) }) }

  /// For each candidate the SHA-256 of what ``json(in:)`` says of it.
  func digests(in domain: Domain) -> [[UInt8]] {
    offers.map { SHA256.digest(of: Self.json(of: $0, in: domain).canonical) }
  }

  private static func json(of offer: Offer, in domain: Domain) -> JSON {
    .object(
      [JSONMember(key: "attributes", value: domain.json(of: offer.clique))]
        + offer.terms.members(in: domain)
    )
  }

  /// Reads the list.
  ///
  /// That each candidate stands there once, in the order of the choices, is seen when the file is
  /// compared with its re-encoding.
  init(reading fields: FileFields, at key: String, in domain: Domain) throws(LineageError) {
    for candidate in try fields.objects(key) {
      let clique = try Clique(
        reading: try candidate.texts("attributes"),
        in: domain,
        of: candidate,
        at: "attributes"
      )
      append(
        Offer(clique: clique, terms: try ScoreTerms(reading: candidate, of: clique, in: domain))
      )
    }
  }
}
