/// The rules that every record of a ledger keeps; a broken one is a forgery, a bug or a bad disk.
package enum LedgerRule: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line is JSON, a tab, 16 hexadecimal digits and a line feed, and the digits match.
  case checksum
  /// The JSON is canonical (RFC 8785) and has exactly the members of its record type.
  case form
  /// The record is of the version that this program reads and writes.
  case version(Int)
  /// A record's index is its position.
  case index
  /// A record holds the hash of the one before it.
  case chain
  /// Time doesn't run backwards.
  case time
  /// The first record is the genesis, and no other one is.
  case genesis
  /// The cap's ε at δ is what its price allows, by the certificate beside it.
  case certificate
  /// A record speaks of an earlier reservation.
  case reservation
  /// `begin` and `void` come after `reserve`, once, and never both.
  case begin
  /// `commit` and `lost` come after `begin`, once, and never both.
  case commit
  /// `release` comes after `commit`, once.
  case release
  /// The reservations that are not voided sum up to the cap at most.
  case cap
  /// The prices of a commit's entries sum up to its reservation at most.
  case entries
  /// Every price is in the currency of the ledger's cap: rho, or epsilon with delta 0.
  case definition
  /// A reservation or entry is about the same neighbouring relation as the ledger.
  case neighbours
  /// A reservation or entry is about the same privacy unit and bound as the ledger.
  case unit
  /// A ledger made under an agreement keeps to its relation, period, purposes and unit.
  case agreement
  /// A raised cap is not below the old one, and is signed by the ledger's key.
  case raise
  /// A new key is signed by the old key and by itself.
  case key
  /// A recovery stands where the tail that it set aside began.
  case recovery

  package var description: String {
    switch self {
    case .checksum: "the line's checksum doesn't match its content"
    case .form: "the record is not in canonical form, or not of a known type"
    case .version(let version):
      "the record is of version \(version), and this program reads version \(LedgerRecord.version)"
    case .index: "the record's index is not its position"
    case .chain: "the record doesn't hold the hash of the record before it"
    case .time: "the record's time is malformed, or before that of the record before it"
    case .genesis: "a ledger begins with one genesis record, and has no other"
    case .certificate: "the cap's epsilon at its delta is not certified for its rho"
    case .reservation: "the record speaks of a reservation that doesn't exist"
    case .begin: "only a reservation that is neither begun nor voided can be begun or voided"
    case .commit: "only a reservation that is begun, and no more, can be committed or lost"
    case .release: "only a committed reservation can be released, and once"
    case .cap: "the reservations sum up to more than the cap"
    case .entries: "the entries are malformed, or cost more than was reserved and granted"
    case .definition: "a price is not in the currency of the ledger's cap"
    case .neighbours: "the neighbouring relation is not the ledger's"
    case .unit: "the privacy unit, or the bound on its rows, is not the ledger's"
    case .agreement: "the record is beyond the agreement that the ledger was made under"
    case .raise: "the raised cap is below the old one, or not signed by the ledger's key"
    case .key: "the new key is not signed by the old key and by itself"
    case .recovery: "the recovery doesn't stand where the tail that it set aside began"
    }
  }
}
