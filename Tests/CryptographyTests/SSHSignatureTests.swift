import Cryptography
import Foundation
import Testing

/// A signature that ssh-keygen made with the curator's key: a key serves both, as both are domain
/// separated.
///
/// - Source: OpenSSH, PROTOCOL.sshsig.
struct SSHSignatureTests {
  /// The strings of a blob in SSH's encoding, each after its length in four bytes.
  private func strings(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var rest = bytes
    var strings: [[UInt8]] = []
    while rest.count >= 4 {
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      strings.append(Array(rest.dropFirst(4).prefix(length)))
      rest = rest.dropFirst(4 + length)
    }
    return strings
  }

  private func string(_ bytes: [UInt8]) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (24 - 8 * $0)) } + bytes
  }

  @Test func `ssh-keygen's signature holds for its file, and for no other`() throws {
    let armour = try Vectors.text("dsse/manifest.sshsig").split(separator: "\n")
    let blob = try #require(Base64.decode(armour.dropFirst().dropLast().joined()))
    let magic = Array("SSHSIG".utf8)
    #expect(blob.starts(with: magic + [0, 0, 0, 1]))
    let parts = strings(blob.dropFirst(10))
    try #require(parts.count == 5)
    let key = try PEM.publicKey(parsing: Vectors.text("dsse/curator.pub.pem"))
    #expect(strings(parts[0][...])[1] == key.bytes)
    #expect(parts[3] == Array("sha512".utf8))
    let signature = strings(parts[4][...])[1]
    let file = Array(try Vectors.text("dsse/manifest.dsse.json").utf8)
    func signed(_ file: [UInt8]) -> [UInt8] {
      magic + string(parts[1]) + string(parts[2]) + string(parts[3])
        + string(SHA512.digest(of: file))
    }
    #expect(key.isValidSignature(signature, for: signed(file)))
    #expect(!key.isValidSignature(signature, for: signed(file + [0])))
  }
}
