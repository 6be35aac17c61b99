/// A day of the proleptic Gregorian calendar, as a number of days since 1970-01-01.
///
/// All of it is integer arithmetic: no time zone, locale or clock has a say.
///
/// - Source: E. Reingold and N. Dershowitz, Calendrical Calculations, chapter 2; the years that
///   begin in March make February's length the last term of every sum.
package enum CalendarDate {
  /// The days that can be written with four digits for the year: 0001-01-01 to 9999-12-31.
  package static let days = days(year: 1, month: 1, day: 1)...days(year: 9999, month: 12, day: 31)

  /// The number of days from 1970-01-01 to a date.
  ///
  /// - Precondition: the date exists; ask ``exists(year:month:day:)`` where it may not.
  package static func days(year: Int, month: Int, day: Int) -> Int {
    precondition(exists(year: year, month: month, day: day), "no such date")
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * daysOfEra + dayOfEra - daysBefore1970
  }

  /// The date that lies so many days after 1970-01-01.
  package static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + daysBefore1970
    let era = (shifted >= 0 ? shifted : shifted - daysOfEra + 1) / daysOfEra
    let dayOfEra = shifted - era * daysOfEra
    // 1460, 36524 and 146096: the last day of a leap cycle, of a century and of an era belongs to
    // the year before it, not to one of its own.
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Whether the calendar has this date.
  package static func exists(year: Int, month: Int, day: Int) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length =
      switch month {
      case 2: isLeap ? 29 : 28
      case 4, 6, 9, 11: 30
      default: 31
      }
    return day <= length
  }

  /// The days of 400 years, after which the calendar repeats.
  private static let daysOfEra = 146_097

  /// The days from 0000-03-01 to 1970-01-01.
  private static let daysBefore1970 = 719_468
}

extension CalendarDate {
  /// The day that `YYYY-MM-DD` names, or nil for any other text.
  ///
  /// - Source: RFC 3339, section 5.6 (`full-date`).
  package static func parse(_ text: Span<UInt8>) -> Int? {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
      return nil
    }
    var digits = 0
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      digits = digits * 10 + Int(digit)
    }
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100)
    guard year >= 1, exists(year: year, month: month, day: day) else { return nil }
    return days(year: year, month: month, day: day)
  }

  /// Appends `YYYY-MM-DD`.
  ///
  /// - Precondition: the day is within ``days``.
  package static func append(_ day: Int, to bytes: inout [UInt8]) {
    precondition(days.contains(day), "the year has no four digits")
    let date = date(days: day)
    for (value, width) in [(date.year, 4), (date.month, 2), (date.day, 2)] {
      if width < 4 { bytes.append(UInt8(ascii: "-")) }
      NumberText.appendDigits(of: UInt(value), atLeast: width, to: &bytes)
    }
  }
}
