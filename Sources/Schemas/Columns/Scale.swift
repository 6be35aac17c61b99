/// How an ordered column's texts count in units: whole numbers, decimals, or days.
///
/// Everything ordered is an integer number of units from here on, so one kind of bins, one draw
/// within a bin and one set of rules serve numbers and dates alike.
package enum Scale: Sendable, Hashable {
  /// Whole numbers; a unit is 1.
  case integer
  /// Decimals; a unit is 10^−places.
  case decimal(places: Int)
  /// Dates; a unit is a day, 0 being 1970-01-01.
  case date

  /// The numbers of decimals that a column may have.
  package static let places = 0...12

  /// The units that a text of this scale can be bounded by.
  package var units: ClosedRange<Int> {
    switch self {
    case .integer, .decimal: -(NumberText.limit - 1)...(NumberText.limit - 1)
    case .date: CalendarDate.days
    }
  }

  /// What a text says, rounded towards −∞ to a unit, or nil where it is no number or date.
  package func parse(_ text: Span<UInt8>) -> NumberText.Reading? {
    switch self {
    case .integer: NumberText.parse(text, places: 0)
    case .decimal(let places): NumberText.parse(text, places: places)
    case .date: CalendarDate.parse(text).map { NumberText.Reading(units: $0, isExact: true) }
    }
  }

  /// Appends the text of a number of units, in the column's own type and precision.
  package func append(_ units: Int, to bytes: inout [UInt8]) {
    switch self {
    case .integer: NumberText.append(units, places: 0, to: &bytes)
    case .decimal(let places): NumberText.append(units, places: places, to: &bytes)
    case .date: CalendarDate.append(units, to: &bytes)
    }
  }

  /// The text of a number of units.
  package func text(of units: Int) -> String {
    var bytes: [UInt8] = []
    append(units, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
