import Cryptography
import GraphicalModels
import Lineage
import Testing

@Suite struct ReleaseReplayTests {
  let folder: TemporaryFolder
  var example: Example

  init() throws {
    folder = try TemporaryFolder()
    example = try Example(in: folder)
  }

  func replay(_ key: Ed25519.PrivateKey = Example.key) throws -> ReleaseReplay {
    try ReleaseReplay(folder: folder.path + "/release", trustedKey: key.publicKey)
  }

  @Test func `The release's own seed gives the release's rows, another one others`() throws {
    _ = try example.verified(in: folder)
    let replay = try replay()
    let table = try #require(example.files[ReleaseFile.table])
    #expect(replay.table(seed: replay.seed, count: replay.released.count) == table)
    #expect(replay.rows(seed: replay.seed, count: replay.released.count) == replay.released)
    let other = WatermarkSeed.recipient("a", release: replay.identity, key: [1])
    #expect(replay.table(seed: other, count: replay.released.count) != table)
    #expect(replay.rows(seed: other, count: 7).count == 7)
  }

  @Test func `A release that doesn't verify is not replayed`() throws {
    _ = try example.verified(in: folder)
    let error = #expect(throws: ReleaseReplay.Fault.self) { try replay(Example.otherKey) }
    guard case .notVerified(let findings) = error else {
      Issue.record("\(error as Any)")
      return
    }
    #expect(findings.map(\.check) == [.signature])
  }

  @Test func `Rows that something else went into are not taken for the release's`() throws {
    var example = example
    var table = try #require(example.files[ReleaseFile.table])
    table.removeLast(20)
    example.replace(ReleaseFile.table, with: table)
    _ = try example.verified(in: folder)
    #expect(throws: ReleaseReplay.Fault.otherRows) { try replay() }
  }
}
