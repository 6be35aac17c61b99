import Accounting
import Arithmetic
package import Ledger

extension MarginaliaError {
  /// What a ledger's refusal means to the caller.
  package init(_ error: LedgerError) {
    let message = error.description
    switch error {
    case .budgetExceeded(let asked, let left):
      self = .budgetRefused(
        "the ledger's cap would be passed: \(asked.decimal(significantDigits: 6)) was asked, and "
          + "\(left.value.decimal(significantDigits: 6, .up)) is left; ask for a smaller ε"
      )
    case .outsideAgreement:
      self = .budgetRefused("\(message); nothing was charged, and no data was read")
    case .grantExceeded:
      self = .budgetRefused(message)
    case .alreadyExists, .otherVersion, .wrongKey, .notAPlainFile, .writableByOthers, .refused,
      .otherDefinition:
      self = .usage(message)
    case .notALedger, .corrupt, .tornTail, .checkpointMissing, .checkpointMalformed,
      .recordsMissing,
      .recordsChanged:
      self = .verificationFailed(message, findings: [])
    case .locked, .missing, .nothingToRecover, .unusable, .file:
      self = .failure(message)
    }
  }
}
