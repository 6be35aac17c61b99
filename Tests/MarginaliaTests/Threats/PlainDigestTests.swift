import Cryptography
import Foundation
import Marginalia
import Testing

/// Row 10 of the threat table: a plain digest of a table lets anyone confirm a guess of it.
@Suite struct PlainDigestTests {
  @Test func `row 10: nothing that goes out holds a digest, the size or the path of the table`()
    throws
  {
    let bench = try Workbench()
    let table = "a,b,c\n" + (0..<4_321).map { "\($0 % 3),\($0 % 4),\($0 % 5)\n" }.joined()
    try bench.write(table, to: "people.csv")
    let release = try Synthesizer(bench.request()).run { _ in }
    let bytes = Array(table.utf8)
    let digests = [SHA256.digest(of: bytes), SHA512.digest(of: bytes)]
    let secrets =
      digests.flatMap { [$0.hex, $0.hex.uppercased(), Base64.encode($0)] } + ["people.csv"]
    let size = try Regex("\\b\(bytes.count)\\b")
    func leaks(_ text: String) -> Bool {
      secrets.contains { text.contains($0) } || text.contains(size)
    }
    var texts = [release.json]
    for file in try FileManager.default.subpathsOfDirectory(atPath: bench.path("release")) {
      let content = try Files.read(bench.path("release/\(file)"))
      texts.append(String(decoding: content, as: UTF8.self))
      // What a manifest says is inside its envelope.
      let payload = texts.last?.firstMatch(of: /"payload":"([^"]+)"/).flatMap {
        Data(base64Encoded: String($0.1))
      }
      if let payload { texts.append(String(decoding: payload, as: UTF8.self)) }
    }
    texts.append(String(decoding: try Files.read(bench.path("L")), as: UTF8.self))
    #expect(texts.count >= 8)
    for text in texts { #expect(!leaks(text)) }
    for planted in secrets + ["{\"size\":\(bytes.count)}"] { #expect(leaks("a \(planted) b")) }
  }
}
