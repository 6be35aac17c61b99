/// What the texts of a column mean.
package enum ColumnKind: Sendable, Hashable {
  /// One of a public list of texts.
  case categorical([String])
  /// One of two texts; false has the lower code.
  case boolean(falseText: String, trueText: String)
  /// Whole numbers in bins.
  case integer(Bins)
  /// Decimals in bins, in units of 10^−places.
  case decimal(places: Int, Bins)
  /// Dates in bins, in days since 1970-01-01.
  case date(Bins)
  /// The integers `0..<size`, each a level: a column that someone else has encoded.
  case code(size: Int)
  /// Present in the file, neither read nor synthesised.
  case ignored

  /// The texts that are levels of their own, in the order of their codes; nil for other kinds.
  package var labels: [String]? {
    switch self {
    case .categorical(let labels): labels
    case .boolean(let falseText, let trueText): [falseText, trueText]
    case .integer, .decimal, .date, .code, .ignored: nil
    }
  }

  /// The scale and the bins of an ordered column; nil for other kinds.
  package var ordered: (scale: Scale, bins: Bins)? {
    switch self {
    case .integer(let bins): (.integer, bins)
    case .decimal(let places, let bins): (.decimal(places: places), bins)
    case .date(let bins): (.date, bins)
    case .code(let size): (.integer, Bins(minimum: 0, maximum: size - 1))
    case .categorical, .boolean, .ignored: nil
    }
  }

  /// The kind's name in a schema's JSON.
  package var word: String {
    switch self {
    case .categorical: "categorical"
    case .boolean: "boolean"
    case .integer: "integer"
    case .decimal: "decimal"
    case .date: "date"
    case .code: "code"
    case .ignored: "ignored"
    }
  }
}

/// Where the texts go that a column does not declare.
///
/// Each is a function of the cell's own text alone, and none stops a run: what one person's cell
/// says can't change what becomes of another's, nor whether there is a release.
package enum OutsideRule: Sendable, Hashable {
  /// To the nearest bound; a text that is no number, to the missing level or else the lowest bin.
  case clamp
  /// To the level of this label, which is added where the column's texts do not have it.
  case other(String)
  /// To the missing level.
  case missing

  /// The rule's name in a schema's JSON.
  package var word: String {
    switch self {
    case .clamp: "clamp"
    case .other: "other"
    case .missing: "missing"
    }
  }
}
