/// A second in UTC, as manifests, ledgers and statements write it: `2026-11-21T12:00:00Z`.
///
/// - Source: RFC 3339, section 5.6, with `Z` and without fractions.
package struct UTCTime: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The text; texts sort as times do.
  package let description: String

  /// Reads a text; nil where it is in another form, or no such day or second exists.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    let shape = Array("0000-00-00T00:00:00Z".utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard bytes.count == shape.count,
      zip(bytes, shape).allSatisfy({ $1 == digits.lowerBound ? digits.contains($0) : $0 == $1 })
    else { return nil }
    func number(_ range: Range<Int>) -> Int {
      bytes[range].reduce(0) { 10 * $0 + Int($1 - digits.lowerBound) }
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard lengths.indices.contains(month - 1), (1...lengths[month - 1]).contains(day),
      number(11..<13) < 24, number(14..<16) < 60, number(17..<19) < 60
    else { return nil }
    description = text
  }

  /// Reads the time of a time stamp, `20261121120000Z`; fractions of the second are cut off.
  ///
  /// - Source: RFC 3161, section 2.4.2, genTime.
  package init?(generalized text: String) {
    let digits = Array(text.utf8.prefix(14))
    guard digits.count == 14, text.hasSuffix("Z") else { return nil }
    let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map {
      String(decoding: digits[$0], as: UTF8.self)
    }
    self.init("\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])Z")
  }

  package static func < (left: UTCTime, right: UTCTime) -> Bool {
    left.description < right.description
  }
}
