import Cryptography
import Foundation
import GraphicalModels
import Lineage
import Schemas
import Testing

/// Releases that were made once and are fitted and drawn again here, in debug and in release.
///
/// A fit or a draw that comes out otherwise breaks every release made before: it needs a new
/// determinism version, and then `.ci/golden` makes these anew.
@Suite struct GoldenReplayTests {
  struct Golden: Decodable {
    let release: String
    let determinism: Int
    let table: String
    let model: String
  }

  #if DEBUG
  static let cases = ["grove", "mst", "independent", "pure"]
  #else
  static let cases = ["grove", "mst", "independent", "pure", "adult"]
  #endif

  static func file(_ name: String, of golden: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return [UInt8](
      try Data(contentsOf: folder.appendingPathComponent("Golden/\(golden)/\(name)"))
    )
  }

  /// The digests of the rows and the model that follow from a case's measurements.
  static func digests(
    of golden: String,
    seed: (_ measurements: [UInt8], _ release: [UInt8]) -> [UInt8] = {
      SamplingSeed.derive(
        measurementsDigest: SHA256.digest(of: $0),
        reserveRecordHash: $1
      )
    }
  ) throws -> (table: String, model: String, expected: Golden) {
    let bytes = try file("measurements.json", of: golden)
    let expected = try JSONDecoder().decode(
      Golden.self,
      from: Data(file("expected.json", of: golden))
    )
    let schema = try Schema(parsing: file("schema.json", of: golden), file: "schema.json")
    let release = try #require([UInt8](hex: expected.release))
    let replay = try Replay(
      MeasurementsFile(parsing: bytes),
      schema: schema,
      seed: seed(bytes, release)
    )
    return (
      SHA256.digest(of: replay.table).hex, SHA256.digest(of: replay.modelFile).hex, expected
    )
  }

  @Test(arguments: cases)
  func `A release of this determinism version comes out as it did when it was made`(
    golden: String
  ) throws {
    let (table, model, expected) = try Self.digests(of: golden)
    try #require(expected.determinism == Determinism.version)
    #expect(table == expected.table)
    #expect(model == expected.model)
  }

  @Test func `One bit of the seed gives other rows, so the comparison can fail`() throws {
    let (table, model, expected) = try Self.digests(of: "independent") { bytes, release in
      var seed = SamplingSeed.derive(
        measurementsDigest: SHA256.digest(of: bytes),
        reserveRecordHash: release
      )
      seed[31] ^= 1
      return seed
    }
    #expect(table != expected.table)
    #expect(model == expected.model)
  }

  @Test func `What a replay shows is told with what it doesn't show`() {
    #expect(ReleaseVerification.replayMeaning.contains("nothing private entered the rows after"))
    #expect(ReleaseVerification.replayMeaning.contains("doesn't show that the noise"))
  }
}
