import Foundation
import Marginalia
import Testing

@Suite struct KeysTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a key is two files, the private one for its owner alone`() throws {
    let key = try Keys.generate(at: folder.file("keys/release"))
    #expect(key.path == folder.file("keys/release.pem"))
    #expect(key.publicPath == folder.file("keys/release.pub.pem"))
    #expect(key.kind == .private)
    #expect(key.fingerprint.hasPrefix("SHA256:") && key.fingerprint.count == 50)
    #expect(try folder.permissions(of: "keys") == 0o700)
    #expect(try folder.permissions(of: "keys/release.pem") == 0o600)
    #expect(try folder.permissions(of: "keys/release.pub.pem") == 0o644)
  }

  @Test func `both halves show the same fingerprint`() throws {
    let key = try Keys.generate(at: folder.file("a"))
    let privateHalf = try Keys.show(folder.file("a.pem"))
    let publicHalf = try Keys.show(folder.file("a.pub.pem"))
    #expect(privateHalf.kind == .private && publicHalf.kind == .public)
    #expect(privateHalf.fingerprint == key.fingerprint)
    #expect(publicHalf.fingerprint == key.fingerprint)
    #expect(try Keys.generate(at: folder.file("b")).fingerprint != key.fingerprint)
  }

  @Test(arguments: ["a.pem", "a.pub.pem"])
  func `a key is never replaced, whichever half is there`(name: String) throws {
    try Files.write([7], to: folder.file(name), overwrites: false)
    #expect(
      throws: MarginaliaError.usage(
        "\(folder.file(name)) exists, and a key is never replaced: choose another name"
      )
    ) {
      try Keys.generate(at: folder.file("a"))
    }
    #expect(try folder.names() == [name])
    #expect(try Files.read(folder.file(name)) == [7])
  }

  @Test func `what is no key is refused without being quoted`() throws {
    try Files.write(Array("SECRET CELL".utf8), to: folder.file("x"), overwrites: false)
    let error = #expect(throws: MarginaliaError.self) { try Keys.show(folder.file("x")) }
    #expect(error?.kind == "bad-input")
    #expect(error?.findings.count == 1)
    #expect(error?.description.contains("SECRET") == false)
  }

  @Test func `a public key can't stand for a private one`() throws {
    _ = try Keys.generate(at: folder.file("a"))
    let error = #expect(throws: MarginaliaError.self) {
      try Keys.privateKey(at: folder.file("a.pub.pem"))
    }
    #expect(error?.kind == "bad-input")
  }
}
