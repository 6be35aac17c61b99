package import Arithmetic
package import Cryptography

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
      charged: audit.charged
    )
  }
}
