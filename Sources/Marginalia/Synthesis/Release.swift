import JSON
package import Lineage

/// A finished release: the folder that goes out.
public struct Release: Sendable, Equatable {
  /// The folder.
  public let folder: String
  /// The files in it, by name.
  public let files: [String]
  /// The ρ charged, exactly; nil under pure privacy.
  public let rho: String?
  /// ε of the release.
  public let epsilon: String
  /// δ of the release.
  public let delta: String
  /// The number of synthetic rows.
  public let rows: Int
  /// The number of noisy marginals that the model was fitted to.
  public let marginalsMeasured: Int
  /// The strategy that chose them.
  public let strategy: String
  /// The hash of the ledger's record that paid: the release's identity.
  public let reservation: String
  /// What was declared before the run, and how the release stands to it.
  public let criteria: [Criterion]

  /// An acceptance criterion, and how the release stands to it.
  public struct Criterion: Sendable, Equatable {
    /// What was declared.
    public let declared: String
    /// What the noisy measurements say.
    public let found: String
    /// Whether that is good enough.
    public let isMet: Bool

    /// The public words of a result.
    package init(_ result: AcceptanceResult) {
      declared = result.criterion.description
      found = result.found
      isMet = result.isMet
    }
  }

  /// Whether every criterion is met; so it is where none was declared.
  public var meetsCriteria: Bool { criteria.allSatisfy(\.isMet) }

  /// The release as one JSON object.
  public var json: String {
    Document.json(
      "release/1",
      [
        "folder": .string(folder), "files": .array(files.map(JSON.string)),
        "rho": rho.map { .string($0) } ?? .null, "epsilon": .string(epsilon),
        "delta": .string(delta),
        "rows": .integer(rows), "marginalsMeasured": .integer(marginalsMeasured),
        "strategy": .string(strategy), "reservation": .string(reservation),
        "criteria": .array(
          criteria.map {
            [
              "declared": .string($0.declared), "found": .string($0.found),
              "met": .boolean($0.isMet),
            ]
          }
        ),
      ]
    )
  }
}
