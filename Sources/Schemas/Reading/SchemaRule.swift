/// A rule for schemas that a file can break.
package enum SchemaRule: Sendable, Equatable {
  /// The file is no JSON; the JSON reader's own words.
  case notJSON(String)
  /// The JSON is neither a schema nor an mbi domain.
  case notASchema
  /// A schema of a version that this program does not read.
  case unknownVersion
  /// A value of another type than the key asks for.
  case expected(String, for: String)
  /// A key that the schema's form does not have.
  case unknownKey(String, suggestion: String?)
  /// A key that must be there.
  case missingKey(String)
  /// A word that is none of those allowed.
  case unknownWord(key: String, allowed: [String], suggestion: String?)
  /// No column to synthesise.
  case noColumns
  /// More columns than the limit.
  case tooManyColumns
  /// Two columns of one name.
  case nameRepeated
  /// More levels than the limit.
  case tooManyLevels
  /// A categorical column without categories.
  case noLabels
  /// A text listed twice.
  case labelRepeated(String)
  /// A text that is a level and means a missing cell too.
  case labelIsMissing(String)
  /// A bin all of whose numbers mean a missing cell.
  case binIsMissing(String)
  /// A text that is no number or date of the column's precision.
  case notExact(key: String, scale: Scale)
  /// A number beyond ±10^18 units.
  case numberTooLarge
  /// A number of decimals that no column may have.
  case placesOutOfRange
  /// A size below 1.
  case sizeNotPositive
  /// A minimum above the maximum.
  case boundsReversed
  /// A bin width of 0 or less.
  case widthNotPositive
  /// Both a width and edges, or neither.
  case binsAmbiguous
  /// Edges that do not ascend.
  case edgesNotAscending
  /// Edges that do not start at the minimum, or whose last bin does not hold the maximum.
  case edgesMissBounds
  /// `"outside": "missing"` without a missing level.
  case outsideNeedsMissing
  /// An outside rule that the kind does not know.
  case outsideNotForKind(String, String)
  /// A text that a spreadsheet would run as a formula when it opens the release.
  case formula(String)
  /// A bound on the rows of a unit out of range.
  case unitBoundOutOfRange
  /// The column that names the privacy unit is to be synthesised.
  case unitColumnSynthesised
  /// An impossible combination names a column that is not synthesised.
  case noSuchColumn(String, suggestion: String?)
  /// An impossible combination names a text or number that is no level of the column.
  case noSuchLevel(String, suggestion: String?)
  /// An impossible combination begins or ends within a bin.
  case cutsBin(String)
  /// An impossible combination without columns, or without levels of one.
  case emptyCombination
  /// More impossible combinations than the limit.
  case tooManyCombinations
}

extension SchemaRule: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  package var description: String {
    switch self {
    case .notJSON(let reason): reason
    case .notASchema:
      "this is neither a schema (an object with \"marginalia\": \"schema/1\") nor an mbi domain "
        + "(an object of positive integers); `schema draft` writes a first one"
    case .unknownVersion: "\"marginalia\" has to be \"\(Schema.format)\"; no other version is known"
    case .expected(let form, let key): "\(quoted(key)) has to be \(form)"
    case .unknownKey(let key, let suggestion):
      "there is no key \(quoted(key)) here; \(advice(suggestion, else: "remove it"))"
    case .missingKey(let key): "the key \(quoted(key)) is missing; add it"
    case .unknownWord(let key, let allowed, let suggestion):
      "\(quoted(key)) has to be one of \(allowed.map(quoted).joined(separator: ", "))"
        + (suggestion.map { "; did you mean \(quoted($0))?" } ?? "")
    case .noColumns: "there is no column to synthesise; declare one that is not ignored"
    case .tooManyColumns: "there are more than \(Schema.columnLimit) columns; leave some out"
    case .nameRepeated: "another column has this name; rename one, in the file's header too"
    case .tooManyLevels:
      "there are more than \(Column.levelLimit) levels; take wider bins or fewer categories"
    case .noLabels: "\"categories\" is empty; list the texts that may occur"
    case .labelRepeated(let label): "\(quoted(label)) is listed twice; remove one of the two"
    case .labelIsMissing(let label):
      "\(quoted(label)) is a level and a text for missing cells too; remove one of the two"
    case .binIsMissing(let bin):
      "the bin at \(bin) holds nothing but texts for missing cells; widen or remove it"
    case .notExact(let key, let scale): "\(quoted(key)) has to be \(form(of: scale))"
    case .numberTooLarge: "the number is out of range; bounds lie within ±10^18 units"
    case .placesOutOfRange:
      "\"decimals\" has to be from \(Scale.places.lowerBound) to \(Scale.places.upperBound)"
    case .sizeNotPositive: "\"size\" has to be at least 1"
    case .boundsReversed: "\"minimum\" is above \"maximum\"; exchange them"
    case .widthNotPositive: "\"width\" has to be above 0"
    case .binsAmbiguous: "\"bins\" has to have either a \"width\" or \"edges\""
    case .edgesNotAscending: "\"edges\" has to ascend, at least two of them, none repeated"
    case .edgesMissBounds:
      "\"edges\" has to start at \"minimum\" and its last bin has to hold \"maximum\""
    case .outsideNeedsMissing:
      "\"outside\": \"missing\" needs a level for missing cells; add \"missing\": true"
    case .outsideNotForKind(let rule, let kind):
      "\"outside\": \(quoted(rule)) does not go with the type \(kind); "
        + (rule == "clamp"
          ? "take \"other\" or \"missing\"" : "take \"clamp\" or \"missing\"")
    case .formula(let text):
      "a spreadsheet would run \(quoted(text)) as a formula; write it otherwise, or say "
        + "\"formulas\": true where it is meant"
    case .unitBoundOutOfRange:
      "\"maximumRows\" has to be from \(PrivacyUnit.bounds.lowerBound) "
        + "to \(PrivacyUnit.bounds.upperBound)"
    case .unitColumnSynthesised:
      "the privacy unit's column names persons and is never synthesised; "
        + "remove it from \"columns\" or declare it as ignored"
    case .noSuchColumn(let name, let suggestion):
      "no column \(quoted(name)) is synthesised; "
        + advice(suggestion, else: "name one of the columns that are")
    case .noSuchLevel(let text, let suggestion):
      "\(quoted(text)) is no level of the column; "
        + advice(suggestion, else: "name one that is, or null for missing cells")
    case .cutsBin(let bin):
      "the bin \(bin) would be impossible in part; begin and end where bins do"
    case .emptyCombination:
      "an impossible combination names at least one column, and at least one level of each"
    case .tooManyCombinations:
      "there are more than \(Schema.impossibleLimit) impossible combinations; join some"
    }
  }

  private func quoted(_ text: String) -> String { "\"\(Printable.text(text))\"" }

  private func advice(_ suggestion: String?, else other: String) -> String {
    suggestion.map { "did you mean \(quoted($0))?" } ?? other
  }

  private func form(of scale: Scale) -> String {
    switch scale {
    case .integer: "a whole number"
    case .decimal(let places): "a number with at most \(places) decimals"
    case .date: "a date, written as YYYY-MM-DD"
    }
  }
}
