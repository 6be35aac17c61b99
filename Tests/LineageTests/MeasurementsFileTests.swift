import Accounting
import Arithmetic
import Cryptography
import Foundation
import JSON
import Lineage
import Marginals
import Schemas
import Testing

@Suite struct MeasurementsFileTests {
  static let file = Example.measurements(transcript: Example.transcript(merged: true))
  static let text = String(decoding: file.bytes, as: UTF8.self)

  /// The error for the file with one piece of its text replaced.
  static func error(replacing old: String, by new: String) throws -> LineageError? {
    let range = try #require(text.firstRange(of: old), "the example doesn't hold \(old)")
    let changed = text.replacingCharacters(in: range, with: new)
    do throws(LineageError) {
      _ = try MeasurementsFile(parsing: [UInt8](changed.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func `A file reads back exactly, with every kind of answer and merged levels`() throws {
    let read = try MeasurementsFile(parsing: Self.file.bytes)
    #expect(read == Self.file)
    #expect(read.bytes == Self.file.bytes)
  }

  @Test func `A file is canonical JSON and a line feed`() throws {
    #expect(Self.file.bytes.last == UInt8(ascii: "\n"))
    let json = try JSON(parsing: Self.file.bytes)
    #expect(json.canonical == [UInt8](Self.file.bytes.dropLast()))
  }

  @Test func `Integers beyond 2^53 and fractions are texts and come back exactly`() throws {
    let entry = Transcript.Entry(
      answer: .measurement(
        Measurement(
          clique: [0],
          values: [1 << 53, -(1 << 53) - 1, (1 << 53) - 1, 0],
          noise: .discreteGaussian(variance: Rational(22, 7))
        )
      ),
      cost: try #require(PrivacyCost(Rational(1, 3), under: .zeroConcentrated))
    )
    let file = Example.measurements(transcript: Transcript([entry]), rows: .requested(7))
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.contains(#"["9007199254740992","-9007199254740993",9007199254740991,0]"#))
    #expect(text.contains(#""variance":"22/7""#))
    #expect(text.contains(#""rho":"1/3""#))
    #expect(try MeasurementsFile(parsing: file.bytes) == file)
  }

  @Test func `A unit with several rows and replaced neighbours come back exactly`() throws {
    let schema = Schema(
      name: "harbour",
      columns: Example.schema.columns,
      unit: .column(name: "ship", maximumRows: 3),
      neighbours: .replaceOne
    )
    let file = Example.measurements(schema: schema)
    #expect(try MeasurementsFile(parsing: file.bytes) == file)
  }

  @Test func `The noisy total is the number of rows, and none where it is negative`() {
    // Sums 998, 995, 1001, 1002 and 1003 of 4, 5, 6, 20 and 12 cells of one variance: weighted by
    // the inverses of the cells they give 998.7.
    #expect(Self.file.rows == 999)
    let negative = Measurement(
      clique: [0],
      values: [-5, 0, 1, 0],
      noise: .discreteGaussian(variance: 9)
    )
    #expect(RowRule.noisyTotal.count(for: [negative]) == 0)
    #expect(RowRule.noisyTotal.count(for: []) == 0)
    let huge = Measurement(
      clique: [0],
      values: [1 << 40, 0, 0, 0],
      noise: .discreteGaussian(variance: 1)
    )
    #expect(RowRule.noisyTotal.count(for: [huge]) == RowRule.noisyLimit)
    #expect(RowRule.requested(12).count(for: [negative]) == 12)
  }

  @Test(arguments: [
    (#""chosen":0"#, #""chosen":3"#, "transcript[4].chosen", MemberFault.outOfRange),
    (#"[211,402,388,-3]"#, #"[211,402,388]"#, "transcript[0].values", .wrongLength),
    (#"[211,402,388,-3]"#, #"[211,402,388,0.5]"#, "transcript[0].values", .notInteger),
    (
      #"[211,402,388,-3]"#, #"["9223372036854775807",1,0,0]"#, "transcript[0].values",
      .outOfRange
    ),
    (#""kind":"errors""#, #""kind":"error""#, "transcript[3].kind", .unknownWord),
    (
      #""attributes":["port"]"#, #""attributes":["prt"]"#, "transcript[0].attributes",
      .notAttributes
    ),
    (
      #""attributes":["port","tonnage"],"kind""#, #""attributes":["tonnage","port"],"kind""#,
      "transcript[5].attributes", .notAttributes
    ),
    (
      #""score":"distance""#, #""score":"length""#, "candidates[0].score",
      .unknownWord
    ),
    (#""penalty":31"#, #""penalty":-31"#, "candidates[0].penalty", .outOfRange),
    (#""weight":2"#, #""weight":0"#, "candidates[0].weight", .outOfRange),
    (
      #""child":"arrived""#, #""child":"port""#, "candidates[2].child", .notAttributes
    ),
    (#""total":65536"#, #""total":0"#, "candidates[2].total", .outOfRange),
    (#"[0,1,1,1]"#, #"[0,2,2,2]"#, "transcript[6].groups", .outOfRange),
    (#"[0,1,1,1]"#, #"[0,1,1]"#, "transcript[6].groups", .wrongLength),
    (#""rule":"noisy-total""#, #""rule":"exact""#, "rows.rule", .unknownWord),
    (#""neighbours":"add-remove-one""#, #""neighbours":"x""#, "privacy.neighbours", .unknownWord),
    (#""unit":"row""#, #""unit":"rows""#, "privacy.unit", .unknownWord),
    (#""curvature":30"#, #""curvature":-1"#, "inference.curvature", .outOfRange),
    (#""size":4"#, #""size":0"#, "domain[0].size", .outOfRange),
    (#""name":"tonnage""#, #""name":"port""#, "domain[1].name", .notAttributes),
    (
      #""variance":""#, #""variance":"1e-400","was":""#, "transcript[0].mechanism.variance",
      .outOfRange
    ),
    (#""rate":""#, #""rate":"-"#, "transcript[4].mechanism.rate", .outOfRange),
    (#""determinism":4"#, #""determinism":"4""#, "determinism", .notInteger),
  ])
  func `A planted mistake is named with its place`(
    old: String,
    new: String,
    path: String,
    fault: MemberFault
  ) throws {
    #expect(
      try Self.error(replacing: old, by: new)
        == .member(file: "measurements.json", path: path, fault: fault)
    )
  }

  @Test func `Other spellings of the same content are refused`() throws {
    let refused = LineageError.notCanonical(file: "measurements.json")
    #expect(try Self.error(replacing: #""chosen":0"#, by: #""chosen": 0"#) == refused)
    #expect(try Self.error(replacing: #""chosen":0"#, by: #""chosen":0,"more":1"#) == refused)
    #expect(try Self.error(replacing: "388,-3]", by: "388,\"-3\"]") == refused)
    #expect(try Self.error(replacing: "}\n", by: "}") == refused)
  }

  @Test func `Other kinds and versions of files are refused`() throws {
    #expect(
      try Self.error(replacing: "measurements/2", by: "measurements/1")
        == .unknownFormat(
          file: "measurements.json",
          found: "measurements/1",
          expected: "measurements/2"
        )
    )
    #expect(throws: LineageError.self) { try MeasurementsFile(parsing: [UInt8]("[]".utf8)) }
  }

  @Test func `A file with a byte gone or flipped never reads back as something else`() throws {
    let bytes = Self.file.bytes
    for index in stride(from: 0, to: bytes.count, by: 7) {
      var flipped = bytes
      flipped[index] ^= 1
      if let read = try? MeasurementsFile(parsing: flipped) { #expect(read != Self.file) }
      var cut = bytes
      cut.remove(at: index)
      if let read = try? MeasurementsFile(parsing: cut) { #expect(read.bytes == cut) }
    }
  }
}
