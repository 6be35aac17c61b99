package import Marginalia

/// What the program tells its caller when it ends.
package enum ExitCode: Int32, Sendable {
  /// All is done.
  case done = 0
  /// Something outside went wrong: a file, the disk, the operating system.
  case failure = 1
  /// The command line can't be understood, or lacks a consent.
  case usage = 2
  /// The data or the schema can't be read.
  case badInput = 3
  /// The ledger's cap leaves too little.
  case budgetRefused = 4
  /// A release, a ledger or a signature doesn't hold.
  case verificationFailed = 5
  /// The release doesn't meet the acceptance criteria declared before the run.
  case criteriaNotMet = 6
  /// Interrupted from the keyboard: 128 + SIGINT.
  case interrupted = 130

  /// The code of an error: the one place where errors become codes.
  package init(_ error: MarginaliaError) {
    switch error {
    case .usage: self = .usage
    case .badInput: self = .badInput
    case .budgetRefused: self = .budgetRefused
    case .verificationFailed: self = .verificationFailed
    case .failure: self = .failure
    case .interrupted: self = .interrupted
    }
  }
}
