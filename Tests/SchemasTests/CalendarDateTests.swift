import Schemas
import Testing

@Suite struct CalendarDateTests {
  @Test func `known days have their numbers`() {
    #expect(CalendarDate.days(year: 1970, month: 1, day: 1) == 0)
    #expect(CalendarDate.days(year: 2000, month: 3, day: 1) == 11_017)
    #expect(CalendarDate.days(year: 1900, month: 1, day: 1) == -25_567)
    #expect(CalendarDate.days(year: 1, month: 1, day: 1) == -719_162)
    #expect(CalendarDate.days.upperBound == 2_932_896)
  }

  @Test func `counting day by day through the calendar agrees with the formula`() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var number = CalendarDate.days.lowerBound
    var mismatches = 0
    let lastYear = isRelease ? 9999 : 801
    for year in 1...lastYear {
      let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
      for month in 1...12 {
        let length = month == 2 && isLeap ? 29 : lengths[month - 1]
        for day in 1...length {
          if CalendarDate.days(year: year, month: month, day: day) != number { mismatches += 1 }
          if CalendarDate.date(days: number) != (year, month, day) { mismatches += 1 }
          number += 1
        }
        if CalendarDate.exists(year: year, month: month, day: length + 1) { mismatches += 1 }
      }
    }
    #expect(mismatches == 0)
    #expect(!isRelease || number == CalendarDate.days.upperBound + 1)
  }

  @Test func `days before year 1 count on backwards`() {
    #expect(CalendarDate.date(days: CalendarDate.days.lowerBound - 1) == (0, 12, 31))
    #expect(CalendarDate.date(days: -719_469) == (0, 2, 29))
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("2024-02-29", 19_782), ("9999-12-31", 2_932_896),
    ("2023-02-29", nil), ("2023-13-01", nil), ("2023-00-10", nil), ("2023-01-00", nil),
    ("0000-01-01", nil), ("2023-1-01", nil), ("2023/01/01", nil), ("2023-01-01 ", nil),
    ("2023-01-0x", nil), ("", nil), ("+023-01-01", nil),
  ])
  func `a date is read as it is written, or not at all`(text: String, days: Int?) {
    #expect(CalendarDate.parse(Array(text.utf8).span) == days)
    guard let days else { return }
    var written: [UInt8] = []
    CalendarDate.append(days, to: &written)
    #expect(String(decoding: written, as: UTF8.self) == text)
  }
}
