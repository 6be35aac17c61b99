import Cryptography
import Foundation
import Lineage
import Testing

@Suite struct RevocationTests {
  static func revocation(_ object: Revocation.Object) throws -> Revocation {
    Revocation(
      of: object,
      reason: "wrong bins",
      since: try #require(UTCTime("2026-06-01T00:00:00Z"))
    )
  }

  static let objects: [Revocation.Object] = [
    .release(table: [UInt8](repeating: 7, count: 32)),
    .key(digest: Example.key.publicKey.fingerprintDigest),
  ]

  @Test(arguments: objects)
  func `A revocation reads back`(object: Revocation.Object) throws {
    let revocation = try Self.revocation(object)
    let envelope = revocation.envelope(by: Example.key)
    #expect(envelope.isSigned(by: Example.key.publicKey))
    #expect(try Revocation(parsing: envelope, file: "r.json") == revocation)
  }

  @Test func `A key is named by its fingerprint, a release by its table's digest`() throws {
    let subjects = try Self.objects.map { try Self.revocation($0).subject }
    #expect(subjects[0].name == "synthetic.csv" && subjects[0].digest.first == 7)
    #expect(subjects[1].name == Example.key.publicKey.fingerprint)
  }

  @Test func `What says something else than it seems to is refused`() throws {
    let revocation = try Self.revocation(Self.objects[1])
    let payload = String(
      decoding: revocation.envelope(by: Example.key).payload,
      as: UTF8.self
    )
    for (old, new) in [
      ("\"key\"", "\"release\""), ("\"key\"", "\"both\""), ("SHA256:", "sha256:"),
      ("wrong bins", " "), ("wrong bins", String(repeating: "x", count: 1001)),
      ("revocation/v1", "revocation/v9"), ("2026-06-01", "2026-6-1"),
    ] {
      let changed = payload.replacingOccurrences(of: old, with: new)
      let envelope = Envelope(signing: [UInt8](changed.utf8), by: Example.key)
      #expect(changed != payload, "\(old)")
      #expect(throws: LineageError.self, "\(old) to \(new)") {
        try Revocation(parsing: envelope, file: "r.json")
      }
    }
  }
}
