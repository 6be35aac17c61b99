import Cryptography
import Testing

/// A signature that minisign made: over the file, and over that signature with its trusted comment.
///
/// Its legacy form "Ed" signs the file itself; the form "ED" signs the file's BLAKE2b, and is refused
/// here, as nothing of this program makes or reads it.
///
/// - Source: jedisct1.github.io/minisign, "Signature format", "Public key format".
struct MinisignTests {
  /// The bytes of a line in base64: an algorithm, the key's number, and a key or a signature.
  private struct Blob {
    let algorithm: String
    let number: [UInt8]
    let rest: [UInt8]

    init?(_ line: String, restCount: Int) {
      guard let bytes = Base64.decode(line), bytes.count == 10 + restCount else { return nil }
      algorithm = String(decoding: bytes.prefix(2), as: UTF8.self)
      number = Array(bytes[2..<10])
      rest = Array(bytes.dropFirst(10))
    }
  }

  /// Whether a signature file, by minisign's rules, is this key's over this file.
  private func isValid(_ signature: String, over file: [UInt8], by key: String) -> Bool {
    let lines = signature.split(separator: "\n").map(String.init)
    let prefix = "trusted comment: "
    guard lines.count == 4, lines[0].hasPrefix("untrusted comment: "), lines[2].hasPrefix(prefix),
      let own = Blob(lines[1], restCount: 64), let whole = Base64.decode(lines[3]),
      let line = key.split(separator: "\n").last, let known = Blob(String(line), restCount: 32),
      let publicKey = Ed25519.PublicKey(bytes: known.rest),
      [own.algorithm, known.algorithm] == ["Ed", "Ed"], own.number == known.number
    else { return false }
    let comment = Array(lines[2].dropFirst(prefix.count).utf8)
    return publicKey.isValidSignature(own.rest, for: file)
      && publicKey.isValidSignature(whole, for: own.rest + comment)
  }

  @Test func `minisign's signature holds for its file, and for no other`() throws {
    let signature = try Vectors.text("dsse/manifest.dsse.json.minisig")
    let key = try Vectors.text("dsse/mini.pub")
    let file = try Vectors.bytes("dsse/manifest.dsse.json")
    #expect(isValid(signature, over: file, by: key))
    for place in [0, file.count / 2, file.count - 1] {
      var other = file
      other[place] ^= 1
      #expect(!isValid(signature, over: other, by: key))
    }
    #expect(!isValid(signature, over: file + [10], by: key))
  }

  @Test func `nothing that is signed can be changed, nor the key`() throws {
    let signature = try Vectors.text("dsse/manifest.dsse.json.minisig")
    let key = try Vectors.text("dsse/mini.pub")
    let file = try Vectors.bytes("dsse/manifest.dsse.json")
    func changed(_ line: Int, _ place: Int) throws -> String {
      var lines = signature.split(separator: "\n").map(String.init)
      var bytes = try #require(Base64.decode(lines[line]))
      bytes[place] ^= 1
      lines[line] = Base64.encode(bytes)
      return lines.joined(separator: "\n")
    }
    // The algorithm, the key's number, R and S of the file's signature; R and S of the comment's.
    for (line, place) in [(1, 1), (1, 5), (1, 10), (1, 42), (1, 73), (3, 0), (3, 63)] {
      #expect(try !isValid(changed(line, place), over: file, by: key), "\(line) \(place)")
    }
    let later = signature.replacing("1700000000", with: "1700000001")
    #expect(later != signature && !isValid(later, over: file, by: key))
    let prehashed = signature.replacing("\nRWQ", with: "\nRUQ")
    #expect(prehashed != signature && !isValid(prehashed, over: file, by: key))
    var other = try #require(Base64.decode(String(key.split(separator: "\n")[1])))
    other.replaceSubrange(
      10...,
      with: Ed25519.PrivateKey(seed: [UInt8](repeating: 9, count: 32)).publicKey.bytes
    )
    let foreign = "untrusted comment: another\n\(Base64.encode(other))\n"
    #expect(!isValid(signature, over: file, by: foreign))
    // The untrusted comment is what its name says.
    let remark = signature.replacing("comment: legacy", with: "comment: other")
    #expect(isValid(remark, over: file, by: key))
  }
}
