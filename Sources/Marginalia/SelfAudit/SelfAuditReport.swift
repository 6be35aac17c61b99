import JSON

/// What a self-audit found.
public struct SelfAuditReport: Sendable, Equatable {
  /// One check: what is claimed, and what was found.
  public struct Check: Sendable, Equatable {
    /// What is checked.
    public let name: String
    /// What must hold.
    public let claim: String
    /// What was seen.
    public let found: String
    /// Whether it does hold.
    public let holds: Bool

    /// Makes a check.
    package init(name: String, claim: String, found: String, holds: Bool) {
      self.name = name
      self.claim = claim
      self.found = found
      self.holds = holds
    }
  }

  /// The draws of each statistical check.
  public let samples: Int

  /// The checks, in the order in which they were made.
  public let checks: [Check]

  /// Makes a report.
  package init(samples: Int, checks: [Check]) {
    self.samples = samples
    self.checks = checks
  }

  /// The report as one JSON object.
  public var json: String {
    Document.json(
      "self-audit/1",
      ["samples": .integer(samples), "checks": .array(checks.map(\.document))]
    )
  }
}

extension SelfAuditReport.Check {
  fileprivate var document: JSON {
    [
      "name": .string(name), "claim": .string(claim), "found": .string(found),
      "holds": .boolean(holds),
    ]
  }
}
