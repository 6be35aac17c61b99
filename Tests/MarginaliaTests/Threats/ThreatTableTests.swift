import Foundation
import JSON
import Marginalia
import Testing

@Suite struct ThreatTableTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func `there are 25 rows, each with a test`() {
    #expect(ThreatTable.rows.map(\.number) == Array(1...25))
    for row in ThreatTable.rows {
      #expect(!row.tests.isEmpty && !row.threat.isEmpty, "row \(row.number)")
    }
  }

  @Test(arguments: ThreatTable.rows.indices)
  func `every test that a row names exists`(index: Int) throws {
    for (file, test) in ThreatTable.rows[index].tests {
      let source = Self.root.appending(path: "Tests/\(file)")
      let text = try String(contentsOf: source, encoding: .utf8)
      let found =
        file.hasSuffix(".txt")
        ? text.split(separator: "\n").contains { $0.hasPrefix(test) }
        : text.contains("func `\(test)`")
      #expect(found, "row \(index + 1): \(file) has no \(test)")
    }
  }

  @Test func `row 1: no floating-point number draws noise`() throws {
    var files = 0
    for room in ["Randomness", "Mechanisms"] {
      let folder = Self.root.appending(path: "Sources/\(room)")
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        files += 1
        #expect(!text.contains(/\b(Double|Float|Float80|Float16|CGFloat)\b/), "\(room)/\(name)")
      }
    }
    #expect(files > 15)
  }

  @Test func `row 25: every manifest says what a signature can't show`() throws {
    let bench = try Workbench()
    _ = try Synthesizer(bench.request()).run { _ in }
    let envelope = try JSON(parsing: Files.read(bench.path("release/manifest.dsse.json")))
    let payload = try #require(envelope["payload"]?.string.flatMap { Data(base64Encoded: $0) })
    let limits = try JSON(parsing: Array(payload))["predicate"]?["limits"]?.array ?? []
    #expect(limits.contains { $0.string?.contains("not that it was drawn honestly") == true })
  }
}
