import Cryptography
import Foundation
import JSON
import Lineage
import Testing

@Suite struct EnvelopeTests {
  static let payload = [UInt8](#"{"a":1}"#.utf8)
  static let good = Example.envelope(of: payload)

  static func fault(_ bytes: [UInt8]) -> EnvelopeFault? {
    do throws(EnvelopeFault) {
      _ = try Envelope(parsing: bytes)
      return nil
    } catch {
      return error
    }
  }

  static func fault(replacing old: String, by new: String) -> EnvelopeFault? {
    let text = String(decoding: good, as: UTF8.self)
    return fault([UInt8](text.replacingOccurrences(of: old, with: new).utf8))
  }

  @Test func `What is signed is the pre-authentication encoding of the published example`() throws {
    let payload = try Vectors.bytes("payload.json")
    #expect(Envelope.signedMessage(for: payload) == (try Vectors.bytes("pae.bin")))
  }

  @Test func `Both signatures of the published example hold, each under its own key only`() throws {
    let json = try JSON(parsing: try Vectors.bytes("manifest.dsse.json"))
    let published = json.canonical + [UInt8(ascii: "\n")]
    let envelope = try Envelope(parsing: published)
    #expect(envelope.payload == (try Vectors.bytes("payload.json")))
    let curator = try PEM.publicKey(parsing: try Vectors.text("curator.pub.pem"))
    let auditor = try PEM.publicKey(parsing: try Vectors.text("auditor.pub.pem"))
    #expect(envelope.isSigned(by: curator) && envelope.isSigned(by: auditor))
    #expect(!envelope.isSigned(by: Example.key.publicKey))
    let text = String(decoding: published, as: UTF8.self)
    let swapped =
      text
      .replacingOccurrences(of: curator.fingerprint, with: "X")
      .replacingOccurrences(of: auditor.fingerprint, with: curator.fingerprint)
      .replacingOccurrences(of: "\"X\"", with: "\"\(auditor.fingerprint)\"")
    let confused = try Envelope(parsing: [UInt8](swapped.utf8))
    #expect(!confused.isSigned(by: curator) && !confused.isSigned(by: auditor))
  }

  @Test func `An envelope reads back to the same bytes`() throws {
    let envelope = try Envelope(parsing: Self.good)
    #expect(envelope.bytes == Self.good)
    #expect(envelope.payload == Self.payload)
    #expect(envelope.isSigned(by: Example.key.publicKey))
  }

  @Test func `A flipped bit in any byte is refused or breaks the signature`() {
    for index in Self.good.indices {
      var flipped = Self.good
      flipped[index] ^= 1 << UInt8(index % 8)
      let envelope = try? Envelope(parsing: flipped)
      #expect(envelope?.isSigned(by: Example.key.publicKey) != true, "byte \(index)")
    }
  }

  @Test func `Malformed envelopes are told apart`() {
    #expect(Self.fault(replacing: "vnd.in-toto", by: "vnd.other") == .payloadType)
    #expect(Self.fault(replacing: "\"payload\"", by: "\"payloa\"") == .form)
    #expect(Self.fault(replacing: "\"keyid\"", by: "\"kid\"") == .form)
    #expect(Self.fault(replacing: Base64.encode(Self.payload), by: "eyJhIjoxfR==") == .base64)
    #expect(Self.fault(replacing: Base64.encode(Self.payload), by: "eyJhIjoxfQ") == .base64)
    #expect(Self.fault(replacing: ",\"payloadType\"", by: ", \"payloadType\"") == .notCanonical)
    #expect(Self.fault(replacing: "}]}\n", by: "}]}") == .notCanonical)
    #expect(Self.fault(replacing: "}]}\n", by: "}],\"more\":1}\n") == .notCanonical)
    let duplicate = Self.fault(replacing: "{\"payload\"", by: "{\"payload\":\"\",\"payload\"")
    if case .json = duplicate {
    } else {
      Issue.record("a duplicate key was read: \(duplicate as Any)")
    }
    #expect(
      Self.fault(
        [UInt8](
          #"{"payload":"","payloadType":"application/vnd.in-toto+json","signatures":[]}"#.utf8
        )
      )
        == .unsigned
    )
  }

  @Test func `A signature over the bare payload or another type is none`() throws {
    let other = Example.envelope(of: Self.payload, type: "text/plain")
    let text = String(decoding: other, as: UTF8.self)
      .replacingOccurrences(of: "text/plain", with: Envelope.payloadType)
    let envelope = try Envelope(parsing: [UInt8](text.utf8))
    #expect(!envelope.isSigned(by: Example.key.publicKey))
  }
}
