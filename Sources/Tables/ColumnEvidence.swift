import Schemas

/// What the cells of one column look like, gathered row by row in bounded memory.
///
/// - Privacy: private; it ends in a draft that no release may hold before a person vouches for it.
struct ColumnEvidence {
  /// The texts by which files usually say that a cell is missing.
  private static let missingTexts: Set<String> = [
    "", "?", "NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "none", "-",
  ]

  /// The number of different texts up to which a column may be a category.
  private static let categoryLimit = 256

  /// The most decimals that a draft declares, and the numbers from which it declares none at all.
  private static let (mostPlaces, largestBound) = (4, 1_000_000_000_000)

  private let name: String
  private var missing: Set<String> = []
  private var texts: Set<String> = []
  private var places = 0
  private var numbers: ClosedRange<Int>?
  private var days: ClosedRange<Int>?
  private var areNumbers = true
  private var areDates = true

  /// Starts to look at the column of this name.
  init(name: String) { self.name = name }

  /// Takes a cell into account.
  mutating func add(_ cell: [UInt8]) {
    let text = String(decoding: cell, as: UTF8.self)
    if Self.missingTexts.contains(text) {
      missing.insert(text)
      return
    }
    if texts.count <= Self.categoryLimit { texts.insert(text) }
    if areDates {
      let day = CalendarDate.parse(cell.span)
      days = day.map { Self.joined(days, $0...$0) } ?? days
      areDates = day != nil
    }
    guard areNumbers else { return }
    while let reading = NumberText.parse(cell.span, places: places), !reading.isExact,
      places < Self.mostPlaces
    {
      places += 1
    }
    guard let floor = NumberText.parse(cell.span, places: 0), abs(floor.units) < Self.largestBound
    else {
      areNumbers = false
      return
    }
    numbers = Self.joined(numbers, floor.units...floor.units + (floor.isExact ? 0 : 1))
  }

  /// The column that the cells suggest, bounds rounded outwards.
  var guess: SchemaDraft.Guess {
    let (kind, note) = suggestion
    // An ignored column has no cells to be missing.
    let missing = kind == .ignored ? [] : missing.sorted()
    return SchemaDraft.Guess(
      column: Column(name: name, kind: kind, missing: missing, isVouched: false),
      note: note
    )
  }

  private var suggestion: (ColumnKind, String) {
    let lowered = Set(texts.map { $0.lowercased() })
    for (falseText, trueText) in [("false", "true"), ("no", "yes")]
    where texts.count == 2 && lowered == [falseText, trueText] {
      let sorted = texts.sorted { $0.lowercased() < $1.lowercased() }
      return (
        .boolean(falseText: sorted[0], trueText: sorted[1]), "two texts, taken for a truth value"
      )
    }
    if areNumbers, let numbers {
      let bins = Self.bins(over: numbers, unit: Self.power(places))
      return places == 0
        ? (.integer(bins), "every cell is a whole number")
        : (.decimal(places: places, bins), "every cell is a number, most with \(places) decimals")
    }
    if areDates, let days {
      let years =
        CalendarDate.date(days: days.lowerBound)
        .year...CalendarDate.date(
          days: days.upperBound
        ).year
      let first = CalendarDate.days(year: years.lowerBound, month: 1, day: 1)
      let last = CalendarDate.days(year: years.upperBound, month: 12, day: 31)
      let width = max(1, (last - first) / Self.usualBins)
      return (
        .date(Bins(minimum: first, maximum: last, cut: .width(width))), "every cell is a date"
      )
    }
    if texts.isEmpty { return (.ignored, "no cell says anything") }
    if texts.count > Self.categoryLimit {
      return (.ignored, "more than \(Self.categoryLimit) texts: an identifier, or free text")
    }
    let labels = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (.categorical(labels), "\(labels.count) texts")
  }

  /// About as many bins as a draft makes.
  private static let usualBins = 50

  /// Bins over numbers in units of 1, as bins in units of 1/unit, their bounds rounded outwards.
  private static func bins(over numbers: ClosedRange<Int>, unit: Int) -> Bins {
    let margin = roundStep(atLeast: (numbers.upperBound - numbers.lowerBound) / 10)
    let minimum = numbers.lowerBound.flooredMultiple(of: margin)
    let maximum = -(-numbers.upperBound).flooredMultiple(of: margin)
    let units = (maximum - minimum) * unit
    let width = units <= 2 * usualBins ? 1 : roundStep(atLeast: units / usualBins)
    return Bins(minimum: minimum * unit, maximum: maximum * unit, cut: .width(width))
  }

  /// The smallest of 1, 2, 5, 10, 20, 50, … that is not less than a size.
  private static func roundStep(atLeast size: Int) -> Int {
    var step = 1
    while true {
      for factor in [1, 2, 5] where step * factor >= size { return step * factor }
      step *= 10
    }
  }

  private static func power(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }

  private static func joined(
    _ range: ClosedRange<Int>?,
    _ other: ClosedRange<Int>
  ) -> ClosedRange<Int> {
    guard let range else { return other }
    return min(range.lowerBound, other.lowerBound)...max(range.upperBound, other.upperBound)
  }
}

extension Int {
  /// The largest multiple of `step` that is not above this number.
  fileprivate func flooredMultiple(of step: Int) -> Int {
    let remainder = self % step
    return self - (remainder < 0 ? remainder + step : remainder)
  }
}
