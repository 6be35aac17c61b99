import Cryptography
import Ledger
import Lineage
import Reports
import Testing

@Suite struct VerificationPageTests {
  static let page = String(decoding: VerificationPage.html, as: UTF8.self)

  /// What stands between two marks that occur once.
  static func content(from start: String, to end: String) throws -> String {
    let pieces = page.split(separator: start, omittingEmptySubsequences: false)
    #expect(pieces.count == 2, "\(start)")
    return String(try #require(pieces.last?.split(separator: end).first))
  }

  @Test func `The page is the same bytes again`() {
    #expect(VerificationPage.html == Array(Self.page.utf8))
  }

  @Test(arguments: ["script", "style"])
  func `Only the script and the style that stand in the page may run`(tag: String) throws {
    let content = try Self.content(from: "<\(tag)>", to: "</\(tag)>")
    let digest = Base64.encode(SHA256.digest(of: Array(content.utf8)))
    let policy = try Self.content(from: "Content-Security-Policy\" content=\"", to: "\"")
    #expect(policy.hasPrefix("default-src 'none'; "))
    #expect(policy.contains("\(tag)-src 'sha256-\(digest)'; "))
    #expect(policy.contains("require-trusted-types-for 'script'; trusted-types 'none'"))
    #expect(!policy.contains("unsafe"))
  }

  @Test func `The script has no way to load, send, keep or make code`() {
    for forbidden in [
      " src=", "url(", "@import", "<link", "<iframe", "onload", "onclick", "eval(", "Function(",
      "fetch", "XMLHttpRequest", "WebSocket", "import(", "innerHTML", "insertAdjacent",
      "document.write", "Storage", "cookie", "postMessage", "style=",
    ] {
      #expect(!Self.page.contains(forbidden), "\(forbidden)")
    }
  }

  @Test func `Every control has a label, and every label a control`() {
    let names = { (start: String) in
      Self.page.split(separator: start).dropFirst().map { $0.prefix { $0 != "\"" } }
    }
    let controls = names("<input id=\"") + names("<textarea id=\"")
    #expect(controls.count == 6)
    #expect(Set(controls) == Set(names("<label for=\"")))
  }

  @Test func `Page and program agree on names`() throws {
    let script = try Self.content(from: "<script>", to: "</script>")
    for (name, value) in [
      ("manifestName", ReleaseFile.manifest), ("payloadType", Envelope.payloadType),
      ("predicateType", Manifest.predicateType), ("measurementsName", ReleaseFile.measurements),
    ] {
      #expect(script.contains("const \(name) = \"\(value)\";"))
    }
    #expect(script.contains("const recordVersion = \(LedgerRecord.version);"))
    for name in ReleaseFile.required { #expect(script.contains("\"\(name)\"")) }
  }
}
