import Accounting
import JSON
import Ledger
import Lineage

/// Releases that are consistent with each other, in the order of their ledger.
public struct ConsistencyReport: Sendable, Equatable {
  /// A release, and where its ledger stood.
  public struct Entry: Sendable, Equatable {
    /// The release's folder.
    public let folder: String

    /// The number of records up to its commit.
    public let records: Int

    /// What the ledger had charged in all by then.
    public let cumulative: String

    var document: JSON {
      [
        "folder": .string(folder), "records": .integer(records),
        "cumulative": .string(cumulative),
      ]
    }
  }

  /// The ledger's name; none where there is no release.
  public let origin: String

  /// The releases, from the earliest to the latest.
  public let releases: [Entry]

  /// Reports releases whose manifests were compared.
  init(_ releases: [ReleaseComparison.Release]) {
    let checkpoints = releases.compactMap(\.manifest.ledger.proof.parsed)
    origin = checkpoints.first?.origin ?? ""
    self.releases = zip(releases, checkpoints).map { release, checkpoint in
      Entry(
        folder: release.place,
        records: checkpoint.size,
        cumulative: release.manifest.claim.cumulative.decimal(significantDigits: 6)
      )
    }.sorted { $0.records < $1.records }
  }

  /// The report as one JSON object.
  public var json: String {
    Document.json(
      "consistency/1",
      [
        "origin": .string(origin), "consistent": true,
        "releases": .array(releases.map(\.document)),
      ]
    )
  }
}
