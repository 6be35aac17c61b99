import Cryptography
import Foundation
import JSON
import Lineage
import Testing

@Suite struct ReleaseVerificationSignaturesTests {
  let folder: TemporaryFolder
  var example: Example
  static let thirdKey = Ed25519.PrivateKey(seed: [UInt8](repeating: 19, count: 32))

  init() throws {
    folder = try TemporaryFolder()
    example = try Example(in: folder)
    example.sign(example.manifest.payload, by: [Example.key, Example.otherKey])
  }

  func verified(_ trust: Trust) throws -> ReleaseVerification {
    for (name, bytes) in example.files { try folder.write(bytes, to: "release/" + name) }
    return ReleaseVerification.verify(folder: folder.path + "/release", trust: trust)
  }

  func failures(_ verification: ReleaseVerification) -> [String] {
    verification.findings.filter { $0.outcome == .failed }.map(\.sentence)
  }

  func trust(
    _ keys: [Ed25519.PrivateKey],
    threshold: Int,
    requirements: [Trust.Requirement] = [],
    limits: (inout Trust.Key) -> Void = { _ in }
  ) throws -> Trust {
    let roles = ["curator", "auditor", "witness"]
    let signers = keys.enumerated().map { index, key in
      var trusted = Trust.Key(key.publicKey)
      if index == 0 { limits(&trusted) }
      return Trust.Signer(name: "signer \(index)", role: roles[index], key: trusted)
    }
    return try Trust(signers, threshold: threshold, requirements: requirements)
  }

  @Test func `Two signers are two, whatever order the verifier names them in`() throws {
    for keys in [[Example.key, Example.otherKey], [Example.otherKey, Example.key]] {
      let verification = try verified(try trust(keys, threshold: 2))
      #expect(verification.isValid, "\(failures(verification))")
      #expect(verification.signatories.map(\.key) == keys.map(\.publicKey))
      #expect(verification.signatories.map(\.role) == ["curator", "auditor"])
    }
  }

  @Test func `One signer of two doesn't reach the threshold, though the rest holds`() throws {
    let verification = try verified(try trust([Example.key, Self.thirdKey], threshold: 2))
    #expect(failures(verification) == ["2 trusted signers are asked for, and 1 signed"])
    #expect(verification.manifest != nil)
  }

  @Test mutating func `One key's signature twice counts once`() throws {
    let envelope = Envelope(signing: example.manifest.payload, by: Example.key)
    let json = try JSON(parsing: envelope.bytes)
    let signature = try #require(json["signatures"]?.array?.first)
    let doubled: JSON = [
      "payload": json["payload"] ?? .null, "payloadType": json["payloadType"] ?? .null,
      "signatures": [signature, signature],
    ]
    example.files[ReleaseFile.manifest] = doubled.canonical + [UInt8(ascii: "\n")]
    example.files[ReleaseFile.bundle(of: Example.otherKey.publicKey)] = nil
    let both = try verified(try trust([Example.key, Example.otherKey], threshold: 2))
    #expect(failures(both) == ["2 trusted signers are asked for, and 1 signed"])
    let single = try verified(try trust([Example.key], threshold: 1))
    #expect(single.isValid && single.signatories.count == 1)
    #expect(single.findings.contains { $0.outcome == .noted && $0.sentence.contains("once") })
  }

  @Test mutating func `An invalid signature under a trusted name is no accident`() throws {
    var text = String(decoding: try #require(example.files[ReleaseFile.manifest]), as: UTF8.self)
    let envelope = try Envelope(parsing: [UInt8](text.utf8))
    let (first, second) = (envelope.signatures[0], envelope.signatures[1])
    text = text.replacingOccurrences(
      of: Base64.encode(second.bytes),
      with: Base64.encode(first.bytes)
    )
    example.files[ReleaseFile.manifest] = [UInt8](text.utf8)
    example.files[ReleaseFile.bundle(of: Example.otherKey.publicKey)] = nil
    let verification = try verified(try trust([Example.key, Example.otherKey], threshold: 1))
    #expect(
      failures(verification) == [
        "the signature under the name \(second.keyIdentifier) is not its key's"
      ]
    )
  }

  @Test func `Roles are the verifier's, and may be asked for`() throws {
    let auditor = Trust.Requirement(role: "auditor", count: 1)
    #expect(
      try verified(
        trust([Example.key, Example.otherKey], threshold: 1, requirements: [auditor])
      ).isValid
    )
    let missing = try verified(
      trust([Example.key, Self.thirdKey], threshold: 1, requirements: [auditor])
    )
    #expect(failures(missing) == ["1 of the role auditor are asked for, and 0 signed"])
  }

  @Test func `A key counts for releases made in its period only`() throws {
    let created = try #require(UTCTime(example.manifest.release.created))
    let (early, late) = (UTCTime("2000-01-01T00:00:00Z"), UTCTime("9000-01-01T00:00:00Z"))
    for (notBefore, notAfter, isValid) in [
      (created, created, true), (early, late, true), (late, nil, false), (nil, early, false),
    ] as [(UTCTime?, UTCTime?, Bool)] {
      let verification = try verified(
        trust([Example.key], threshold: 1) {
          $0.notBefore = notBefore
          $0.notAfter = notAfter
        }
      )
      #expect(verification.isValid == isValid)
    }
  }

  @Test func `A key that the verifier knows as revoked never counts`() throws {
    let verification = try verified(
      trust([Example.key], threshold: 1) { $0.revokedAt = UTCTime("9000-01-01T00:00:00Z") }
    )
    #expect(!verification.isValid && verification.manifest == nil)
    #expect(failures(verification).first?.contains("was revoked as of 9000-01-01") == true)
  }
}
