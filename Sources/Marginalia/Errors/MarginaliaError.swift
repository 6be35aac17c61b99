import JSON

/// Why something that was asked of the library wasn't done.
///
/// The kinds are those that a caller acts on differently; the command line gives each an exit
/// code. No error carries a private value.
public enum MarginaliaError: Error, Equatable, CustomStringConvertible {
  /// The request itself is wrong: an option out of range, an output that exists.
  case usage(String)
  /// The data or a schema can't be read.
  case badInput(String, findings: [Finding])
  /// The ledger's cap leaves too little; nothing was spent and no data was touched.
  case budgetRefused(String)
  /// A release or a ledger doesn't hold what it says; the findings name every reason.
  case verificationFailed(String, findings: [Finding])
  /// Something outside went wrong: a file, the disk, the operating system.
  case failure(String)
  /// The run was interrupted.
  case interrupted

  /// The name of the kind, as scripts compare it.
  public var kind: String {
    switch self {
    case .usage: "usage"
    case .badInput: "bad-input"
    case .budgetRefused: "budget-refused"
    case .verificationFailed: "verification-failed"
    case .failure: "failure"
    case .interrupted: "interrupted"
    }
  }

  /// What is wrong and what to do, in one line.
  public var message: String {
    switch self {
    case .usage(let message), .budgetRefused(let message), .failure(let message),
      .badInput(let message, _), .verificationFailed(let message, _):
      message
    case .interrupted:
      "interrupted; what a ledger had begun stays charged, and no release was made"
    }
  }

  /// Every reason, where there may be more than one.
  public var findings: [Finding] {
    switch self {
    case .badInput(_, let findings), .verificationFailed(_, let findings): findings
    case .usage, .budgetRefused, .failure, .interrupted: []
    }
  }

  /// The message, then a line for each finding.
  public var description: String {
    ([message] + findings.map(\.description)).joined(separator: "\n")
  }

  /// The error as one JSON object, with the code that the program ends with.
  public func json(exitCode: Int) -> String {
    Document.json(
      "error/1",
      [
        "kind": .string(kind),
        "message": .string(message),
        "findings": .array(findings.map(\.document)),
        "exitCode": .integer(exitCode),
      ]
    )
  }
}
