import Accounting
import Arithmetic
import Foundation
import JSON
import Ledger
import Lineage
import Marginals
import Testing

/// What choices were made from stands in a measurements file once.
@Suite struct CandidateTableTests {
  /// A choice among the pairs of four attributes that hold `attribute`.
  private func selection(of attribute: Int, penalty: Int = 5) -> Selection {
    let pairs = (0..<3).filter { $0 != attribute }.map { Clique([attribute, $0]) }
    return Selection(
      candidates: pairs,
      terms: pairs.map { _ in .distance(weight: 1, penalty: penalty) },
      chosen: 1,
      rate: 2
    )
  }

  private func file(_ selections: [Selection]) throws -> MeasurementsFile {
    let cost = try #require(PrivacyCost(1, under: .zeroConcentrated))
    let entries = selections.map { Transcript.Entry(answer: .selection($0), cost: cost) }
    return Example.measurements(transcript: Transcript(entries), rows: .requested(1))
  }

  private func lists(_ file: MeasurementsFile) throws -> (all: Int, each: [[Int?]]) {
    let json = try JSON(parsing: file.bytes)
    let entries = try #require(json["transcript"]?.array)
    return (
      try #require(json["candidates"]?.array).count,
      try entries.map { try #require($0["candidates"]?.array).map(\.integer) }
    )
  }

  @Test func `Each candidate stands once, where it was first offered, and choices refer to it`()
    throws
  {
    let rounds = [selection(of: 0), selection(of: 1), selection(of: 0), selection(of: 2)]
    let file = try file(rounds)
    let lists = try lists(file)
    #expect(lists.all == 3)
    #expect(lists.each == [[0, 1], [0, 2], [0, 1], [1, 2]])
    #expect(try MeasurementsFile(parsing: file.bytes) == file)
  }

  @Test func `A candidate with another penalty is another candidate`() throws {
    let file = try file([selection(of: 0), selection(of: 0, penalty: 6)])
    #expect(try lists(file).each == [[0, 1], [2, 3]])
    #expect(try MeasurementsFile(parsing: file.bytes) == file)
  }

  @Test func `A run without choices has an empty list`() throws {
    #expect(try lists(file([])).all == 0)
  }

  @Test func `The ledger's digests tell by content what was offered, whatever was offered before`()
    throws
  {
    let late = try file([selection(of: 1), selection(of: 2)]).ledgerEntries[1]
    let early = try file([selection(of: 2)]).ledgerEntries[0]
    let other = try file([selection(of: 1)]).ledgerEntries[0]
    let dearer = try file([selection(of: 2, penalty: 6)]).ledgerEntries[0]
    #expect(late.query == early.query)
    #expect(early.query != other.query && early.query != dearer.query)
  }

  @Test(arguments: [
    (#""candidates":[0,1]"#, #""candidates":[0,3]"#, MemberFault.outOfRange),
    (#""candidates":[0,1]"#, #""candidates":[0,-1]"#, .outOfRange),
    (#""candidates":[0,1]"#, #""candidates":[0,"x"]"#, .notInteger),
    (#""candidates":[0,1]"#, #""candidates":[]"#, .wrongLength),
  ])
  func `A choice refers to candidates that there are`(
    old: String,
    new: String,
    fault: MemberFault
  ) throws {
    let bytes = try file([selection(of: 0), selection(of: 1)]).bytes
    let text = String(decoding: bytes, as: UTF8.self)
    let range = try #require(text.firstRange(of: old))
    let error = LineageError.member(
      file: "measurements.json",
      path: "transcript[0].candidates",
      fault: fault
    )
    #expect(throws: error) {
      try MeasurementsFile(parsing: [UInt8](text.replacingCharacters(in: range, with: new).utf8))
    }
  }

  @Test func `Candidates that nobody offered, or in another order, are refused`() throws {
    let text = String(decoding: try file([selection(of: 0)]).bytes, as: UTF8.self)
    let range = try #require(text.firstRange(of: #""candidates":[0,1]"#))
    for other in ["[0,0]", "[1,0]", "[1]"] {
      let changed = text.replacingCharacters(in: range, with: #""candidates":"# + other)
      #expect(throws: LineageError.self) { try MeasurementsFile(parsing: [UInt8](changed.utf8)) }
    }
    #expect(throws: Never.self) { try MeasurementsFile(parsing: [UInt8](text.utf8)) }
  }
}
