import Cryptography
import Foundation
import Lineage
import Testing

@Suite struct ReleaseVerificationNoticesTests {
  let folder: TemporaryFolder
  let example: Example
  static let thirdKey = Ed25519.PrivateKey(seed: [UInt8](repeating: 19, count: 32))
  static let past = "2000-01-01T00:00:00Z"
  static let future = "9000-01-01T00:00:00Z"

  init() throws {
    folder = try TemporaryFolder()
    example = try Example(in: folder)
    for (name, bytes) in example.files { try folder.write(bytes, to: "release/" + name) }
  }

  func verified(
    trusting keys: [Ed25519.PrivateKey],
    rotations: [Envelope] = [],
    revocations: [Envelope] = [],
    threshold: Int = 1
  ) throws -> ReleaseVerification {
    func files(_ envelopes: [Envelope], _ kind: String) -> [Notices.File] {
      envelopes.enumerated().map { Notices.File(name: "\(kind)\($0)", bytes: $1.bytes) }
    }
    return ReleaseVerification.verify(
      folder: folder.path + "/release",
      trust: try Trust(
        keys.map { Trust.Signer(key: Trust.Key($0.publicKey)) },
        threshold: threshold
      ),
      notices: Notices(
        rotations: files(rotations, "rotation"),
        revocations: files(revocations, "revocation")
      )
    )
  }

  func rotation(
    _ old: Ed25519.PrivateKey,
    _ new: Ed25519.PrivateKey,
    _ since: String
  ) throws -> Envelope {
    KeyRotation.envelope(from: old, to: new, since: try #require(UTCTime(since)))
  }

  func revocation(
    _ object: Revocation.Object,
    by key: Ed25519.PrivateKey
  ) throws -> Envelope {
    let since = try #require(UTCTime(Self.past))
    return Revocation(of: object, reason: "laptop stolen", since: since).envelope(by: key)
  }

  func outcomes(_ verification: ReleaseVerification) -> [String] {
    verification.findings.filter { $0.check == .notice }.map { "\($0.outcome) \($0.file)" }
  }

  var release: Revocation.Object {
    get throws { .release(table: try #require(example.manifest.digest(of: ReleaseFile.table))) }
  }

  @Test func `A new key is trusted through the old one, in any order of the chain`() throws {
    let chain = try [
      rotation(Example.otherKey, Self.thirdKey, Self.past),
      rotation(Self.thirdKey, Example.key, "2001-01-01T00:00:00Z"),
    ]
    for rotations in [chain, chain.reversed()] {
      let verification = try verified(trusting: [Example.otherKey], rotations: rotations)
      #expect(verification.isValid, "\(verification.findings.filter { $0.outcome == .failed })")
      #expect(verification.signatories.map(\.key) == [Example.key.publicKey])
    }
    #expect(try !verified(trusting: [Example.otherKey]).isValid)
  }

  @Test func `The old key counts for releases before the rotation only`() throws {
    for (since, isValid) in [(Self.future, true), (Self.past, false)] {
      let rotations = [try rotation(Example.key, Example.otherKey, since)]
      #expect(try verified(trusting: [Example.key], rotations: rotations).isValid == isValid)
    }
  }

  @Test func `A signer's two keys never count as two signers`() throws {
    let folder = try TemporaryFolder()
    var example = try Example(in: folder)
    example.sign(example.manifest.payload, by: [Example.key, Example.otherKey])
    for (name, bytes) in example.files { try self.folder.write(bytes, to: "release/" + name) }
    let keys = [Example.key, Example.otherKey]
    #expect(try verified(trusting: keys, threshold: 2).isValid)
    let created = example.manifest.release.created
    let rotations = [try rotation(Example.key, Example.otherKey, created)]
    let verification = try verified(trusting: keys, rotations: rotations, threshold: 2)
    #expect(!verification.isValid && verification.signatories.count == 1)
  }

  @Test func `A rotation that doesn't start from a trusted key changes nothing`() throws {
    let rotations = [try rotation(Self.thirdKey, Example.key, Self.past)]
    let verification = try verified(trusting: [Example.otherKey], rotations: rotations)
    #expect(!verification.isValid && verification.manifest == nil)
    #expect(outcomes(verification) == ["noted rotation0"])
  }

  @Test func `Two successors of one key are a thief's work, and neither is followed`() throws {
    let rotations = try [
      rotation(Example.otherKey, Example.key, Self.past),
      rotation(Example.otherKey, Self.thirdKey, Self.past),
    ]
    let verification = try verified(trusting: [Example.otherKey], rotations: rotations)
    #expect(!verification.isValid)
    #expect(outcomes(verification) == ["failed rotation0", "failed rotation1"])
  }

  @Test func `A revoked key's signature doesn't count, whoever of the trusted says so`() throws {
    let digest = Example.key.publicKey.fingerprintDigest
    for author in [Example.key, Example.otherKey] {
      let revocations = [try revocation(.key(digest: digest), by: author)]
      let verification = try verified(
        trusting: [Example.key, Example.otherKey],
        revocations: revocations
      )
      #expect(!verification.isValid)
      let why = verification.findings.filter { $0.outcome == .failed }.map(\.sentence)
      #expect(
        why.contains { $0.contains("was revoked as of 2000") && $0.contains("laptop stolen") }
      )
    }
  }

  @Test func `A revoked key's rotation isn't followed`() throws {
    let verification = try verified(
      trusting: [Example.otherKey, Self.thirdKey],
      rotations: [rotation(Example.otherKey, Example.key, Self.past)],
      revocations: [
        revocation(.key(digest: Example.otherKey.publicKey.fingerprintDigest), by: Self.thirdKey)
      ]
    )
    #expect(!verification.isValid && verification.signatories == [])
    #expect(outcomes(verification).contains("failed rotation0"))
  }

  @Test func `A withdrawn release fails, with the reason`() throws {
    let verification = try verified(
      trusting: [Example.key],
      revocations: [revocation(try release, by: Example.key)]
    )
    #expect(outcomes(verification) == ["failed revocation0"])
    #expect(verification.findings.contains { $0.sentence.contains("2000-01-01T00:00:00Z: laptop") })
  }

  @Test func `A notice about this release or key by a stranger fails, so that somebody asks`()
    throws
  {
    for object in [try release, .key(digest: Example.key.publicKey.fingerprintDigest)] {
      let verification = try verified(
        trusting: [Example.key],
        revocations: [revocation(object, by: Self.thirdKey)]
      )
      #expect(outcomes(verification) == ["failed revocation0"])
    }
  }

  @Test func `A notice about something else is noted`() throws {
    let verification = try verified(
      trusting: [Example.key],
      revocations: [
        revocation(.release(table: [UInt8](repeating: 0, count: 32)), by: Example.key),
        revocation(.key(digest: Self.thirdKey.publicKey.fingerprintDigest), by: Example.key),
      ]
    )
    #expect(verification.isValid)
    #expect(outcomes(verification).sorted() == ["noted revocation0", "noted revocation1"])
  }

  @Test func `A notice that can't be read fails, as somebody wanted it heeded`() throws {
    let manifest = Envelope(signing: example.manifest, by: Example.key)
    let verification = try verified(
      trusting: [Example.key],
      rotations: [manifest],
      revocations: [manifest]
    )
    #expect(outcomes(verification) == ["failed rotation0", "failed revocation0"])
  }
}
