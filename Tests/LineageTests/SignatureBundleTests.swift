import Cryptography
import Foundation
import JSON
import Lineage
import Testing

@Suite struct SignatureBundleTests {
  static let envelope = Envelope(signing: EnvelopeTests.payload, by: Example.key)
  static let good = SignatureBundle(of: Example.key.publicKey, in: envelope)?.bytes ?? []

  static func fault(replacing old: String, by new: String) -> EnvelopeFault? {
    let text = String(decoding: good, as: UTF8.self)
    do throws(EnvelopeFault) {
      _ = try SignatureBundle(parsing: [UInt8](text.replacingOccurrences(of: old, with: new).utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test func `The published example's bundles hold the signatures of its envelope`() throws {
    let json = try JSON(parsing: try Vectors.bytes("manifest.dsse.json"))
    let envelope = try Envelope(parsing: json.canonical + [UInt8(ascii: "\n")])
    for name in ["curator", "auditor"] {
      let key = try PEM.publicKey(parsing: try Vectors.text("\(name).pub.pem"))
      let published = try JSON(parsing: try Vectors.bytes("\(name).sigstore.json"))
      let bundle = try #require(SignatureBundle(of: key, in: envelope))
      #expect(bundle.bytes == published.canonical + [UInt8(ascii: "\n")])
      #expect(bundle.signature.keyIdentifier == key.fingerprint)
    }
    #expect(SignatureBundle(of: Example.key.publicKey, in: envelope) == nil)
  }

  @Test func `A bundle reads back to the same bytes, with time stamps too`() throws {
    var bundle = try SignatureBundle(parsing: Self.good)
    #expect(bundle.bytes == Self.good && bundle.timestamps == [])
    bundle.timestamps = [[1, 2, 3], [4]]
    #expect(try SignatureBundle(parsing: bundle.bytes) == bundle)
  }

  @Test func `Malformed bundles are told apart`() {
    #expect(Self.fault(replacing: "bundle.v0.3", by: "bundle.v0.2") == .form)
    #expect(Self.fault(replacing: "dsseEnvelope", by: "messageSignature") == .form)
    #expect(Self.fault(replacing: "\"tlogEntries\":[]", by: "\"tlogEntries\": []") == .notCanonical)
    #expect(Self.fault(replacing: "\"hint\":\"SHA", by: "\"hint\":\"sha") == .notCanonical)
    #expect(Self.fault(replacing: "vnd.in-toto", by: "vnd.other") == .payloadType)
  }

  @Test func `A bundle with two signatures is none`() throws {
    var envelope = Self.envelope
    envelope.sign(by: Example.otherKey)
    let single = String(decoding: Self.envelope.bytes.dropLast(), as: UTF8.self)
    let double = String(decoding: envelope.bytes.dropLast(), as: UTF8.self)
    #expect(Self.fault(replacing: single, by: double) == .form)
  }
}
