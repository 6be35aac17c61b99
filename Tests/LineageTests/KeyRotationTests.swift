import Cryptography
import Foundation
import JSON
import Lineage
import Testing

@Suite struct KeyRotationTests {
  static let since = UTCTime("2026-06-01T00:00:00Z")

  static func bytes() throws -> [UInt8] {
    KeyRotation.envelope(from: Example.key, to: Example.otherKey, since: try #require(since)).bytes
  }

  static func error(_ bytes: [UInt8]) -> LineageError? {
    do throws(LineageError) {
      _ = try KeyRotation(parsing: bytes, file: "r.json")
      return nil
    } catch {
      return error
    }
  }

  @Test func `A rotation reads back`() throws {
    let rotation = try KeyRotation(parsing: try Self.bytes(), file: "r.json")
    #expect(rotation.old == Example.key.publicKey && rotation.new == Example.otherKey.publicKey)
    #expect(rotation.since == Self.since)
  }

  @Test func `Both keys have to have signed it`() throws {
    let envelope = try Envelope(parsing: try Self.bytes())
    for key in [Example.key, Example.otherKey] {
      let single = Envelope(signing: envelope.payload, by: key)
      #expect(Self.error(single.bytes) == .notSigned(file: "r.json", by: "both of its keys"))
    }
  }

  @Test func `What says something else than it seems to is refused`() throws {
    let payload = String(decoding: try Envelope(parsing: try Self.bytes()).payload, as: UTF8.self)
    let fingerprint = Example.otherKey.publicKey.fingerprint
    for (old, new) in [
      ("2026-06-01", "2026-06-31"), ("rotation/v1", "rotation/v2"), ("Statement", "Statemen"),
      (fingerprint, Example.key.publicKey.fingerprint),
      (#""since""#, #""more":"","since""#), (#""since""#, #" "since""#),
    ] {
      let changed = payload.replacingOccurrences(of: old, with: new)
      var envelope = Envelope(signing: [UInt8](changed.utf8), by: Example.key)
      envelope.sign(by: Example.otherKey)
      #expect(changed != payload && Self.error(envelope.bytes) != nil, "\(old) to \(new)")
    }
  }

  @Test func `A flipped bit in any byte is refused`() throws {
    let good = try Self.bytes()
    for index in stride(from: 0, to: good.count, by: 7) {
      var flipped = good
      flipped[index] ^= 1 << UInt8(index % 8)
      #expect(Self.error(flipped) != nil, "byte \(index)")
    }
  }
}
