package import Accounting

/// Why the ledger refuses; none of it depends on the private table.
package enum LedgerError: Error, Equatable, CustomStringConvertible {
  /// The reservation would pass the cap.
  case budgetExceeded(asked: PrivacyCost, left: PrivacyCost)
  /// A grant would pass its reservation.
  case grantExceeded(asked: PrivacyCost, left: PrivacyCost)
  /// The price is in the currency of another definition of privacy than the ledger's.
  case otherDefinition(ledger: PrivacyDefinition, asked: PrivacyDefinition)
  /// The reservation would go beyond the agreement that the ledger was made under.
  case outsideAgreement(AgreementBreach)
  /// Another process holds the ledger.
  case locked(path: String)
  /// A ledger was to be made where a file is already.
  case alreadyExists(path: String)
  /// There is no ledger at the path.
  case missing(path: String)
  /// The path leads to a symbolic link, a folder, a pipe or a device.
  case notAPlainFile(path: String)
  /// Users other than the owner may write to the file.
  case writableByOthers(path: String, permissions: UInt32)
  /// The file doesn't begin with a genesis record.
  case notALedger(path: String)
  /// The file begins with a genesis record of another version of the format.
  case otherVersion(path: String, found: Int)
  /// A record breaks a rule; lines are counted from 1.
  case corrupt(line: Int, rule: LedgerRule)
  /// Bytes follow the last intact record: a write was cut short.
  case tornTail(offset: Int, bytes: Int)
  /// The file has no torn tail.
  case nothingToRecover
  /// The checkpoint is not there.
  case checkpointMissing(path: String)
  /// The checkpoint is no signed note about this ledger.
  case checkpointMalformed(path: String)
  /// The checkpoint counts more records than the file has: the file was cut or rolled back.
  case recordsMissing(have: Int, signed: Int)
  /// The records that the checkpoint covers are not those that were signed.
  case recordsChanged(signed: Int)
  /// The key is not the ledger's.
  case wrongKey(ledger: String, given: String)
  /// A record that was asked for would break a rule; nothing was written.
  case refused(rule: LedgerRule)
  /// An earlier write failed, so nothing more is written by this run.
  case unusable
  /// The operating system refused a step.
  case file(FileFailure)

  package var description: String {
    switch self {
    case .budgetExceeded(let asked, let left):
      "the ledger's cap would be passed: \(asked) was asked, \(left.value) is left; "
        + "ask for less, or have the cap raised"
    case .grantExceeded(let asked, let left):
      "a mechanism asked for \(asked) where its reservation has \(left.value) left"
    case .otherDefinition(let ledger, _):
      switch ledger {
      case .zeroConcentrated:
        "the ledger's cap is at a delta above 0 (zero-concentrated differential privacy), which a "
          + "charge with delta 0 can't be added to; ask for a delta above 0, or make a ledger with "
          + "'--delta 0'"
      case .pure:
        "the ledger's cap is at delta 0 (pure differential privacy), and admits no other; ask for "
          + "'--delta 0'"
      }
    case .outsideAgreement(let breach): "\(breach)"
    case .locked(let path):
      "another run is using the ledger \(path); wait until it has ended, and try again"
    case .alreadyExists(let path):
      "\(path) exists already; a ledger is never replaced: choose another path"
    case .missing(let path):
      "there is no ledger at \(path); make one by 'ledger create'"
    case .notAPlainFile(let path):
      "\(path) is a symbolic link or no plain file; name the ledger's own path"
    case .writableByOthers(let path, let permissions):
      "\(path) can be written by other users (mode 0\(String(permissions, radix: 8))); "
        + "take that right away by 'chmod 600'"
    case .notALedger(let path):
      "\(path) is not a ledger: it doesn't begin with an intact genesis record"
    case .otherVersion(let path, let found):
      "\(path) has records of version \(found), and this program reads version "
        + "\(LedgerRecord.version); use the version of marginalia that made the ledger"
    case .corrupt(let line, let rule):
      "the ledger is damaged at line \(line): \(rule); restore it from a copy"
    case .tornTail(let offset, let bytes):
      "the ledger ends in \(bytes) bytes that are no record (from byte \(offset) on), as after a "
        + "crash while writing; set them aside by 'ledger recover'"
    case .nothingToRecover:
      "the ledger has no torn tail; there is nothing to recover"
    case .checkpointMissing(let path):
      "the ledger's checkpoint \(path) is missing; restore it, it belongs to the ledger"
    case .checkpointMalformed(let path):
      "\(path) is no checkpoint of this ledger signed by the ledger's key; restore it"
    case .recordsMissing(let have, let signed):
      "the ledger has \(have) records where \(signed) were signed: it was cut short or replaced "
        + "by an old copy; restore the newest copy"
    case .recordsChanged(let signed):
      "the ledger's first \(signed) records are not the ones that were signed; restore the "
        + "newest copy"
    case .wrongKey(let ledger, let given):
      "the ledger belongs to the key \(ledger), not to \(given); name the ledger's key"
    case .refused(let rule):
      "the ledger refuses the record: \(rule)"
    case .unusable:
      "an earlier write to the ledger failed; its charge is kept, and this run must end"
    case .file(let failure):
      "\(failure)"
    }
  }
}
