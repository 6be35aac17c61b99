import JSON
import Schemas

/// Whether the tests are compiled with optimisation: slow ones run only then.
let isRelease: Bool = {
  #if DEBUG
  false
  #else
  true
  #endif
}()

/// A small generator for test cases: the same cases in every run.
///
/// - Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
struct CaseGenerator: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func text(of alphabet: String, upTo length: Int) -> String {
    let letters = Array(alphabet)
    return String((0..<below(length + 1)).map { _ in letters[below(letters.count)] })
  }
}

extension CaseGenerator {
  /// A column of any kind that breaks no rule.
  mutating func column(named name: String) -> Column {
    while true {
      let kind = kind()
      let missing = Array(
        Set((0..<below(3)).map { _ in text(of: "?-09N", upTo: 2) })
      ).sorted()
      let outside: OutsideRule =
        switch below(3) {
        case 0: .missing
        case 1: .other(text(of: "ot,", upTo: 2))
        default: Column.usualRule(for: kind)
        }
      if Column.violations(kind: kind, missing: missing, outside: outside).isEmpty {
        let isVouched = chance(80)
        func column(allowsFormulas: Bool) -> Column {
          Column(
            name: name,
            kind: kind,
            missing: missing,
            outside: outside,
            isVouched: isVouched,
            allowsFormulas: allowsFormulas
          )
        }
        let plain = column(allowsFormulas: false)
        return plain.formula == nil ? plain : column(allowsFormulas: true)
      }
    }
  }

  private mutating func kind() -> ColumnKind {
    switch below(6) {
    case 0:
      return .categorical(
        Array(Set((0..<1 + below(9)).map { _ in text(of: "abcé,\" \n\r", upTo: 12) })).sorted()
      )
    case 1: return .boolean(falseText: "no", trueText: text(of: "yes", upTo: 3))
    case 2: return .integer(bins(around: 1000))
    case 3: return .decimal(places: below(4), bins(around: 1000))
    case 4: return .date(bins(around: 20_000))
    default: return .code(size: 1 + below(300))
    }
  }

  mutating func bins(around size: Int) -> Bins {
    let minimum = below(2 * size) - size
    let maximum = minimum + below(size)
    guard chance(50), maximum > minimum + 3 else {
      return Bins(minimum: minimum, maximum: maximum, cut: .width(1 + below(60)))
    }
    let inner = Set((0..<below(6)).map { _ in minimum + 1 + below(maximum - minimum - 1) })
    return Bins(
      minimum: minimum,
      maximum: maximum,
      cut: .edges([minimum] + inner.sorted() + [maximum + below(2)])
    )
  }
}

/// The fields of CSV text, read byte by byte: slow, and written apart from the house's own reader.
func fields(of bytes: [UInt8]) -> [[[UInt8]]] {
  var records: [[[UInt8]]] = []
  var record: [[UInt8]] = []
  var field: [UInt8] = []
  var isQuoted = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if isQuoted {
      if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
        field.append(byte)
        index += 1
      } else if byte == 0x22 {
        isQuoted = false
      } else {
        field.append(byte)
      }
    } else if byte == 0x22 {
      isQuoted = true
    } else if byte == 0x2C {
      record.append(field)
      field = []
    } else if byte == 0x0A {
      records.append(record + [field])
      (record, field) = ([], [])
    } else {
      field.append(byte)
    }
    index += 1
  }
  return records
}

/// The schema in a text, or the findings on it.
func parse(_ text: String) -> Result<Schema, SchemaError> {
  do throws(SchemaError) {
    return .success(try Schema(parsing: Array(text.utf8), file: "schema.json"))
  } catch {
    return .failure(error)
  }
}

/// The findings on a text; none where it is a schema.
func findings(_ text: String) -> [SchemaFinding] {
  if case .failure(.invalid(_, let findings, _)) = parse(text) { findings } else { [] }
}
