package import Arithmetic
package import Cryptography
package import JSON

/// What an auditor finds in a ledger: everything that is wrong, and the totals, computed anew.
package struct LedgerVerification: Sendable, Equatable {
  /// All that is wrong, in the order of the file; the checkpoint comes last.
  package let findings: [Finding]

  /// The number of lines.
  package let lines: Int

  /// The cap's price, ρ or ε, at the end of the file, as far as it can be read.
  package let cap: Rational

  /// The price of all reservations that are not voided, as far as they can be read.
  package let charged: Rational

  /// What the cap's price is counted in: "rho" or "epsilon".
  package let currency: String

  /// The cap's δ.
  package let delta: Rational

  /// The bytes of each line's JSON, or of a damaged line: the leaves of the ledger's Merkle tree.
  package let leaves: [[UInt8]]

  /// For each line, the sum of all that was reserved and not voided up to it.
  package let chargedAfter: [Rational]

  /// The reservations, in order.
  package let reservations: [Reservation]

  /// The ledger's name; nil where it doesn't begin with an intact genesis record.
  package let origin: String?

  /// A reservation as an auditor reads it.
  package struct Reservation: Sendable, Equatable {
    /// The index of its line, from 0.
    package let index: Int
    /// Its price.
    package let price: Rational
    /// The last stage that it reached: reserve, begin, commit, release, void or lost.
    package let stage: String
    /// The entries of its commit; none where there is no commit.
    package let entries: [JSON]
    /// The SHA-256 of the table that its release record speaks of, where there is one.
    package let table: String?
  }

  /// Whether nothing is wrong.
  package var isSound: Bool { findings.isEmpty }

  /// One thing that is wrong.
  package enum Finding: Sendable, Equatable, CustomStringConvertible {
    /// A line, counted from 1, breaks a rule.
    case line(Int, LedgerRule)
    /// The file as a whole, or its checkpoint.
    case file(LedgerError)

    package var description: String {
      switch self {
      case .line(let line, let rule): "line \(line): \(rule)"
      case .file(let error): "\(error)"
      }
    }
  }
}

extension LedgerFile {
  /// Checks a ledger without a private key, and without the code that charges and refuses.
  ///
  /// - Parameters:
  ///   - path: the ledger; it is locked for reading, if it has a lock.
  ///   - trusted: the ledger's key, known from elsewhere; without it, the key in the file counts.
  ///   - files: the operating system.
  /// - Returns: all findings, and the totals.
  package static func verify(
    _ path: String,
    trusting trusted: Ed25519.PublicKey? = nil,
    files: any FileOperations = SystemFiles()
  ) -> LedgerVerification {
    var audit = LedgerAudit()
    do throws(LedgerError) {
      let file = try LockedFile(at: path, .shared, files)
      audit.examine(try file.content(), path: path)
      audit.examine(checkpoint: try file.checkpoint(), path: path, trusting: trusted)
    } catch {
      audit.findings.append(.file(error))
    }
    return LedgerVerification(
      findings: audit.findings,
      lines: audit.lines,
      cap: audit.cap,
      charged: audit.charged,
      currency: audit.currency,
      delta: audit.delta,
      leaves: audit.leaves,
      chargedAfter: audit.chargedAfter,
      reservations: audit.read,
      origin: audit.origin
    )
  }
}
