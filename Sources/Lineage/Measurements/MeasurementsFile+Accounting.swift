import Accounting
import Arithmetic
import Cryptography
import JSON
package import Ledger
import Marginals
package import Schemas

extension MeasurementsFile {
  /// The version of the mechanisms; a new one whenever they draw other bits.
  private static let mechanismVersion = 1

  /// One entry for each answer of the door, in order, as the ledger's commit records them.
  ///
  /// Sensitivity and price are computed here from unit, relation and parameters alone, so that a
  /// verifier doesn't take the program's word for what the door was told.
  ///
  /// - Throws: `unpriced` where an answer has no price in its entry's currency.
  /// - Complexity: linear in the file.
  package var ledgerEntries: [LedgerEntry] {
    get throws(LineageError) {
      let protected = ProtectedUnit(unit)
      let origins = ParameterOrigin.all(
        of: transcript.entries,
        by: strategy,
        attributes: domain.count
      )
      let candidates = CandidateTable(of: transcript)
      let digests = candidates.digests(in: domain)
      var entries: [LedgerEntry] = []
      for (position, entry) in transcript.entries.enumerated() {
        guard let relation = NeighbouringRelation(neighbours),
          let query = Query(
            entry.answer,
            of: self,
            offering: { candidates.positions(of: $0).flatMap { digests[$0] } }
          ),
          query.mechanism.price(under: entry.cost.definition) != nil
        else { throw .unpriced(entry: position) }
        entries.append(
          LedgerEntry(
            mechanism: query.mechanism,
            version: MeasurementsFile.mechanismVersion,
            query: query.json,
            sensitivity: query.rule,
            neighbours: relation,
            unit: protected.name,
            bound: protected.maximumRows,
            origin: origins[position].rawValue,
            cost: entry.cost,
            output: SHA256.digest(
              of: entry.json(in: domain, referringTo: candidates).canonical
            )
          )
        )
      }
      return entries
    }
  }

  /// What was asked of the door, and how far one unit can move the exact answer.
  private struct Query {
    let mechanism: LedgerEntry.Mechanism
    let json: JSON
    let rule: String

    /// Nil where the sensitivity is beyond all bounds.
    ///
    /// `digests` gives those of a choice's candidates, one after the other: spelling the candidates
    /// out for each choice could cost the square of a file's size.
    init?(
      _ answer: Transcript.Answer,
      of file: MeasurementsFile,
      offering digests: (Selection) -> [UInt8]
    ) {
      let domain = file.domain
      let bound = file.unit.maximumRows
      // Exchanging a unit moves its rows out of cells and into others.
      let moves = file.neighbours == .replaceOne ? 2 : 1
      switch answer {
      case .measurement(let measurement):
        // All m rows may fall into one cell (m², or m), or out of one and into another (2m², or 2m).
        switch measurement.noise {
        case .discreteGaussian(let variance):
          mechanism = .discreteGaussian(
            sensitivitySquared: moves * bound * bound,
            variance: variance
          )
          rule = "cells of one marginal: \(moves == 2 ? "2m²" : "m²")"
        case .discreteLaplace(let scale):
          mechanism = .discreteLaplace(sensitivity: moves * bound, scale: scale)
          rule = "cells of one marginal: \(moves == 2 ? "2m" : "m")"
        }
        json = measurement.shape.query(in: domain)
      case .errors(let errors):
        // Each distance changes by what its marginal does, by the triangle inequality.
        let count = errors.cliques.count
        let (squared, overflow) = count.multipliedReportingOverflow(
          by: moves * bound * moves * bound
        )
        guard !overflow, squared > 0 else { return nil }
        let m = moves == 2 ? "2m" : "m"
        switch errors.noise {
        case .discreteGaussian(let variance):
          mechanism = .discreteGaussian(sensitivitySquared: squared, variance: variance)
          rule = "L1 distances of \(count) marginals: k(\(m))²"
        case .discreteLaplace(let scale):
          mechanism = .discreteLaplace(sensitivity: count * moves * bound, scale: scale)
          rule = "L1 distances of \(count) marginals: k\(m)"
        }
        json = ["candidates": .digest(domain.digest(of: errors.cliques))]
      case .selection(let selection):
        mechanism = .exponential(rate: selection.rate)
        json = ["candidates": .digest(SHA256.digest(of: digests(selection)))]
        rule = "\(selection.rule) times \(moves == 2 ? "2m" : "m")"
      }
    }
  }
}

extension Selection {
  /// The most by which one row moves a score, in words.
  fileprivate var rule: String {
    let isDependence = terms.contains { terms in
      if case .dependence = terms { true } else { false }
    }
    return isDependence
      ? "dependence on parents: greatest 2·weight·total"
      : "weighted L1 distance: greatest weight"
  }
}

extension MarginalShape {
  /// The attributes, and the SHA-256 of the groups of their levels where any are merged.
  fileprivate func query(in domain: Domain) -> JSON {
    let attributes = JSONMember(key: "attributes", value: domain.json(of: clique))
    guard !isFine else { return .object([attributes]) }
    let groups = JSON.digest(SHA256.digest(of: groupsJSON.canonical))
    return .object([attributes, JSONMember(key: "groups", value: groups)])
  }
}

extension Domain {
  /// The SHA-256 of the canonical JSON of a list of marginals, each a list of names.
  fileprivate func digest(of cliques: [Clique]) -> [UInt8] {
    SHA256.digest(of: JSON.array(cliques.map(json(of:))).canonical)
  }
}

extension PrivacyUnit {
  /// The column that names the unit; nil where a row is the unit.
  var columnName: String? {
    switch self {
    case .row: nil
    case .column(let name, _): name
    }
  }
}

extension ProtectedUnit {
  /// The ledger's words for a schema's unit.
  package init(_ unit: PrivacyUnit) {
    self.init(name: unit.columnName ?? ProtectedUnit.row.name, maximumRows: unit.maximumRows)
  }
}

extension NeighbouringRelation {
  /// The ledger's word for a schema's relation; the two lists of words are the same.
  init?(_ neighbours: Neighbours) { self.init(rawValue: neighbours.rawValue) }
}
