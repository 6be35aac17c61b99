import Cryptography
import Foundation
import Lineage
import Testing

@Suite struct TrustTests {
  static let one = Trust.Signer(name: "Office", role: "curator", key: .init(Example.key.publicKey))
  static let two = Trust.Signer(
    name: "Watch",
    role: "auditor",
    key: .init(Example.otherKey.publicKey)
  )

  static func fault(_ make: () throws(Trust.Fault) -> Trust) -> Trust.Fault? {
    do throws(Trust.Fault) {
      _ = try make()
      return nil
    } catch {
      return error
    }
  }

  @Test func `A trust that can't be met, or would count a key twice, is none`() {
    #expect(Self.fault { () throws(Trust.Fault) in try Trust([]) } == .empty)
    #expect(
      Self.fault { () throws(Trust.Fault) in try Trust([Self.one, Self.one], threshold: 2) }
        == .repeated(fingerprint: Example.key.publicKey.fingerprint)
    )
    #expect(
      Self.fault { () throws(Trust.Fault) in try Trust([Self.one, Self.two], threshold: 3) }
        == .unreachable(threshold: 3, signers: 2)
    )
    #expect(
      Self.fault { () throws(Trust.Fault) in
        try Trust([Self.one, Self.two], requirements: [.init(role: "witness", count: 1)])
      } == .unreachableRole("witness")
    )
    #expect(Self.fault { () throws(Trust.Fault) in try Trust([Self.one, Self.two]) } == nil)
  }
}

@Suite struct TrustFileTests {
  static func file(
    keys: String? = nil,
    more: String = #""threshold":2,"roles":{"auditor":1},"#
  ) throws -> [UInt8] {
    func pem(_ key: Ed25519.PrivateKey) -> String {
      PEM.text(of: key.publicKey).replacingOccurrences(of: "\n", with: "\\n")
    }
    let both = """
      {"name":"Office","role":"curator","publicKey":"\(pem(Example.key))",
       "notBefore":"2026-01-01T00:00:00Z","notAfter":"2026-12-31T23:59:59Z"},
      {"name":"Watch","role":"auditor","publicKey":"\(pem(Example.otherKey))","revokedAt":null}
      """
    return [UInt8](#"{"marginalia":"trust/1",\#(more)"keys":[\#(keys ?? both)]}"#.utf8)
  }

  static func error(_ bytes: [UInt8]) -> LineageError? {
    do throws(LineageError) {
      _ = try Trust(parsing: bytes, file: "trust.json")
      return nil
    } catch {
      return error
    }
  }

  @Test func `A trust file names signers, roles, periods and what is needed`() throws {
    let trust = try Trust(parsing: try Self.file(), file: "trust.json")
    #expect(trust.threshold == 2 && trust.requirements == [.init(role: "auditor", count: 1)])
    #expect(trust.signers.map(\.name) == ["Office", "Watch"])
    #expect(trust.signers.map(\.role) == ["curator", "auditor"])
    #expect(trust.signers[0].keys[0].notBefore == UTCTime("2026-01-01T00:00:00Z"))
    #expect(trust.signers[0].keys[0].notAfter == UTCTime("2026-12-31T23:59:59Z"))
    #expect(trust.signers[1].keys[0].revokedAt == nil)
    #expect(try Trust(parsing: try Self.file(more: ""), file: "trust.json").threshold == 1)
  }

  @Test func `A misspelt limit would be none, so it is refused`() throws {
    let text = String(decoding: try Self.file(), as: UTF8.self)
    for (old, new) in [
      ("notAfter", "notafter"), ("threshold", "treshold"), ("roles", "role"),
      ("revokedAt", "revoked"), ("trust/1", "trust/2"), ("2026-12-31T23:59:59Z", "2026-12-31"),
      ("2026-12-31T23:59:59Z", "2025-12-31T23:59:59Z"), ("Office", " "), ("curator", ""),
      ("BEGIN PUBLIC", "BEGIN PRIVATE"), (#""threshold":2"#, #""threshold":0"#),
      (#""threshold":2"#, #""threshold":3"#), (#""auditor":1"#, #""auditor":2"#),
      (#""keys""#, #""keys":[],"keys""#),
    ] {
      let changed = text.replacingOccurrences(of: old, with: new)
      #expect(changed != text && Self.error([UInt8](changed.utf8)) != nil, "\(old) to \(new)")
    }
    #expect(Self.error(try Self.file(keys: "", more: "")) == .trust(file: "trust.json", .empty))
  }
}
