import Cryptography
import Foundation
import Lineage
import Testing

@Suite struct ReleaseVerificationBundlesTests {
  let folder: TemporaryFolder
  var example: Example
  let name = ReleaseFile.bundle(of: Example.key.publicKey)

  init() throws {
    folder = try TemporaryFolder()
    example = try Example(in: folder)
  }

  func failures(_ verification: ReleaseVerification) -> [String] {
    verification.findings.filter { $0.outcome == .failed }.map { "\($0.check) \($0.file)" }
  }

  @Test mutating func `A flipped bit in the bundle fails and names it`() throws {
    let good = try #require(example.files[name])
    for index in stride(from: 0, to: good.count, by: 311) {
      example.files[name]?[index] ^= 1
      #expect(failures(try example.verified(in: folder)) == ["bundle \(name)"])
      example.files[name] = good
    }
  }

  @Test mutating func `A trusted signer's missing bundle fails`() throws {
    example.files[name] = nil
    #expect(failures(try example.verified(in: folder)) == ["bundle \(name)"])
  }

  @Test mutating func `A bundle over another payload, or of a key that didn't sign, fails`() throws
  {
    let other = Envelope(signing: [UInt8]("{}".utf8), by: Example.key)
    example.files[name] = SignatureBundle(of: Example.key.publicKey, in: other)?.bytes
    #expect(failures(try example.verified(in: folder)) == ["bundle \(name)"])
    example.sign(example.manifest.payload)
    let stranger = Envelope(signing: example.manifest.payload, by: Example.otherKey)
    let strange = ReleaseFile.bundle(of: Example.otherKey.publicKey)
    example.files[strange] =
      SignatureBundle(of: Example.otherKey.publicKey, in: stranger)?.bytes
    #expect(failures(try example.verified(in: folder)) == ["bundle \(strange)"])
  }

  @Test mutating func `One signer's bundle under another's name fails`() throws {
    example.sign(example.manifest.payload, by: [Example.key, Example.otherKey])
    let other = ReleaseFile.bundle(of: Example.otherKey.publicKey)
    example.files[name] = example.files[other]
    #expect(failures(try example.verified(in: folder)) == ["bundle \(name)"])
  }

  @Test mutating func `A time stamp about something else fails`() throws {
    var bundle = try SignatureBundle(parsing: try #require(example.files[name]))
    bundle.timestamps = [[0x30, 0x00]]
    example.files[name] = bundle.bytes
    #expect(failures(try example.verified(in: folder)) == ["bundle \(name)"])
  }

  @Test mutating func `The manifest can't vouch for a bundle, which came after it`() throws {
    example.resign {
      $0.replacingOccurrences(of: #""name":"report.html""#, with: #""name":"\#(name)""#)
    }
    let found = failures(try example.verified(in: folder))
    #expect(found == ["file \(name)", "file report.html"])
  }
}
