import Accounting
import Arithmetic
import Cryptography
import Foundation
import GraphicalModels
import JSON
import Ledger
import Lineage
import Marginals
import Parallel
import Schemas
import Testing

@Suite struct ReleaseVerificationTests {
  let folder: TemporaryFolder
  var example: Example

  init() throws {
    folder = try TemporaryFolder()
    example = try Example(in: folder)
  }

  /// The failed checks, each with the file that it names.
  func failures(_ verification: ReleaseVerification) -> [String] {
    verification.findings.filter { $0.outcome == .failed }.map { "\($0.check) \($0.file)" }
  }

  @Test func `A release made as the program makes it passes every check`() throws {
    let verification = try example.verified(in: folder, ledger: true, replay: true)
    #expect(failures(verification) == [])
    #expect(verification.isValid && verification.manifest == example.manifest)
    let checks = Set(verification.findings.map(\.check))
    let expected = Set(ReleaseVerification.Check.allCases)
      .subtracting([.folder, .notice, .witness])
    #expect(checks == expected)
    #expect(verification.findings.last { $0.check == .replay }?.outcome == .noted)
  }

  @Test func `A release at δ = 0 passes every check, and says so without a ρ`() throws {
    let folder = try TemporaryFolder()
    let example = try Example.$definition.withValue(.pure) { try Example(in: folder) }
    let verification = try example.verified(in: folder, ledger: true, replay: true)
    #expect(failures(verification) == [])
    #expect(verification.isValid && verification.manifest == example.manifest)
    let json = try JSON(parsing: example.manifest.payload)
    let privacy = try #require(json["predicate"]?["privacy"])
    #expect(privacy["variant"]?.string == "Pure DP")
    #expect(privacy["thisRelease"] == ["delta": "0", "epsilon": "1"])
    #expect(privacy["cumulative"] == ["epsilon": "1"])
    let mechanisms = try #require(json["predicate"]?["accounting"]?["mechanisms"]?.array)
    #expect(mechanisms.allSatisfy { $0["rho"] == nil && $0["epsilon"] != nil })
    #expect(example.manifest.facts.limits.contains { $0.contains("k times less (in epsilon)") })
  }

  @Test(arguments: ReleaseFile.required)
  func `A flipped byte in a listed file fails and names the file`(name: String) throws {
    var example = example
    let original = try #require(example.files[name])
    for index in Set([0, original.count / 2, original.count - 1]) {
      example.files[name]?[index] ^= 1
      let verification = try example.verified(in: folder)
      #expect(failures(verification) == ["file \(name)"])
      #expect(verification.failedFiles == [name])
      example.files[name] = original
    }
  }

  @Test func `A flipped byte in the manifest fails and names the manifest`() throws {
    var example = example
    let original = try #require(example.files[ReleaseFile.manifest])
    for index in stride(from: 0, to: original.count, by: 997) {
      example.files[ReleaseFile.manifest]?[index] ^= 1
      let verification = try example.verified(in: folder)
      #expect(!verification.isValid && verification.failedFiles == [ReleaseFile.manifest])
      example.files[ReleaseFile.manifest] = original
    }
  }

  @Test func `Another key's signature is refused, whatever the manifest says`() throws {
    let verification = try example.verified(in: folder, key: Example.otherKey)
    #expect(failures(verification) == ["signature manifest.dsse.json"])
  }

  @Test func `Every missing file is found, not only the first`() throws {
    var example = example
    example.files[ReleaseFile.report] = nil
    example.files[ReleaseFile.model] = nil
    let verification = try example.verified(in: folder)
    #expect(failures(verification) == ["file model.json", "file report.html"])
    example.files = [:]
    let empty = ReleaseVerification.verify(
      folder: folder.path + "/nowhere",
      trustedKey: Example.key.publicKey
    )
    #expect(failures(empty) == ["envelope manifest.dsse.json"])
  }

  @Test func `A link in place of a file is refused, though it leads to the same bytes`() throws {
    _ = try example.verified(in: folder)
    let path = folder.path + "/release/synthetic.csv"
    try FileManager.default.moveItem(atPath: path, toPath: folder.path + "/elsewhere.csv")
    try FileManager.default.createSymbolicLink(
      atPath: path,
      withDestinationPath: folder.path + "/elsewhere.csv"
    )
    var rest = example
    rest.files[ReleaseFile.table] = nil
    #expect(failures(try rest.verified(in: folder)) == ["file synthetic.csv"])
  }

  @Test func `A file that nobody vouches for is noted`() throws {
    try folder.write([1], to: "release/notes.txt")
    let verification = try example.verified(in: folder)
    #expect(verification.isValid)
    #expect(
      verification.findings.filter { $0.check == .folder }.map(\.file) == ["notes.txt"]
    )
  }

  @Test func `Names that lead out of the folder, or mean one file twice, are refused`() throws {
    for (name, failure) in [
      ("../ledger", "file ../ledger"), ("a/b", "file a/b"), ("..", "file .."),
      ("SYNTHETIC.CSV", "file synthetic.csv"), ("manifest.dsse.json", "file manifest.dsse.json"),
    ] {
      var example = example
      example.resign {
        $0.replacingOccurrences(of: #""name":"report.html""#, with: #""name":"\#(name)""#)
      }
      let found = failures(try example.verified(in: folder))
      #expect(found.contains(failure), "\(name): \(found)")
      #expect(found.contains("file report.html"), "\(name): \(found)")
    }
  }

  @Test func `Rows that don't follow from the measurements fail the replay alone`() throws {
    var example = example
    var table = try #require(example.files[ReleaseFile.table])
    // The last digit of the last date.
    let digit = table.count - 2
    table[digit] = table[digit] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
    example.replace(ReleaseFile.table, with: table)
    #expect(failures(try example.verified(in: folder)) == [])
    let replayed = try example.verified(in: folder, replay: true)
    #expect(failures(replayed) == ["replay synthetic.csv"])
  }

  @Test(arguments: PrivacyDefinition.allCases)
  func `Measurements with less noise than was paid for fail ledger and accounting`(
    definition: PrivacyDefinition
  ) throws {
    try Example.$definition.withValue(definition) { try drawQuarterOfTheNoise() }
  }

  private func drawQuarterOfTheNoise() throws {
    let folder = try TemporaryFolder()
    let honest = Example.measurements()
    var entries = honest.transcript.entries
    guard case .measurement(let first) = entries[0].answer else {
      Issue.record("the example begins with a marginal")
      return
    }
    let noise: Noise =
      switch first.noise {
      case .discreteGaussian(let variance): .discreteGaussian(variance: variance / 16)
      case .discreteLaplace(let scale): .discreteLaplace(scale: scale / 4)
      }
    let quieter = Measurement(shape: first.shape, values: first.values, noise: noise)
    entries[0] = Transcript.Entry(answer: .measurement(quieter), cost: entries[0].cost)
    let lying = try Example(
      in: folder,
      measurements: Example.measurements(transcript: Transcript(entries)),
      committed: honest
    )
    let found = failures(try lying.verified(in: folder))
    #expect(
      found == [
        "ledger measurements.json", "accounting measurements.json",
        "accounting measurements.json",
      ]
    )
  }

  @Test(arguments: [
    // A smaller epsilon than rho gives.
    (
      #""thisRelease":{"alpha""#, #""epsilon":"1""#, #""epsilon":"1/2""#,
      ["accounting manifest.dsse.json", "ledger manifest.dsse.json"]
    ),
    // Charges above the cap.
    (#""cumulative":{"#, #""rho":""#, #""rho":"99"#, ["cap manifest.dsse.json"]),
    // Other neighbours than were paid for.
    (
      #""adjacency":"#, "add-remove-one", "replace-one",
      ["ledger manifest.dsse.json", "accounting measurements.json"]
    ),
    // Another number of rows than the measurements say.
    (#""rows":{"#, #""count":999"#, #""count":998"#, ["measurements measurements.json"]),
    // Another estimate of the private rows than the measurements give.
    (#""rowCount":{"#, #""noisy":""#, #""noisy":"1"#, ["measurements measurements.json"]),
    // A mechanism that wasn't used.
    (
      #""mechanisms":["#, "\"count\":6", "\"count\":5",
      ["accounting manifest.dsse.json"]
    ),
  ])
  func `A signed lie in the manifest is found`(
    place: String,
    old: String,
    new: String,
    expected: [String]
  ) throws {
    var example = example
    example.resign { text in
      guard let start = text.range(of: place),
        let range = text.range(of: old, range: start.lowerBound..<text.endIndex)
      else { return text }
      return text.replacingCharacters(in: range, with: new)
    }
    let found = failures(try example.verified(in: folder))
    #expect(Set(found) == Set(expected))
  }

  @Test(arguments: [
    // A smaller epsilon than was charged.
    (
      #""thisRelease":{"delta""#, #""epsilon":"1""#, #""epsilon":"1/2""#,
      ["accounting measurements.json", "ledger manifest.dsse.json"]
    ),
    // Charges above the cap.
    (#""cumulative":{"#, #""epsilon":""#, #""epsilon":"99"#, ["cap manifest.dsse.json"]),
    // Another currency: there is no ρ to read.
    (#""variant":"#, "Pure DP", "Zero-concentrated DP", ["statement manifest.dsse.json"]),
    // A δ that the price has nothing to do with.
    (
      #""thisRelease":{"delta""#, #""delta":"0""#, #""delta":"1/1000""#,
      ["statement manifest.dsse.json"]
    ),
  ])
  func `A signed lie at δ = 0 is found`(
    place: String,
    old: String,
    new: String,
    expected: [String]
  ) throws {
    let folder = try TemporaryFolder()
    var example = try Example.$definition.withValue(.pure) { try Example(in: folder) }
    example.resign { text in
      guard let start = text.range(of: place),
        let range = text.range(of: old, range: start.lowerBound..<text.endIndex)
      else { return text }
      return text.replacingCharacters(in: range, with: new)
    }
    #expect(Set(failures(try example.verified(in: folder))) == Set(expected))
  }

  @Test(arguments: [
    // A root of another history, a proof of another record, a checkpoint that nobody signed.
    (#""earlier":[{"#, #""root":""#, "not shown to be a beginning"),
    (#""inclusion":{"#, #""commit":[""#, "not under the checkpoint's root"),
    (#""checkpoint":""#, #"\n4\n"#, "not signed by the ledger's key"),
  ])
  func `A signed lie about the ledger's past is found`(
    place: String,
    before: String,
    words: String
  ) throws {
    var example = example
    example.resign { text in
      guard let start = text.range(of: place),
        let range = text.range(of: before, range: start.lowerBound..<text.endIndex)
      else { return text }
      // Another first digit of the hash.
      let digit = text[range.upperBound] == "0" ? "1" : "0"
      let next = text.index(after: range.upperBound)
      return text.replacingCharacters(in: range.upperBound..<next, with: digit)
    }
    let verification = try example.verified(in: folder)
    #expect(verification.findings.contains { $0.outcome == .failed && $0.sentence.contains(words) })
  }

  @Test func `A release whose ledger was rolled back is found`() throws {
    let other = try TemporaryFolder()
    _ = try Example(in: other, measurements: Example.measurements(rows: .requested(5)))
    _ = try example.verified(in: folder)
    let verification = ReleaseVerification.verify(
      folder: folder.path + "/release",
      trustedKey: Example.key.publicKey,
      ledger: other.path + "/ledger"
    )
    #expect(failures(verification) == ["ledger \(other.path)/ledger"])
  }

  @Test func `Names from a manifest can't talk to a terminal`() throws {
    var example = example
    example.resign {
      $0.replacingOccurrences(of: #""name":"report.html""#, with: #""name":"a\u001b[2Jb/""#)
    }
    let found = failures(try example.verified(in: folder))
    #expect(found.contains("file a?[2Jb/"))
  }
}
