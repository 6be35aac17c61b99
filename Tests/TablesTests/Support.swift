import Schemas
import Tables

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
}

/// What a slow reader, written apart from the house's own, makes of a CSV file.
///
/// It follows RFC 4180's grammar byte by byte, with LF or CRLF as line ends and lone CRs and inner
/// quotes as text, and gives nil where the file is malformed.
func slowRecords(_ bytes: [UInt8]) -> [[[UInt8]]]? {
  guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
  var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  var records: [[[UInt8]]] = []
  while !rest.isEmpty {
    var record: [[UInt8]] = []
    var isBlank = false
    while true {
      var field: [UInt8] = []
      let isQuoted = rest.first == 0x22
      if isQuoted {
        rest.removeFirst()
        while true {
          guard let byte = rest.popFirst() else { return nil }
          if byte == 0x22 {
            guard rest.first == 0x22 else { break }
            rest.removeFirst()
          }
          field.append(byte)
        }
        if rest.starts(with: [0x0D, 0x0A]) || Array(rest) == [0x0D] { rest.removeFirst() }
        guard rest.isEmpty || rest.first == 0x2C || rest.first == 0x0A else { return nil }
      } else {
        while let byte = rest.first, byte != 0x2C, byte != 0x0A {
          field.append(byte)
          rest.removeFirst()
        }
        if rest.first != 0x2C, field.last == 0x0D { field.removeLast() }
      }
      record.append(field)
      isBlank = record.count == 1 && field.isEmpty && !isQuoted
      if rest.popFirst() != 0x2C { break }
    }
    if isBlank, let header = records.first, header.count > 1 { continue }
    guard records.isEmpty || record.count == records[0].count else { return nil }
    records.append(record)
  }
  return records
}

/// The table in a text, or the error.
func read(_ text: String, _ schema: Schema) -> Result<EncodedTable, TableError> {
  read(Array(text.utf8), schema)
}

/// The table in bytes, or the error.
func read(_ bytes: [UInt8], _ schema: Schema) -> Result<EncodedTable, TableError> {
  do throws(TableError) {
    return .success(try EncodedTable(csv: bytes, file: "people.csv", schema: schema))
  } catch {
    return .failure(error)
  }
}

/// The findings on a text; none where it is a table.
func findings(_ text: String, _ schema: Schema) -> [TableFinding] {
  if case .failure(.malformed(_, let findings, _)) = read(text, schema) { findings } else { [] }
}

/// A schema of columns that tell these texts apart and put all others elsewhere.
func schema(of texts: [String], columns: [String], unit: PrivacyUnit = .row) -> Schema {
  Schema(
    name: "t",
    columns: columns.map { Column(name: $0, kind: .categorical(texts), allowsFormulas: true) },
    unit: unit
  )
}
