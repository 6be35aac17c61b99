import Arithmetic
import JSON
import Lineage

/// What a test of a suspect table for the choices of a secret key found, without release or model.
///
/// A low probability shows that the table holds rows that the key chose. A high one shows nothing.
public struct KeyedReport: Sendable, Equatable {
  /// One key's standing: the publisher's own, or that with a recipient's name.
  public struct Standing: Sendable, Equatable {
    /// The recipient; nil for rows for nobody in particular.
    public let recipient: String?

    /// The chance of so large a sum for a table that has nothing to do with the key, at most; no less
    /// than 10⁻³⁰⁰ is told.
    public let probability: Double

    /// The probability adjusted for the number of keys (Holm): the chance that any of them stands so
    /// high by accident is at most this.
    public let adjustedProbability: Double

    /// What the probability comes from.
    let test: KeyedTest
  }

  /// The suspect file.
  public let suspect: String

  /// The number of its rows that could be read.
  public let rows: Int

  /// The columns that it shares with the schema.
  public let columns: [String]

  /// The number of columns of the schema.
  public let columnsOfSchema: Int

  /// How the keys stand, the most suspect first.
  public let standings: [Standing]

  /// What a test can't show, for every output.
  public static let caution =
    "A low p shows that the table holds rows that this key chose. A high p proves nothing: a table "
    + "of few rows or columns, or with many cells changed, keeps no trace, and who fits a model to "
    + "the rows and draws from that gets rid of it."

  /// Ranks some keys' tests of a suspect.
  init(
    suspect: String,
    rows: Int,
    columns: [String],
    columnsOfSchema: Int,
    tests: [(recipient: String?, test: KeyedTest)]
  ) {
    self.suspect = suspect
    self.rows = rows
    self.columns = columns
    self.columnsOfSchema = columnsOfSchema
    let probabilities = tests.map { max(Self.least, $0.test.probability) }
    let adjusted = WatermarkRank.adjusted(probabilities)
    standings = tests.indices
      .sorted { (tests[$0].test.logarithm, $0) < (tests[$1].test.logarithm, $1) }
      .map {
        Standing(
          recipient: tests[$0].recipient,
          probability: probabilities[$0],
          adjustedProbability: adjusted[$0],
          test: tests[$0].test
        )
      }
  }

  /// The least probability that is told: anything below is as good.
  private static let least = 1e-300

  /// Some reports as one JSON object.
  public static func json(_ reports: [KeyedReport]) -> String {
    Document.json(
      "keyed-watermark/1",
      ["suspects": .array(reports.map(\.document)), "caution": .string(caution)]
    )
  }

  private var document: JSON {
    [
      "suspect": .string(suspect), "rows": .integer(rows),
      "columns": .array(columns.map(JSON.string)), "columnsOfSchema": .integer(columnsOfSchema),
      "standings": .array(standings.map(\.document)),
    ]
  }
}

extension KeyedReport.Standing {
  fileprivate var document: JSON {
    [
      "recipient": recipient.map(JSON.string) ?? .null, "p": .number(probability),
      "adjustedP": .number(adjustedProbability),
      "sums": .array(
        test.sums.map {
          ["views": .string($0.size), "terms": .integer($0.count), "sum": .number($0.sum)]
        }
      ),
    ]
  }
}
