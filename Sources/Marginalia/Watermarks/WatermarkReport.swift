import JSON
import Lineage

/// What a comparison of a suspect table with a release found.
///
/// A low probability shows that the table was made from the release, or from a recipient's sample. A
/// high one shows nothing: too few rows or columns were kept, or too many cells changed.
public struct WatermarkReport: Sendable, Equatable {
  /// One seed's standing.
  public struct Standing: Sendable, Equatable {
    /// The chance of so high a rank for a table that has nothing to do with the seed, exactly: the
    /// rank among all seeds, over their number.
    public let probability: String

    /// The same as a number.
    public let approximateProbability: Double

    /// How many standard deviations above the other seeds' mean the score lies.
    ///
    /// A measure of strength, not of probability; nil where the others don't differ.
    public let deviations: Double?

    init(_ rank: WatermarkRank) {
      probability = "\(rank.rank)/\(rank.alternatives.count + 1)"
      approximateProbability = rank.probability
      deviations = rank.deviations
    }
  }

  /// One recipient's standing.
  public struct Recipient: Sendable, Equatable {
    /// Whom the sample was for.
    public let name: String

    /// How the sample's seed stands.
    public let standing: Standing

    /// The probability adjusted for the number of recipients (Holm): the chance that any of them
    /// stands so high by accident is at most this.
    public let adjustedProbability: Double
  }

  /// The suspect file.
  public let suspect: String

  /// The number of its rows that could be read.
  public let rows: Int

  /// The columns that it shares with the release.
  public let columns: [String]

  /// The number of columns of the release.
  public let columnsOfRelease: Int

  /// How the release's own seed stands.
  public let release: Standing

  /// How the recipients' seeds stand, the most suspect first; none where none were asked for.
  public let recipients: [Recipient]

  /// What a test can't show, for every output.
  public static let caution =
    "A low p shows that the table was made from these rows. A high p proves nothing: a table of few "
    + "rows or columns, or with many cells changed, keeps no trace, and neither do rows drawn anew "
    + "from the model."

  /// The report as an object.
  var document: JSON {
    [
      "suspect": .string(suspect), "rows": .integer(rows),
      "columns": .array(columns.map(JSON.string)), "columnsOfRelease": .integer(columnsOfRelease),
      "release": release.document, "recipients": .array(recipients.map(\.document)),
    ]
  }

  /// Some reports as one JSON object.
  public static func json(_ reports: [WatermarkReport]) -> String {
    Document.json(
      "watermark/1",
      ["suspects": .array(reports.map(\.document)), "caution": .string(caution)]
    )
  }
}

extension WatermarkReport.Standing {
  fileprivate var document: JSON {
    [
      "p": .string(probability), "approximateP": .number(approximateProbability),
      "z": deviations.map(JSON.number) ?? .null,
    ]
  }
}

extension WatermarkReport.Recipient {
  fileprivate var document: JSON {
    [
      "name": .string(name), "standing": standing.document,
      "adjustedP": .number(adjustedProbability),
    ]
  }
}
