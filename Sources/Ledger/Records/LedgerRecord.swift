package import Accounting
package import Cryptography
package import JSON

/// One line of the ledger: what happened, chained to the record before it.
///
/// A record is its canonical JSON text (RFC 8785); these bytes are what is hashed, chained, and a
/// leaf of the Merkle tree.
package struct LedgerRecord: Sendable, Equatable {
  /// The position in the ledger, from 0.
  package let index: Int

  /// The SHA-256 of the previous record's JSON; 32 zeros at the genesis.
  package let previous: [UInt8]

  /// UTC wall-clock time in RFC 3339, informative only: no decision depends on it.
  package let time: String

  /// What happened.
  package let event: Event

  /// The canonical JSON.
  package let bytes: [UInt8]

  /// The SHA-256 of ``bytes``.
  package let hash: [UInt8]

  /// What a record can say.
  package enum Event: Sendable, Equatable {
    /// The ledger begins.
    case genesis(Genesis)
    /// A part of the cap is set aside for one run; from here on it is charged.
    case reserve(Reserve)
    /// Noise is about to be drawn for the reservation at that index.
    case begin(reservation: Int)
    /// The reservation's noise is in a measurements file of that digest.
    case commit(Commit)
    /// The reservation is given back; nothing was drawn for it.
    case void(reservation: Int)
    /// A run ended between `begin` and `commit`; the charge is kept for ever.
    case lost(reservation: Int)
    /// A committed reservation's release went out.
    case release(Release)
    /// The cap grows, by the signature of the ledger's key.
    case raiseCap(PrivacyGuarantee, signature: [UInt8])
    /// Checkpoints are signed by another key from here on; signed by the old key and the new one.
    case key(Ed25519.PublicKey, signatures: [[UInt8]])
    /// A torn tail of that many bytes and that SHA-256 was set aside.
    case recovered(offset: Int, bytes: Int, tail: [UInt8])
  }

  /// The ledger's own terms.
  package struct Genesis: Sendable, Equatable {
    /// What the publisher calls the private table.
    package let dataset: String

    /// The most that may ever be charged: the price, and the (ε, δ) that it implies.
    package let cap: PrivacyGuarantee

    /// The neighbouring relation of every charge.
    package let neighbours: NeighbouringRelation

    /// The privacy unit of every charge, and the bound on its rows.
    package let unit: ProtectedUnit

    /// The clause of a contract that the ledger keeps to; nil for none.
    package let agreement: Agreement?

    /// The key that signs checkpoints.
    package let key: Ed25519.PublicKey

    /// Random bytes that make the ledger's origin unique.
    package let nonce: [UInt8]
  }

  /// A reservation of budget.
  package struct Reserve: Sendable, Equatable {
    /// The price that is charged.
    package let cost: PrivacyCost

    /// The ε that the release claims for it.
    package let epsilon: Epsilon

    /// The δ of that claim.
    package let delta: Delta

    /// The public plan: strategy, schema digest, unit and so on; a JSON object.
    package let purpose: JSON

    /// Random bytes that nobody could choose after looking at the data.
    package let nonce: [UInt8]
  }

  /// What was drawn for a reservation.
  package struct Commit: Sendable, Equatable {
    /// The index of the reservation's `reserve` record.
    package let reservation: Int

    /// One entry for each answer that was let out, in order.
    package let entries: [LedgerEntry]

    /// The SHA-256 of the measurements file.
    package let measurements: [UInt8]
  }

  /// What went out for a reservation.
  package struct Release: Sendable, Equatable {
    /// The index of the reservation's `reserve` record.
    package let reservation: Int

    /// The SHA-256 of the signed manifest's envelope.
    package let manifest: [UInt8]

    /// The SHA-256 of the synthetic table.
    package let table: [UInt8]
  }
}
