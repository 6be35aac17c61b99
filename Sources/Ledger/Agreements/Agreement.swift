import Accounting
import Arithmetic
import Cryptography
package import JSON

/// The clause of a contract that a ledger keeps to: how much, for whom, for what, until when.
///
/// A ledger that is made under an agreement quotes it in its first record, so every checkpoint signs
/// it, every manifest carries it, and no reservation may go beyond it.
package struct Agreement: Sendable, Equatable {
  /// The format of the clause, under its key "marginalia".
  package static let format = "agreement/1"

  /// One side of the contract.
  package struct Party: Sendable, Equatable {
    /// Its name.
    package let name: String

    /// What it is in the contract, such as "curator" or "recipient".
    package let role: String
  }

  /// The clause as it is written.
  package let json: JSON

  /// What the contract is called.
  package let title: String

  /// The sides of the contract.
  package let parties: [Party]

  /// The private table, by the name that the publisher gives it.
  package let dataset: String

  /// The cap's ε and δ, exact.
  package let epsilon: String, delta: String

  /// The neighbouring relation.
  package let neighbours: NeighbouringRelation

  /// `row`, or the name of the column that tells units apart.
  package let unit: String

  /// The most rows that one unit has.
  package let maximumRows: Int

  /// The first and the last day of the period, in UTC, as in 2026-12-31.
  package let from: String, until: String

  /// The purposes, by their codes in the Data Use Ontology, as in "DUO:0000042".
  package let purposes: [String]

  /// What is forbidden, and what has to be done, in the contract's own words.
  package let prohibitions: [String], duties: [String]

  /// How anyone checks a release.
  package let checking: String

  /// The acceptance criteria, as they are written.
  package let criteria: [JSON]

  /// The SHA-256 of the clause in canonical form.
  package var digest: [UInt8] { SHA256.digest(of: json.canonical) }

  /// Whether two clauses are the same, byte for byte in canonical form.
  package static func == (left: Agreement, right: Agreement) -> Bool {
    left.json.canonical == right.json.canonical
  }
}

extension Agreement {
  /// Why a reservation is beyond the agreement.
  ///
  /// - Parameters:
  ///   - purpose: the reservation's public plan.
  ///   - time: the record's time, UTC in RFC 3339.
  /// - Returns: the first reason; nil where it is within the agreement.
  package func breach(of purpose: JSON, at time: String) -> AgreementBreach? {
    let day = String(time.prefix(10))
    guard from <= day, day <= until else { return .period(day: day, from: from, until: until) }
    let use = purpose["use"]?.string
    guard let use, purposes.contains(use) else { return .purpose(use, purposes: purposes) }
    guard purpose["unit"]?.string == unit, purpose["rowsPerUnit"]?.integer == maximumRows else {
      return .unit(unit, maximumRows: maximumRows)
    }
    return nil
  }
}

/// How a reservation goes beyond the agreement of its ledger.
package enum AgreementBreach: Sendable, Equatable, CustomStringConvertible {
  /// It is outside the period.
  case period(day: String, from: String, until: String)
  /// It names no purpose, or one that was not agreed.
  case purpose(String?, purposes: [String])
  /// It is about another privacy unit.
  case unit(String, maximumRows: Int)

  package var description: String {
    switch self {
    case .period(let day, let from, let until):
      "the agreement's period is from \(from) until \(until), and today is \(day)"
    case .purpose(nil, let purposes):
      "the agreement asks for a purpose: one of \(purposes.joined(separator: ", "))"
    case .purpose(let purpose?, let purposes):
      "the agreement doesn't name the purpose \(purpose), only "
        + purposes.joined(separator: ", ")
    case .unit(let unit, let maximumRows):
      "the agreement's unit is \(unit) with \(maximumRows) rows at most, and the schema's is another"
    }
  }
}
